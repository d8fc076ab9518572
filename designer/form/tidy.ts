/**
 * What Form.io's builder holds, as a definition that people can read: defaults that the builder writes into every
 * component are left out, what stood in the file before and is still there stays.
 */
import { childrenOf, tabsOf } from '#forms/components.ts';
import type { FormComponent, FormDefinition } from '#forms/definition.ts';

/** Properties that mean something to the product, by the kind of component that has them; `*` for every kind. */
const kept: Readonly<Record<string, readonly string[]>> = {
  '*': [
    'type',
    'key',
    'label',
    'input',
    'description',
    'placeholder',
    'hidden',
    'multiple',
    'defaultValue',
    'validate',
    'conditional',
    'properties',
    'calculateValue',
  ],
  textarea: ['rows'],
  select: ['data', 'dataSrc'],
  radio: ['values', 'inline', 'dataType'],
  selectboxes: ['values', 'inline'],
  file: ['storage', 'filePattern', 'fileMaxSize'],
  day: ['minDate', 'maxDate'],
  datetime: ['enableTime', 'minDate', 'maxDate'],
  datagrid: ['addAnother', 'components'],
  editgrid: ['addAnother', 'components'],
  fieldset: ['legend', 'components'],
  panel: ['title', 'components'],
  well: ['components'],
  columns: ['columns'],
  tabs: ['components'],
  content: ['html'],
  button: ['action'],
};

/** What the builder writes where nobody said anything. */
const written: Readonly<Record<string, unknown>> = { rows: 3, enableTime: true };

/**
 * @param built the builder's definition, full of defaults
 * @param before the definition that was opened: its title, display and translations are kept, and properties of
 *   components that this file does not know
 */
export function tidyForm(built: FormDefinition, before: FormDefinition): FormDefinition {
  const known = new Map(flat(before.components).map((component) => [component.key, component]));
  return { ...before, components: built.components.map((component) => tidy(component, known)) };
}

function tidy(component: FormComponent, known: ReadonlyMap<string, FormComponent>): FormComponent {
  const before = known.get(component.key);
  const names = [...new Set([...Object.keys(before ?? {}), ...(kept['*'] ?? []), ...(kept[component.type] ?? [])])];
  const entries = names.flatMap((name): [string, unknown][] => {
    const raw = component[name];
    const value =
      name === 'components' && component.type === 'tabs' ? tabs(component, known) : tidied(name, raw, known);
    const unchanged = before !== undefined && name in before && [raw, value].some((one) => same(one, before[name]));
    if (unchanged) return [[name, before[name]]];
    if (name === 'enableTime' && value === false) return [[name, value]];
    return isNothing(value) || value === written[name] ? [] : [[name, value]];
  });
  return Object.fromEntries(entries) as unknown as FormComponent;
}

function tidied(name: string, value: unknown, known: ReadonlyMap<string, FormComponent>): unknown {
  if (name === 'calculateValue') return formula(value);
  if (name === 'components' && Array.isArray(value)) return value.map((one: FormComponent) => tidy(one, known));
  if (name === 'columns' && Array.isArray(value)) {
    return value.map((column: FormComponent) => ({
      width: column['width'],
      components: (column.components ?? []).map((one) => tidy(one, known)),
    }));
  }
  if (name === 'conditional') return condition(value);
  if (name === 'data') return { values: options((value as { readonly values?: unknown } | undefined)?.values) };
  if (name === 'values') return options(value);
  if (name === 'properties' && isRecord(value)) return strings(value);
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).filter(([, inner]) => !isNothing(inner)));
  return value;
}

/** A formula begins with `=`, whether it was typed or not; JSON Logic is kept as what it is. */
function formula(value: unknown): unknown {
  if (typeof value !== 'string' || value.trim() === '') return isRecord(value) ? value : undefined;
  const text = value.trim();
  if (!text.startsWith('{')) return text.startsWith('=') ? text : `= ${text}`;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return `= ${text}`;
  }
}

function tabs(component: FormComponent, known: ReadonlyMap<string, FormComponent>): unknown {
  return tabsOf(component).map(({ key, label, components = [] }, index) => ({
    key: key || `tab${index + 1}`,
    label: label ?? '',
    components: components.map((one) => tidy(one, known)),
  }));
}

/** A condition that looks at nothing is none. */
function condition(value: unknown): unknown {
  if (!isRecord(value)) return undefined;
  const show = String(value['show'] ?? true) !== 'false';
  const { feel, json } = value;
  if (typeof feel === 'string' && feel.trim() !== '') return { show, feel: feel.trim() };
  if (isRecord(json) && !isNothing(json)) return { show, json };
  if (Array.isArray(value['conditions']) && value['conditions'].length > 0) {
    return { show: value['show'], conjunction: value['conjunction'], conditions: value['conditions'] };
  }
  if (typeof value['when'] !== 'string' || value['when'] === '') return undefined;
  return { show, when: value['when'], eq: value['eq'] ?? '' };
}

function options(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  return value
    .map((one: { readonly label?: string; readonly value?: string }) => ({
      label: one.label ?? '',
      value: one.value ?? '',
    }))
    .filter((one) => one.label !== '' || one.value !== '');
}

/** The builder's fields turn `"true"` into true; properties are texts. */
function strings(value: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (isNothing(inner) ? [] : [[name, String(inner)]])),
  );
}

/** In whatever order the properties stand. */
function same(one: unknown, other: unknown): boolean {
  if (!isRecord(one) || !isRecord(other)) return JSON.stringify(one) === JSON.stringify(other);
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => same(one[name], other[name]));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.values(value).every(isNothing);
}

function flat(components: readonly FormComponent[]): readonly FormComponent[] {
  return components.flatMap((component) => [component, ...flat(childrenOf(component))]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
