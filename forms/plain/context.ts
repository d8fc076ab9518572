import { coerce, withoutControls } from '../coerce.ts';
import type { FormComponent, FormDefinition } from '../definition.ts';
import type { Reading } from '../reading.ts';
import { scalarText } from '../scalar.ts';
import type { Child } from './html.ts';

/** What drawing a form needs beside the form: the reader's language, what was typed before, and what was wrong with it. */
export interface PlainForm {
  readonly form: FormDefinition;
  readonly language: string;
  /** Texts of the renderer itself, and of fault rules (`fault.required`). */
  readonly text: (key: PlainTextKey, params?: Readonly<Record<string, string | number>>) => string;
  /** As posted before: texts, or lists of texts. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly faults: readonly ShownFault[];
  /** Grouped choices for a product source, e.g. categories by group. */
  readonly groups?: Readonly<Record<string, readonly ChoiceGroup[]>>;
  /** What the page adds below a field or part, by its key. */
  readonly below?: Readonly<Record<string, Child>>;
  /** What was typed, as the server reads it; of the row in a row. */
  readonly reading?: Reading;
  /** What stands before the names of fields: `items[0].` in a row. */
  readonly at?: string;
  /** Where the form is sent: the buttons of a grid come back to it. */
  readonly action?: string;
  /** Accepted by the photo field, in bytes. */
  readonly fileMegabytesMax: number;
}

/** One wrong field: its path in the form, the rule that it breaks, and what the words of the rule need. */
export interface ShownFault {
  readonly path: string;
  readonly rule: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface ChoiceGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export type PlainTextKey =
  | 'optional'
  | 'choose'
  | 'errorSummary'
  | 'photoHint'
  | 'locationHint'
  | 'latitude'
  | 'longitude'
  | 'errorPrefix'
  | 'row'
  | 'signatureHint'
  | 'pageOf'
  | 'pageBack'
  | 'computed'
  | 'computeNow'
  | 'yes'
  | 'no'
  | 'rowAdd'
  | 'rowRemove'
  | `fault.${string}`;

/** A text of the definition in the reader's language: Form.io keeps translations by the text itself. */
export function translated({ form, language }: Pick<PlainForm, 'form' | 'language'>, text: string | undefined): string {
  if (text === undefined) return '';
  return form.i18n?.[language]?.[text] ?? text;
}

/** The name that a field is posted under. */
export function nameOf({ at = '' }: PlainForm, component: FormComponent): string {
  return at + component.key;
}

export function faultAt(plain: PlainForm, component: FormComponent): string | undefined {
  const name = nameOf(plain, component);
  const fault = plain.faults.find((each) => each.path === name || each.path.startsWith(`${name}.`));
  return fault && plain.text(`fault.${fault.rule}`, fault.params);
}

/** What was typed before, as one text. */
export function typed(plain: PlainForm, component: FormComponent): string {
  const value = plain.values[component.key] ?? component.defaultValue;
  const one = isDateField(component) ? readDate(component, value) : Array.isArray(value) ? value[0] : value;
  return typeof one === 'string' || typeof one === 'number' ? withoutControls(String(one)) : '';
}

function isDateField({ type }: FormComponent): boolean {
  return type === 'day' || type === 'datetime';
}

/** The browser's calendar shows a date only as ISO 8601 has it. */
function readDate(component: FormComponent, value: unknown): unknown {
  const read = coerce(component, { [component.key]: value });
  return 'invalid' in read ? undefined : read.value;
}

export function typedList(plain: PlainForm, key: string): readonly string[] {
  const value = plain.values[key];
  if (Array.isArray(value)) return value.map(scalarText);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([name, on]) => (on === true ? [name] : []));
  }
  return value === undefined || value === null || value === '' ? [] : [String(value)];
}

export function isRequired(component: FormComponent): boolean {
  return component.validate?.['required'] === true;
}

export function idOf(plain: PlainForm, component: FormComponent): string {
  return idOfName(nameOf(plain, component));
}

/** `f-items-0-qty` for `items[0].qty`. */
export const idOfName = (name: string): string => `f-${name.replace(/[[\].]+/g, '-')}`;

/** Ids for `aria-describedby`: the hint and the fault, where they stand. */
export function describedBy(plain: PlainForm, component: FormComponent, hint: string): string | undefined {
  const ids = [
    hint === '' ? '' : `${idOf(plain, component)}-hint`,
    faultAt(plain, component) === undefined ? '' : `${idOf(plain, component)}-fault`,
  ];
  return ids.filter((id) => id !== '').join(' ') || undefined;
}
