/** Shapes of the organisation; each mirrors a type of `engine/runtime/application/organisation.ts`. */
import { Type } from 'typebox';
import { list, localised, orNull } from './common.ts';

const unit = Type.Object(
  {
    code: Type.String(),
    name: localised,
    kind: Type.String(),
    agencyCode: Type.String(),
    parent: orNull(Type.String()),
    ward: orNull(Type.String()),
  },
  { title: 'Unit' },
);
export const unitList = Type.Object({ units: list(unit) }, { title: 'UnitList' });
