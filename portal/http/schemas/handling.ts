/** Shapes of how cases go from hand to hand; each mirrors a type of `engine/runtime/application/handling.ts`. */
import { Type } from 'typebox';
import { givingStrategies } from '#engine/cases/organisation/giving.ts';
import { returnsMax } from '#engine/cases/organisation/handling.ts';
import { list, localised, named, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ maxLength: 100, description: "'' for every one." });

const rule = Type.Object(
  {
    unit: code,
    category: code,
    role: code,
    strategy: oneOf(...givingStrategies),
    post: Type.String({ maxLength: 100 }),
    user: Type.String({ maxLength: 500, description: 'Of `expression`: FEEL that gives an account name.' }),
  },
  { ...strict, title: 'GivingRule' },
);
const rules = {
  returnsToCoordinator: Type.Integer({ minimum: 1, maximum: returnsMax }),
  giving: Type.Array(rule, { maxItems: 500 }),
};

export const handlingView = Type.Object(
  {
    ...rules,
    giving: list(rule),
    revision,
    units: list(named),
    roles: list(named),
    categories: list(Type.Object({ code: Type.String(), name: localised, group: localised })),
    wards: list(named),
  },
  { title: 'Handling' },
);

export const handlingChange = Type.Object({ ...rules, revision, note }, strict);

export const givingTrial = Type.Object({ ...rules, unit: code, role: code, category: code, ward: code }, strict);

export const givingAnswer = Type.Object(
  {
    line: orNull(Type.Integer({ description: 'Place of the line that counts, from 0.' })),
    person: orNull(Type.Object({ username: Type.String(), displayName: Type.String() })),
    why: orNull(Type.String({ description: 'Why nobody was found.' })),
    people: list(Type.Object({ displayName: Type.String(), open: Type.Integer(), away: Type.Boolean() })),
  },
  { title: 'GivingAnswer' },
);
