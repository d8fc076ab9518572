/** What was filled in, judged as the server judges it, as the move that it makes: a case begins, a task is done. */
import { locate, wardOf } from '#engine/cases/areas/areas.ts';
import { intakeVariables } from '#engine/cases/intake.ts';
import { registerDay, registerNumber } from '#engine/cases/text/identifiers.ts';
import type { Point } from '#engine/cases/text/localised.ts';
import { normalisePhone } from '#engine/cases/text/phone.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Spot } from '#engine/scenarios/scenario.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import { withEmptyTexts } from '#forms/empty-texts.ts';
import type { SubmittedFile } from '#forms/files.ts';
import type { Fault, RuleContext } from '#forms/rules.ts';
import { type Submission, validateSubmission } from '#forms/validate.ts';
import { sealed } from './personal.ts';
import { type Move, move } from './play.ts';
import type { Stage } from './stage.ts';

export interface Answers {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly SubmittedFile[];
}

export type Filled =
  | { readonly kind: 'move'; readonly move: Move }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[] };

/** A report that is sent in at an instant with the service's own start form. */
export function startBy(stage: Stage, form: FormDefinition, answers: Answers, at: Instant): Filled {
  const judged = judge(stage, form, answers, at);
  if (judged.faults.length > 0) return { kind: 'faults', faults: judged.faults };
  const { values, personal } = judged;
  const { city } = stage.city;
  const point = Object.values(values).find(isPoint);
  const ward = point ? (wardOf(city, point, at)?.code ?? '') : String(values['ward'] ?? '');
  const reachable = [...walkForm(form)].some(
    ({ component: { type, key } }) => ['phoneNumber', 'email'].includes(type) && personal[key] !== undefined,
  );
  const said = { category: String(values['category'] ?? ''), ward, urgent: values['urgent'] === true, reachable };
  const { variables, said: texts } = splitOf(judged);
  return { kind: 'move', move: startMove({ ...said, answers: variables }, stage, at, texts) };
}

export interface Sample {
  readonly category: string;
  readonly ward: string;
  readonly urgent: boolean;
}

/** A report of which only the place and the matter are said; its reporter can be reached. */
export function startFrom(stage: Stage, sample: Sample, at: Instant): Move {
  return startMove({ ...sample, reachable: true, answers: {} }, stage, at, {});
}

/** As a person who has the task completes it. */
export function completeBy(stage: Stage, spot: Spot, form: FormDefinition, answers: Answers, at: Instant): Filled {
  const judged = judge(stage, form, answers, at);
  if (judged.faults.length > 0) return { kind: 'faults', faults: judged.faults };
  const { variables, said } = splitOf(judged);
  return { kind: 'move', move: move({ kind: 'complete', at: spot, variables: withEmptyTexts(form, variables) }, said) };
}

/** By one answer alone, the rest of the form left empty. */
export function completeWith(spot: Spot, form: FormDefinition | undefined, answer: Variables): Move {
  const variables = form === undefined ? answer : withEmptyTexts(form, answer);
  return move({ kind: 'complete', at: spot, variables });
}

export interface QuickAnswer {
  /** '' where nothing is asked. */
  readonly words: string;
  readonly answer: Variables;
}

/** The answers that the way of the case hangs on: those of a choice among few that a condition of the diagram asks for. */
export function quickAnswers(
  { files }: Stage,
  form: FormDefinition | undefined,
  language: 'vi' | 'en',
): readonly QuickAnswer[] {
  const fields = form === undefined ? [] : [...walkForm(form)].map(({ component }) => component);
  const choices = fields.filter(({ type, values, properties }) => {
    return type === 'radio' && Array.isArray(values) && properties?.['source'] === undefined;
  });
  const conditions = JSON.stringify(Object.values(files.main.flows).map(({ condition }) => condition));
  const first = choices.find(({ key }) => new RegExp(`\\b${key}\\b`).test(conditions)) ?? choices[0];
  const options = (first?.values ?? []) as readonly { readonly value: string; readonly label: string }[];
  if (first === undefined || options.length === 0) return [{ words: '', answer: {} }];
  return options.map(({ value, label }) => ({
    words: language === 'en' ? (form?.i18n?.['en']?.[label] ?? label) : label,
    answer: { [first.key]: typedAnswer(first['dataType'], value) },
  }));
}

function typedAnswer(dataType: unknown, value: string): boolean | number | string {
  if (dataType === 'boolean') return value === 'true';
  return dataType === 'number' ? Number(value) : value;
}

interface Started extends Sample {
  readonly reachable: boolean;
  readonly answers: Variables;
}

function startMove(
  { category, ward, urgent, reachable, answers }: Started,
  { city: { city } }: Stage,
  at: Instant,
  said: Move['said'],
): Move {
  const confidential = city.categories.get(category)?.confidential === true;
  const number = registerNumber(city.registerNumber, registerDay(at, city.province.timeZone), 1);
  const known = {
    registerNumber: number,
    category,
    ward,
    urgent,
    confidential,
    reachable,
    receivedAt: new Date(at).toISOString(),
  };
  const variables = intakeVariables({ ...known, channel: 'web' }, answers);
  return move({ kind: 'start', variables, message: null, signal: null, element: null }, said);
}

function judge(stage: Stage, form: FormDefinition, { values, files }: Answers, at: Instant): Submission<SubmittedFile> {
  return validateSubmission(form, values, files, rulesOf(stage, at));
}

function rulesOf({ book, city: { city } }: Stage, at: Instant): RuleContext {
  return {
    options: (source) =>
      Object.hasOwn(book.choices, source)
        ? book.choices[source]?.map(({ value, name }) => ({ value, label: name.vi }))
        : undefined,
    phone: normalisePhone,
    serves: (place) => locate(city, place, at) !== undefined,
  };
}

/** Of files only how many there are is known to a process: their names here stand for their ids. */
function splitOf({ values, personal, files }: Submission<SubmittedFile>): {
  readonly variables: Variables;
  readonly said: Move['said'];
} {
  const { variables, said } = sealed(personal);
  const photos = Object.entries(files).map(([field, own]) => [field, own.map((_, index) => `${field}-${index + 1}`)]);
  return { variables: { ...(values as Variables), ...variables, ...Object.fromEntries(photos) }, said };
}

function isPoint(value: unknown): value is Point {
  if (typeof value !== 'object' || value === null) return false;
  const { lon, lat } = value as Partial<Point>;
  return typeof lon === 'number' && typeof lat === 'number';
}
