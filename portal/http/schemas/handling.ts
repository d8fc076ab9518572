/** Shapes of how cases go from hand to hand; each mirrors a type of `engine/runtime/application/handling.ts`. */
import { Type } from 'typebox';
import { opinionDaysMax } from '#engine/cases/joint/opinions.ts';
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

const days = Type.Integer({ minimum: 1, maximum: opinionDaysMax });
const exception = Type.Object({ category: Type.String({ maxLength: 100 }), days }, strict);
const silence = { days, calendar: Type.String({ maxLength: 100 }), basis: Type.String({ maxLength: 500 }) };
const said = { description: 'When silence is consent; null: no opinion can be asked for.' };
const opinions = orNull(Type.Object({ ...silence, categories: list(exception) }, { title: 'OpinionRules', ...said }));
const wantedOpinions = orNull(
  Type.Object({ ...silence, categories: Type.Array(exception, { maxItems: 500 }) }, { ...strict, ...said }),
);

export const handlingView = Type.Object(
  {
    ...rules,
    giving: list(rule),
    opinions,
    calendars: list(named),
    revision,
    units: list(named),
    roles: list(named),
    categories: list(Type.Object({ code: Type.String(), name: localised, group: localised })),
    wards: list(named),
  },
  { title: 'Handling' },
);

export const handlingChange = Type.Object(
  { ...rules, opinions: Type.Optional(wantedOpinions), revision, note },
  strict,
);

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
