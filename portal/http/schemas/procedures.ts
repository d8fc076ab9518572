/** Shapes of procedures; each mirrors a type of `engine/runtime/application/procedures.ts`. */
import { Type } from 'typebox';
import { clockEnds, numberedForms, procedureSteps } from '#engine/cases/dossiers/procedures.ts';
import type { NumberedForm } from '#engine/runtime/application/procedures.ts';
import { instant, list, localised, named, oneOf, orNull } from './common.ts';
import { day, note, revision } from './organisation.ts';

const strict = { additionalProperties: false };
const code = Type.String({ minLength: 1, maxLength: 60 });
const words = Type.String({ maxLength: 500 });
const name = Type.Object({ vi: words, en: words }, strict);
const duration = Type.String({ maxLength: 30, description: 'Working time, ISO 8601; P0D: on the day of receipt.' });
const unit = Type.String({ maxLength: 60, description: '`{ward}` stands for the code of a ward.' });
const few = Type.Integer({ minimum: 0, maximum: 100 });

const paper = Type.Object(
  {
    code: Type.String({ maxLength: 60 }),
    name,
    required: Type.Boolean(),
    copies: Type.Integer({ minimum: 1, maximum: 100 }),
  },
  strict,
);

const procedure = Type.Object(
  {
    code,
    name,
    field: Type.String({ maxLength: 60 }),
    decision: words,
    legalBasis: list(words),
    note: Type.String({ maxLength: 2_000 }),
    validFrom: orNull(day),
    validTo: orNull(day),
    papers: list(paper),
    deadline: Type.Object(
      { sla: words, resolve: duration, calendar: words, dayCount: oneOf('exclude_first_day', 'elapsed') },
      strict,
    ),
    extensions: few,
    supplement: Type.Object({ within: duration, restarts: Type.Boolean() }, strict),
    clockEnds: oneOf(...clockEnds),
    fee: Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'Dong.' }),
    steps: Type.Object(Object.fromEntries(procedureSteps.map((step) => [step, duration])), strict),
    units: Type.Object(
      { receiving: list(unit), handling: unit, competent: unit, records: unit, support: unit },
      strict,
    ),
    result: Type.Object({ name, symbol: words }, strict),
    confidential: Type.Boolean(),
  },
  { title: 'Procedure', ...strict },
);

const running = Type.Object(
  {
    now: Type.Integer({ description: 'Open dossiers by the text as it is now.' }),
    earlier: Type.Integer({ description: 'Open dossiers by an earlier text.' }),
  },
  { title: 'RunningDossiers' },
);

const line = Type.Object(
  {
    code: Type.String(),
    name: localised,
    field: Type.String(),
    fee: Type.Number(),
    validFrom: orNull(Type.String()),
    validTo: orNull(Type.String()),
    received: Type.Boolean({ description: 'Whether desks receive it today.' }),
    level: oneOf('ward', 'city'),
    resolve: Type.String(),
    receiving: list(named),
    competent: named,
    running,
  },
  { title: 'ProcedureLine' },
);

export const procedureList = Type.Object(
  { revision: Type.Integer(), today: Type.String(), fields: list(named), procedures: list(line) },
  { title: 'ProcedureList' },
);

const choices = {
  revision: Type.Integer(),
  today: Type.String(),
  fields: list(named),
  units: list(named),
  calendars: list(named),
  slaClasses: list(named),
};
export const procedureChoices = Type.Object(choices, { title: 'ProcedureChoices' });
export const procedureDetail = Type.Object({ ...choices, procedure, running }, { title: 'ProcedureDetail' });

const draft = { procedure, create: Type.Boolean({ description: 'True: the code must be new.' }) };
export const procedureDraft = Type.Object(draft, strict);
export const procedureChange = Type.Object({ ...draft, revision, note }, strict);
export const procedureTrial = Type.Object({ receivedAt: instant, dueAt: instant }, { title: 'ProcedureTrial' });

const pattern = Type.String({ maxLength: 100 });
const byForm = (value: typeof pattern) =>
  Type.Unsafe<Readonly<Record<NumberedForm, string>>>(
    Type.Object(Object.fromEntries(numberedForms.map((form) => [form, value])), strict),
  );
const rules = {
  dossierCode: pattern,
  documentNumbers: byForm(pattern),
  lateResultNeedsApology: Type.Boolean(),
  keepOriginals: Type.Boolean({ description: 'Papers that were photographed are kept as they were sent, sealed.' }),
  fields: list(Type.Object({ code: Type.String({ maxLength: 60 }), name }, strict)),
};
export const dossierRules = Type.Object(
  { ...rules, revision: Type.Integer(), desks: list(named) },
  { title: 'DossierRules' },
);
export const dossierRulesChange = Type.Object({ ...rules, revision, note }, strict);
export const dossierRulesDraft = Type.Object({ ...rules, desk: code }, strict);
export const dossierRulesTrial = Type.Object(
  { code: Type.String(), numbers: byForm(Type.String()) },
  { title: 'DossierRulesTrial' },
);
