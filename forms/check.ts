/** Checks a form's definition before it is published: only what is drawn, judged and harmless gets through. */
import { codeProblems } from './check-code.ts';
import { gridProblems, type Placed } from './check-grids.ts';
import { logicProblems } from './check-logic.ts';
import { childrenOf, isGrid, isSupported, isValueComponent } from './components.ts';
import { conditionOf, fieldNamed } from './conditions.ts';
import type { FormComponent, FormDefinition, FormOption } from './definition.ts';
import { patternFault } from './patterns.ts';
import type { FormProblem } from './problem.ts';
import { formProblem } from './problem.ts';
import { lengthMax } from './rules.ts';
import { scalarText } from './scalar.ts';

export const formLimits = { components: 300, depth: 8 } as const;

/** Lists of the product that a field may take its choices from; filled in by whoever shows the form. */
export const sources: ReadonlySet<string> = new Set([
  'categories',
  'units',
  'aboutUnits',
  'wards',
  'slaClasses',
  'outOfScope',
  'photos',
  'papers',
]);

/** Names that would reach into objects instead of naming a field. */
const reserved = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty']);

/**
 * @param definition the parsed JSON of a form; nothing about it is taken for granted
 * @param path the form's path in its service, e.g. `forms/report.form.json`
 * @returns every problem, in the form's order; none: the value is a {@link FormDefinition}
 */
export function checkForm(definition: unknown, path: string): readonly FormProblem[] {
  if (!isObject(definition) || !Array.isArray(definition['components'])) {
    return [formProblem('FORM_UNREADABLE', path, null, { reason: 'components' })];
  }
  const flat: Placed[] = [];
  if (!flatten(definition['components'], { element: '', depth: 0, grid: null }, flat)) {
    return [formProblem('FORM_TOO_LARGE', path, null, { max: formLimits.components, depth: formLimits.depth })];
  }
  const { components: _, ...rest } = definition;
  const wholeForm = codeProblems({ ...rest, type: 'form', key: 'form' }, path, 'form');
  const seen = new Set<string>();
  return [
    ...wholeForm,
    ...flat.flatMap((placed) => [
      ...keyProblems(placed.component, path, placed.element, seen),
      ...componentProblems(placed, path, flat),
      ...codeProblems(placed.component, path, placed.element),
    ]),
  ];
}

/** Reads and checks a form's text. @returns the form where nothing is an error */
export function parseForm(
  text: string,
  path: string,
): { readonly form: FormDefinition | undefined; readonly problems: readonly FormProblem[] } {
  let definition: unknown;
  try {
    definition = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { form: undefined, problems: [formProblem('FORM_UNREADABLE', path, null, { reason })] };
  }
  const problems = checkForm(definition, path);
  const sound = problems.every((problem) => problem.severity !== 'error');
  return { form: sound ? (definition as FormDefinition) : undefined, problems };
}

function flatten(
  components: readonly unknown[],
  inside: { readonly element: string; readonly depth: number; readonly grid: string | null },
  into: Placed[],
): boolean {
  if (inside.depth > formLimits.depth) return false;
  for (const raw of components) {
    const component = asComponent(raw);
    const element = inside.element === '' ? component.key : `${inside.element}.${component.key}`;
    into.push({ component, element, grid: inside.grid });
    if (into.length > formLimits.components) return false;
    const grid = isGrid(component) ? component.key : inside.grid;
    if (!flatten(childrenOf(component), { element, depth: inside.depth + 1, grid }, into)) return false;
  }
  return true;
}

/** Anything at all as a component, so that what is odd is reported instead of breaking the check. */
function asComponent(raw: unknown): FormComponent {
  const object = isObject(raw) ? raw : {};
  return { ...object, type: scalarText(object['type']), key: scalarText(object['key']) };
}

function keyProblems(
  component: FormComponent,
  path: string,
  element: string,
  seen: Set<string>,
): readonly FormProblem[] {
  const { key } = component;
  if (!/^[A-Za-z]\w{0,63}$/.test(key) || reserved.has(key))
    return [formProblem('FORM_KEY_INVALID', path, element, { key })];
  if (seen.has(key)) return [formProblem('FORM_KEY_TWICE', path, element, { key })];
  seen.add(key);
  return [];
}

function componentProblems(placed: Placed, path: string, form: readonly Placed[]): readonly FormProblem[] {
  const { component, element } = placed;
  const { type } = component;
  if (!isSupported(type)) return [formProblem('FORM_COMPONENT_UNSUPPORTED', path, element, { type })];
  const problems: FormProblem[] = [...gridProblems(placed, path, form), ...logicProblems(placed, path, form)];
  if (type === 'button' && !['submit', undefined].includes(component['action'] as string | undefined)) {
    problems.push(formProblem('FORM_CODE', path, element, { property: 'action' }));
  }
  const seen = new Set(
    form.filter(({ grid }) => grid === null || grid === placed.grid).map((one) => one.component.key),
  );
  for (const test of conditionOf(component)?.tests ?? []) {
    if (!seen.has(fieldNamed(test.when)))
      problems.push(formProblem('FORM_CONDITION', path, element, { when: test.when }));
  }
  if (isValueComponent(type)) problems.push(...valueProblems(component, path, element));
  return problems;
}

function valueProblems(component: FormComponent, path: string, element: string): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const pattern = component.validate?.['pattern'];
  const max = lengthMax(component);
  const fault = typeof pattern === 'string' && pattern !== '' ? patternFault(pattern, max) : undefined;
  if (fault !== undefined) {
    const of = { pattern: String(pattern) };
    problems.push(
      'steps' in fault
        ? formProblem('FORM_PATTERN_COSTLY', path, element, { ...of, max })
        : formProblem('FORM_PATTERN', path, element, { ...of, ...fault }),
    );
  }
  const source = component.properties?.['source'];
  if (source !== undefined && source !== '' && !sources.has(source))
    problems.push(formProblem('FORM_SOURCE', path, element, { source: scalarText(source) }));
  const chooses = ['select', 'selectboxes', 'radio'].includes(component.type);
  const choices: unknown = component.type === 'select' ? component.data?.values : component.values;
  if (
    chooses &&
    !(Array.isArray(choices) && choices.every(isChoice) && choices.some((choice) => choice.value !== '')) &&
    component.properties?.['source'] === undefined
  ) {
    problems.push(formProblem('FORM_NO_CHOICES', path, element));
  }
  if (component.type !== 'hidden' && scalarText(component.label).trim() === '') {
    problems.push(formProblem('FORM_LABEL_MISSING', path, element));
  }
  return problems;
}

function isChoice(value: unknown): value is FormOption {
  return isObject(value) && typeof value['value'] === 'string' && typeof value['label'] === 'string';
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
