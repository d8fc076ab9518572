/** The rules a value must meet, per kind of field. A fault's `rule` is the key of a message in the catalogues. */
import { RE2JS } from 're2js';
import type { FormValue, Place } from './coerce.ts';
import type { FormComponent, FormOption } from './definition.ts';

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
  'minCount',
  'maxCount',
  'fileType',
  'fileSize',
  'outside',
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
  const max = limit(validate['maxLength']) ?? defaultMaxLength[component.type] ?? 500;
  if (min !== undefined && length < min) return { rule: 'minLength', params: { min } };
  if (length > max) return { rule: 'maxLength', params: { max } };
  if (component.type === 'email' && !isEmail(value)) return { rule: 'email' };
  if (component.type === 'day' && !isDate(value)) return { rule: 'date' };
  if (component.type === 'time' && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)) return { rule: 'time' };
  const pattern = validate['pattern'];
  if (typeof pattern !== 'string' || pattern === '') return undefined;
  return RE2JS.compile(pattern).matches(value) ? undefined : { rule: 'pattern' };
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

/** `2026-10-13`, or as Vietnamese write and Form.io posts it: `13/10/2026`. */
function isDate(value: string): boolean {
  const match = /^(?:(\d{4})-(\d\d)-(\d\d)|(\d\d)\/(\d\d)\/(\d{4}))$/.exec(value);
  if (match === null) return false;
  const [year, month, day] = [match[1] ?? match[6], match[2] ?? match[5], match[3] ?? match[4]].map(Number);
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return false;
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
