/** Shapes of files that come in; each mirrors a type of `engine/runtime/application/imports.ts`. */
import { Type } from 'typebox';
import { list, localised, oneOf } from './common.ts';

const strict = { additionalProperties: false };

export const importFile = Type.Object(
  {
    kind: oneOf('units', 'people', 'wards'),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    content: Type.String({ minLength: 1, description: 'The file, base64.' }),
    dryRun: Type.Boolean(),
    stamp: Type.String({ maxLength: 2_000, description: 'As the dry run gave it; empty for a dry run.' }),
    note: Type.String({ maxLength: 500 }),
  },
  strict,
);

export const importReport = Type.Object(
  {
    dryRun: Type.Boolean(),
    stamp: Type.String(),
    rows: Type.Integer(),
    added: list(Type.String()),
    changed: list(Type.String()),
    same: Type.Integer(),
    faults: list(
      Type.Object({ row: Type.Integer(), column: Type.String(), message: localised }, { title: 'ImportFault' }),
    ),
    waiting: list(Type.String()),
  },
  { title: 'ImportReport' },
);

const position = Type.Unsafe<readonly [number, number]>({
  type: 'array',
  items: { type: 'number' },
  minItems: 2,
  maxItems: 2,
});
const finding = Type.Object(
  { wards: list(Type.String()), squareMetres: Type.Number(), at: position },
  { title: 'MapFinding' },
);

export const mapCheck = Type.Object(
  {
    cellMetres: Type.Number(),
    bounds: Type.Unsafe<readonly [number, number, number, number]>({
      type: 'array',
      items: { type: 'number' },
      minItems: 4,
      maxItems: 4,
    }),
    wards: list(
      Type.Object({
        code: Type.String(),
        name: localised,
        hasUnit: Type.Boolean(),
        polygons: list(list(list(position))),
      }),
    ),
    overlaps: list(finding),
    holes: list(finding),
  },
  { title: 'MapCheck' },
);
