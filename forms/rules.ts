/** The rules a value must meet, per kind of field. A fault's `rule` is the key of a message in the catalogues. */
import type { FormValue, Place } from './coerce.ts';
import type { FormComponent, FormOption } from './definition.ts';
import { fits } from './patterns.ts';

export interface Fault {
  readonly path: string;
  readonly rule: FaultRule;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const faultRules = [
  'required',
  'invalid',
  'minLength',
  'maxLength',
  'min',
  'max',
  'integer',
  'pattern',
  'option',
  'email',
  'phone',
  'date',
  'time',
  'dateTime',
  'minDate',
  'maxDate',
  'minRows',
  'maxRows',
  'minCount',
  'maxCount',
  'fileType',
  'fileSize',
  'outside',
  'signature',
] as const;
export type FaultRule = (typeof faultRules)[number];

export interface RuleContext {
  /** The choices of a source, e.g. `categories`, as the product knows them; undefined for an unknown source. */
  readonly options: (source: string) => readonly FormOption[] | undefined;
  /** The number in the form in which it is stored, or undefined where it is none. */
  readonly phone: (typed: string) => string | undefined;
  /** Whether a place lies in the area served. */
  readonly serves: (place: Place) => boolean;
}

/** Limits where a form sets none: nobody may send a book in a field for a name. */
const defaultMaxLength: Readonly<Record<string, number>> = { textarea: 5000, email: 254 };

/** @returns the value as it is stored (a phone number in E.164), or the fault */
export function judge(
  component: FormComponent,
  value: FormValue,
  context: RuleContext,
): { readonly value: FormValue } | { readonly fault: Fault } {
  const stored = component.type === 'phoneNumber' ? context.phone(String(value)) : value;
  if (stored === undefined) return { fault: { path: component.key, rule: 'phone' } };
  const fault = faultOf(component, stored, context);
  return fault === undefined ? { value: stored } : { fault: { path: component.key, ...fault } };
}

/** The longest text that a field takes, whatever its form says or does not say. */
export function lengthMax({ validate, type }: FormComponent): number {
  return limit(validate?.['maxLength']) ?? defaultMaxLength[type] ?? 500;
}

type Found = Omit<Fault, 'path'> | undefined;

function faultOf(component: FormComponent, value: FormValue, context: RuleContext): Found {
  switch (component.type) {
    case 'number':
      return numberFault(component, Number(value));
    case 'select':
    case 'radio':
      return optionFault(component, value, context);
    case 'selectboxes':
      return countFault(component, Object.values(value).filter(Boolean).length);
    case 'location':
      return context.serves(value as Place) ? undefined : { rule: 'outside' };
    case 'checkbox':
    case 'signature':
      return signatureFault(component, String(value));
    case 'datagrid':
    case 'editgrid':
      return undefined;
    default:
      return textFault(component, String(value));
  }
}

function textFault(component: FormComponent, value: string): Found {
  const validate = component.validate ?? {};
  // Counted as a reader counts: a letter with its marks is one.
  const length = [...value].length;
  const min = limit(validate['minLength']);
  const max = lengthMax(component);
  if (min !== undefined && length < min) return { rule: 'minLength', params: { min } };
  if (length > max) return { rule: 'maxLength', params: { max } };
  if (component.type === 'email' && !isEmail(value)) return { rule: 'email' };
  if (component.type === 'day' || component.type === 'datetime') return dateFault(component, value);
  if (component.type === 'time' && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)) return { rule: 'time' };
  const pattern = validate['pattern'];
  if (typeof pattern !== 'string' || pattern === '') return undefined;
  return fits(pattern, value) ? undefined : { rule: 'pattern' };
}

function numberFault(component: FormComponent, value: number): Found {
  const validate = component.validate ?? {};
  const [min, max] = [limit(validate['min']), limit(validate['max'])];
  if (min !== undefined && value < min) return { rule: 'min', params: { min } };
  if (max !== undefined && value > max) return { rule: 'max', params: { max } };
  return validate['integer'] === true && !Number.isInteger(value) ? { rule: 'integer' } : undefined;
}

function optionFault(component: FormComponent, value: FormValue, context: RuleContext): Found {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  const source = component.properties?.['source'];
  const listed = component.type === 'select' ? component.data?.values : component.values;
  const options = source === undefined ? listed : context.options(source);
  const known = new Set((options ?? []).map((option) => option.value));
  return chosen.every((one) => known.has(one)) ? undefined : { rule: 'option' };
}

function countFault(component: FormComponent, count: number): Found {
  const [min, max] = [limit(component.validate?.['minSelectedCount']), limit(component.validate?.['maxSelectedCount'])];
  if (min !== undefined && count < min) return { rule: 'minCount', params: { min } };
  return max !== undefined && count > max ? { rule: 'maxCount', params: { max } } : undefined;
}

/** One address and nothing that a mail program could read as more (security.md S09). */
export function isEmail(value: string): boolean {
  return /^[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,63}$/.test(value);
}

/** Characters of a drawn signature: a PNG of some thousand bytes, as a data URL. */
const signatureCharactersMax = 40_000;

/**
 * A typed name, or a drawn signature. It is a bounded text in the vault and no file: files of a case are pictures that
 * are looked at, copied and published, and a signature must never be among them; with the case's key it is gone.
 */
function signatureFault(component: FormComponent, value: string): Found {
  if (!value.startsWith('data:')) return value.length < 2 ? { rule: 'signature' } : textFault(component, value);
  const drawn = /^data:image\/png;base64,iVBORw0KGgo[A-Za-z0-9+/]+={0,2}$/.test(value);
  return drawn && value.length <= signatureCharactersMax ? undefined : { rule: 'signature' };
}

function dateFault(component: FormComponent, value: string): Found {
  const timed = component.type === 'datetime' && component['enableTime'] !== false;
  const [date = '', time] = value.split('T');
  if (!isDate(date) || (time !== undefined && !timed)) return { rule: timed ? 'dateTime' : 'date' };
  if (timed && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time ?? '')) return { rule: 'dateTime' };
  const { min, max } = dateLimits(component);
  // Dates in ISO 8601 compare as texts; a day alone bounds the whole of it.
  if (min !== undefined && value < min) return { rule: 'minDate', params: { min: shownDate(min) } };
  if (max !== undefined && value.slice(0, max.length) > max)
    return { rule: 'maxDate', params: { max: shownDate(max) } };
  return undefined;
}

/** The first and the last day that a field takes, where Form.io keeps them: at a date, or in its `datePicker`. */
export function dateLimits(component: FormComponent): { readonly min?: string; readonly max?: string } {
  const picker = (component['datePicker'] ?? {}) as Readonly<Record<string, unknown>>;
  const read = (name: 'minDate' | 'maxDate'): string | undefined => {
    const kept = [component[name], picker[name]].find((one) => typeof one === 'string' && one !== '');
    return typeof kept === 'string' ? kept.slice(0, 16).replace(' ', 'T') : undefined;
  };
  const [min, max] = [read('minDate'), read('maxDate')];
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}

function shownDate(iso: string): string {
  const [date = '', time] = iso.split('T');
  return [time, date.split('-').toReversed().join('/')].filter((part) => part !== undefined).join(' ');
}

/** `2026-10-13`, a day that the calendar has. */
function isDate(value: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (match === null) return false;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (month < 1 || month > 12) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day >= 1 && day <= (lengths[month - 1] ?? 0);
}

/** Form.io keeps limits as numbers or as texts, '' for none. */
function limit(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
