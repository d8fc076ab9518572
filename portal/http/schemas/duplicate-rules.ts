/** Shapes of the rules for duplicates; each mirrors a type of `engine/runtime/application/duplicate-rules.ts`. */
import { Type } from 'typebox';
import { audiences, daysMax, mostMax, radiusMax } from '#engine/cases/duplicates/settings.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const radiusMetres = Type.Integer({ minimum: 1, maximum: radiusMax });
const weight = Type.Number({ minimum: 0, maximum: 100 });
const least = Type.Number({ minimum: 0, maximum: 1 });
const most = Type.Integer({ minimum: 1, maximum: mostMax });
const rules = {
  radiusMetres,
  categories: list(Type.Object({ category: Type.String({ maxLength: 60 }), radiusMetres }, strict)),
  days: Type.Integer({ minimum: 1, maximum: daysMax }),
  weights: Type.Object({ distance: weight, time: weight, category: weight, text: weight }, strict),
  least: Type.Object({ citizen: least, official: least }, strict),
  most: Type.Object({ citizen: most, official: most }, strict),
};

export const duplicateRulesView = Type.Object(
  {
    ...rules,
    revision: Type.Integer(),
    among: list(Type.Object({ code: Type.String(), name: localised, group: localised })),
  },
  { title: 'DuplicateRules' },
);
export const duplicateRulesChange = Type.Object({ ...rules, revision, note }, strict);
export const duplicateTrial = Type.Object({ ...rules, audience: oneOf(...audiences) }, strict);

const report = Type.Object(
  { registerNumber: Type.String(), category: named, ward: orNull(named), receivedAt: instant },
  { title: 'PairedReport' },
);
export const duplicateTrialAnswer = Type.Object(
  {
    looked: Type.Integer({ description: 'How many reports were looked at.' }),
    counts: Type.Object({ now: Type.Integer(), draft: Type.Integer(), both: Type.Integer() }),
    pairs: list(
      Type.Object(
        {
          report,
          other: report,
          metres: Type.Integer(),
          days: Type.Integer(),
          now: Type.Boolean({ description: 'Suggested by the rules in force.' }),
          draft: Type.Boolean({ description: 'Suggested by those that are tried.' }),
          merged: Type.Boolean({ description: 'Officials have merged one into the other.' }),
        },
        { title: 'DuplicatePair' },
      ),
    ),
  },
  { title: 'DuplicateTrialAnswer' },
);
