/**
 * A form that Form.io or a product built on it has exported comes in: bare, in its resource wrapper, or several in one
 * file (a project's template, a bundle of formsflow). What means something here is taken over property by property;
 * everything else is left out and said, by field. Nothing of the file is ever evaluated.
 */
import { checkForm } from './check.ts';
import { isSupported } from './components.ts';
import type { FormComponent, FormDefinition } from './definition.ts';
import { codeNotes } from './import-code.ts';
import { type FormNote, noteOf } from './import-form-words.ts';
import type { FormProblem } from './problem.ts';
import { scalarText } from './scalar.ts';

export interface ImportedForm {
  readonly title: string;
  /** For the file of the form: small letters, digits and hyphens. */
  readonly name: string;
  readonly form: FormDefinition;
  /** Fields that came over as they were. */
  readonly taken: readonly FormNote[];
  /** What was changed, left out, or is to be said in another way. */
  readonly warnings: readonly FormNote[];
  /** What still stands against publishing it. */
  readonly problems: readonly FormProblem[];
  /** Labels by path of keys. */
  readonly names: ReadonlyMap<string, string>;
}

type Raw = Readonly<Record<string, unknown>>;

/** More forms than anybody looks through. */
const formsMax = 100;
const depthMax = 12;

/**
 * @param text of the file
 * @returns the forms in it, or why there are none: it is no JSON (with the parser's reason), or holds no form
 */
export function importForms(
  text: string,
): readonly ImportedForm[] | { readonly refused: 'json' | 'none'; readonly reason: string } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { refused: 'json', reason: error instanceof Error ? error.message : String(error) };
  }
  const found = formsIn(json, 0).slice(0, formsMax);
  return found.length === 0 ? { refused: 'none', reason: '' } : found.map(importOne);
}

/** A form has components; what holds forms is looked into. */
function formsIn(value: unknown, depth: number): readonly Raw[] {
  if (!isObject(value) || depth > 4) return [];
  if (Array.isArray(value['components'])) return [value];
  return ['form', 'content', 'forms', 'resources'].flatMap((name) => {
    const inner = value[name];
    if (Array.isArray(inner)) return inner.flatMap((one) => formsIn(one, depth + 1));
    if (!isObject(inner)) return [];
    const here = formsIn(inner, depth + 1);
    return here.length > 0 ? here : Object.values(inner).flatMap((one) => formsIn(one, depth + 1));
  });
}

interface Work {
  readonly notes: FormNote[];
  readonly names: Map<string, string>;
  /** Keys as they were, with those they have here. */
  readonly keys: Map<string, string>;
  readonly used: Set<string>;
}

function importOne(raw: Raw): ImportedForm {
  const work: Work = { notes: [], names: new Map(), keys: new Map(), used: new Set() };
  const title = plainText(raw['title']) || plainText(raw['name']) || 'Form';
  for (const note of codeNotes({ ...raw, components: undefined }, 'form')) work.notes.push(note);
  work.names.set('form', title);
  const made = childrenOf(raw, '', work, 0);
  const components = made.map((component) => withConditions(component, '', work));
  const form: FormDefinition = { title, display: 'form', components };
  const kind = (wanted: FormNote['kind']) => work.notes.filter((note) => note.kind === wanted);
  return {
    title,
    name: fileName(textOf(raw['name']) || title),
    form,
    taken: kind('taken'),
    warnings: [...kind('check'), ...kind('harmless')],
    problems: checkForm(form, 'forms/import.form.json'),
    names: work.names,
  };
}

function childrenOf(raw: Raw, parent: string, work: Work, depth: number): readonly FormComponent[] {
  const list = raw['components'];
  if (!Array.isArray(list)) return [];
  if (depth > depthMax) {
    work.notes.push(noteOf('deep', parent, ''));
    return [];
  }
  return list.flatMap((one: unknown) => (isObject(one) ? component(one, parent, work, depth) : []));
}

/** What another product calls a kind of field that we have under another name. */
const kinds: Readonly<Record<string, string>> = {
  currency: 'number',
  url: 'textfield',
  tags: 'textfield',
  htmlelement: 'content',
  container: 'fieldset',
  table: 'fieldset',
  tabs: 'fieldset',
  address: 'address',
  phonenumber: 'phoneNumber',
};
/** Kinds that have no place in a form here, and nothing is lost without them. */
const needless = new Set(['recaptcha', 'captcha', 'unknown']);

function component(raw: Raw, parent: string, work: Work, depth: number): readonly FormComponent[] {
  const was = textOf(raw['type']);
  const path = pathOf(parent, textOf(raw['key']) || was);
  work.names.set(path, textOf(raw['label']) || textOf(raw['title']) || textOf(raw['legend']) || textOf(raw['key']));
  const action = textOf(raw['action']);
  if (needless.has(was) || (was === 'button' && action !== '' && action !== 'submit')) {
    work.notes.push(noteOf('button', path, was));
    return [];
  }
  const type = isSupported(was) ? was : (kinds[was] ?? was);
  if (!isSupported(type)) {
    work.notes.push(noteOf('unsupported', path, was));
    // What stands inside of a part that is not known may be known.
    return childrenOf(raw, parent, work, depth + 1);
  }
  if (type !== was) work.notes.push(noteOf('kind', path, `${was} → ${type}`));
  const key = keyFor(raw, type, path, work);
  work.notes.push(...codeNotes(raw, path));
  const made = { ...kept(raw, type, path, work), type, key } as FormComponent;
  if (was === type && !work.notes.some(({ element }) => element === path)) work.notes.push(noteOf('taken', path, was));
  return [withParts(raw, made, path, { work, depth })];
}

function withParts(
  raw: Raw,
  made: FormComponent,
  path: string,
  { work, depth }: { work: Work; depth: number },
): FormComponent {
  const columns = raw['columns'];
  if (made.type === 'columns' && Array.isArray(columns)) {
    const parts = columns.filter(isObject).map((column) => ({
      width: Number(column['width']) || 6,
      components: childrenOf(column, path, work, depth + 1),
    }));
    return { ...made, columns: parts };
  }
  if (raw['type'] === 'tabs' && Array.isArray(raw['components'])) {
    const tabs = raw['components'].filter(isObject);
    return { ...made, components: tabs.flatMap((tab) => tabPart(tab, made.type, path, { work, depth })) };
  }
  const rows = raw['rows'];
  const cells = raw['type'] === 'table' && Array.isArray(rows) ? rows.flat().filter(isObject) : [];
  if (cells.length > 0)
    return { ...made, components: cells.flatMap((cell) => childrenOf(cell, path, work, depth + 1)) };
  return Array.isArray(raw['components']) && made.type !== 'content'
    ? { ...made, components: childrenOf(raw, path, work, depth + 1) }
    : made;
}

/** Where there are no tabs, each is a part of its own. */
function tabPart(
  tab: Raw,
  type: string,
  path: string,
  { work, depth }: { work: Work; depth: number },
): readonly FormComponent[] {
  const title = plainText(tab['label']);
  const key = keyFor({ key: textOf(tab['key']) || 'tab' }, 'panel', pathOf(path, 'tab'), work);
  const components = childrenOf(tab, pathOf(path, key), work, depth + 1);
  if (type === 'tabs') return [{ key, label: title, components } as unknown as FormComponent];
  return [{ type: 'panel', key, title, input: false, components }];
}

/** Keys are names of variables here; a field inside of a container is named by itself. */
function keyFor(raw: Raw, type: string, path: string, work: Work): string {
  const was = textOf(raw['key']);
  const words = was.split(/[^A-Za-z0-9_]+/).filter((word) => word !== '');
  const joined = words
    .map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join('');
  const plain =
    /^[A-Za-z]/.test(joined) && !/^(constructor|prototype|toString|valueOf|hasOwnProperty)$/.test(joined)
      ? joined.slice(0, 56)
      : type;
  let key = plain;
  for (let n = 2; work.used.has(key); n++) key = `${plain}${n}`;
  work.used.add(key);
  if (!work.keys.has(was)) work.keys.set(was, key);
  if (key !== was) work.notes.push(noteOf('key', path, `${was} → ${key}`));
  return key;
}

const everywhere = ['label', 'description', 'placeholder', 'legend', 'title', 'addAnother'];
const flags = ['hidden', 'multiple', 'inline', 'enableTime'];
const rules = [
  'required',
  'minLength',
  'maxLength',
  'min',
  'max',
  'integer',
  'pattern',
  'minSelectedCount',
  'maxSelectedCount',
  'maxFiles',
];

/** The properties that mean something here, as texts without markup, numbers and choices. */
function kept(raw: Raw, type: string, path: string, work: Work): Readonly<Record<string, unknown>> {
  const layout = ['fieldset', 'panel', 'columns', 'well', 'content', 'tabs'].includes(type);
  const made: Record<string, unknown> = layout ? { input: false } : { input: true };
  for (const name of everywhere) {
    const text = plainText(raw[name]);
    if (text === '') continue;
    made[name] = text;
    if (text !== textOf(raw[name]).trim()) work.notes.push(noteOf('text', path, name));
  }
  if (made['description'] === undefined && plainText(raw['tooltip']) !== '') {
    made['description'] = plainText(raw['tooltip']);
    work.notes.push(noteOf('tooltip', path, 'tooltip'));
  }
  for (const name of flags)
    if (raw[name] === true || (name === 'enableTime' && raw[name] === false)) made[name] = raw[name];
  const validate = isObject(raw['validate']) ? raw['validate'] : {};
  const said = rules.filter(
    (name) =>
      validate[name] !== undefined && validate[name] !== '' && validate[name] !== null && validate[name] !== false,
  );
  if (said.length > 0) made['validate'] = Object.fromEntries(said.map((name) => [name, validate[name]]));
  const first = raw['defaultValue'];
  if (['string', 'number', 'boolean'].includes(typeof first) && first !== '' && !/\{\{|\{%|</.test(String(first)))
    made['defaultValue'] = first;
  // Read once all keys are known.
  if (isObject(raw['conditional'])) made['conditional'] = raw['conditional'];
  return { ...made, ...ofKind(raw, type, path, work) };
}

function ofKind(raw: Raw, type: string, path: string, work: Work): Readonly<Record<string, unknown>> {
  if (type === 'content') return { html: plainText(raw['html'] ?? raw['content']) };
  if (type === 'textarea' && Number(raw['rows']) > 0) return { rows: Math.min(30, Number(raw['rows'])) };
  if (type === 'radio' || type === 'selectboxes') return { values: choices(raw['values']) };
  if (type === 'select') {
    const listed = isObject(raw['data']) ? choices(raw['data']['values']) : [];
    if (listed.length === 0) work.notes.push(noteOf('choices', path, textOf(raw['dataSrc'])));
    return { dataSrc: 'values', data: { values: listed } };
  }
  if (type === 'file') {
    const storage = textOf(raw['storage']);
    if (storage !== '' && storage !== 'wardflow') work.notes.push(noteOf('storage', path, storage));
    const size = /^\d+(\.\d+)?\s*[kmg]?b$/i.exec(textOf(raw['fileMaxSize']))?.[0] ?? '';
    const pattern = /^[\w*.,;/\s-]+$/.exec(textOf(raw['filePattern']))?.[0] ?? '';
    return {
      storage: 'wardflow',
      ...(size !== '' && { fileMaxSize: size }),
      ...(pattern !== '' && pattern !== '*' && { filePattern: pattern }),
    };
  }
  return type === 'button' ? { action: 'submit' } : {};
}

/** Conditions name fields; those of fields that did not come over are left out. */
function withConditions(component: FormComponent, parent: string, work: Work): FormComponent {
  const path = pathOf(parent, component.key);
  const inside = component.components?.map((one) => withConditions(one, path, work));
  const columns = component['columns'];
  const parts = Array.isArray(columns)
    ? columns.map((column: FormComponent) => ({
        ...column,
        components: column.components?.map((one) => withConditions(one, path, work)),
      }))
    : undefined;
  const { conditional, ...rest } = component;
  const condition = readCondition(conditional, path, work);
  return {
    ...rest,
    ...(condition !== undefined && { conditional: condition }),
    ...(inside !== undefined && { components: inside }),
    ...(parts !== undefined && { columns: parts }),
  };
}

function readCondition(raw: unknown, path: string, work: Work): Raw | undefined {
  if (!isObject(raw)) return undefined;
  const show = scalarText(raw['show'] ?? true) !== 'false';
  const named = (when: unknown): string | undefined => work.keys.get(textOf(when).split('.').at(-1) ?? '');
  const list = raw['conditions'];
  if (Array.isArray(list) && list.length > 0) {
    const tests = list
      .filter(isObject)
      .map((one) => ({ component: named(one['component']), operator: textOf(one['operator']), value: one['value'] }));
    const known = ['isEqual', 'isNotEqual', 'isEmpty', 'isNotEmpty'];
    if (tests.every((one) => one.component !== undefined && known.includes(one.operator)))
      return { show, conjunction: raw['conjunction'] === 'any' ? 'any' : 'all', conditions: tests };
    work.notes.push(noteOf('condition', path, 'conditional'));
    return undefined;
  }
  const when = textOf(raw['when']);
  if (when === '') return undefined;
  const key = named(when);
  if (key === undefined) work.notes.push(noteOf('condition', path, when));
  return key === undefined ? undefined : { show, when: key, eq: scalarText(raw['eq']) };
}

function choices(value: unknown): readonly { readonly label: string; readonly value: string }[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((one) => {
    const own = scalarText(one['value'] ?? '');
    return own === '' ? [] : [{ label: plainText(one['label']) || own, value: own }];
  });
}

/** Words of a text that may hold markup and places for values. */
function plainText(value: unknown): string {
  return textOf(value)
    .replace(/\{\{[^}]*\}\}|\{%[^%]*%\}/g, '')
    .replace(/<\s*(script|style)\b[\s\S]*?<\s*\/\s*\1\s*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/[<>]/g, '')
    .replace(/\bjavascript:/gi, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function fileName(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40) || 'form'
  );
}

function pathOf(parent: string, key: string): string {
  return parent === '' ? key : `${parent}.${key}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
