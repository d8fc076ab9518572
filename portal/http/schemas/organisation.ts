/** Shapes of the organisation; each mirrors a type of `engine/runtime/application/organisation.ts`. */
import { Type } from 'typebox';
import { useKinds } from '#engine/runtime/application/organisation.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 60 });
const words = Type.String({ minLength: 1, maxLength: 300 });
export const day = Type.String({ maxLength: 10, description: 'ISO 8601 date of the city.' });
export const note = Type.String({ minLength: 1, maxLength: 500, description: 'Why, in one sentence.' });
export const revision = Type.Integer({ minimum: 0, description: 'The one that the change was made from.' });

export const successor = Type.Object(
  { unit: code, wards: list(Type.String()), categories: list(Type.String()) },
  { title: 'Successor', description: 'Without wards and categories: whatever is left.' },
);

const unit = Type.Object(
  {
    code: Type.String(),
    name: localised,
    kind: Type.String(),
    agencyCode: Type.String(),
    parent: orNull(Type.String()),
    ward: orNull(Type.String()),
    validFrom: orNull(Type.String()),
    validTo: orNull(Type.String()),
    successors: list(successor),
    predecessors: list(Type.String()),
    openCases: Type.Integer(),
    openTasks: Type.Integer(),
  },
  { title: 'Unit' },
);

export const unitList = Type.Object(
  {
    revision: Type.Integer(),
    today: Type.String(),
    units: list(unit),
    wards: list(named),
    categories: list(named),
    roles: list(named),
  },
  { title: 'UnitList' },
);

export const uses = Type.Object(
  {
    uses: list(
      Type.Object(
        {
          kind: oneOf(...useKinds),
          code: Type.String(),
          name: localised,
          where: Type.String(),
          rule: orNull(Type.Object({ file: Type.String(), rule: Type.String() })),
        },
        { title: 'UsedBy' },
      ),
    ),
    left: list(Type.Object({ category: named, wards: list(orNull(named)) })),
  },
  { title: 'Uses', description: 'What names it or leads to it; of a unit also where nobody would answer without it.' },
);

export const unitDetail = Type.Object(
  {
    revision: Type.Integer(),
    today: Type.String(),
    unit,
    people: list(
      Type.Object({
        username: Type.String(),
        displayName: Type.String(),
        role: Type.String(),
        validFrom: Type.String(),
        validTo: Type.String(),
      }),
    ),
    usedBy: uses,
  },
  { title: 'UnitDetail' },
);

export const unitChange = Type.Object(
  {
    unit: Type.Object(
      {
        code,
        name: Type.Object({ vi: words, en: words }, strict),
        kind: code,
        agencyCode: Type.String({ maxLength: 60 }),
        parent: orNull(code),
        ward: orNull(code),
        validFrom: orNull(day),
      },
      strict,
    ),
    create: Type.Boolean(),
    revision,
    note,
  },
  strict,
);

export const unitClosing = Type.Object({ lastDay: day, revision, note }, strict);

export const configChanges = list(
  Type.Object(
    {
      revision: Type.Integer(),
      at: orNull(instant),
      by: Type.String(),
      note: Type.String(),
      added: list(Type.String()),
      changed: list(Type.String()),
      removed: list(Type.String()),
    },
    { title: 'ConfigChange' },
  ),
);
