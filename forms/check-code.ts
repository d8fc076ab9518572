/**
 * Finds every place of a component in which Form.io would evaluate something: JavaScript in properties, JSON Logic,
 * interpolation `{{ … }}` in texts, HTML with scripts in it, data fetched from elsewhere (security.md S03). The rule is
 * by name and by content at any depth, so that a property this product has never heard of is caught by its content.
 */
import { tabsOf } from './components.ts';
import type { FormComponent } from './definition.ts';
import type { FormProblem } from './problem.ts';
import { formProblem } from './problem.ts';
import { scalarText } from './scalar.ts';

/** Properties whose value Form.io evaluates or compiles; they must be empty. */
const evaluated = new Set([
  'calculateValue',
  'calculateServer',
  'logic',
  'json',
  'onChange',
  'onSetItems',
  'rowDrafts',
  'row',
  'valueExpression',
  'dateRange',
  'conditionalAddButton',
  'manualModeViewString',
  'schemaDefinition',
  'isValidCheck',
  'check',
  'controller',
  'module',
  'nextPage',
  'disableFunction',
]);

/** Properties that name a place outside; they must be empty. */
const outside = new Set([
  'url',
  'resource',
  'headers',
  'fetch',
  'webcam',
  'indexeddb',
  'uploadOnly',
  'valueProperty',
  'src',
  'oauth',
]);

/** What the builder writes by itself and what means "nothing". */
const harmless = new Map<string, readonly unknown[]>([
  ['template', ['<span>{{ item.label }}</span>']],
  ['dataSrc', ['values']],
  ['storage', ['base64', 'wardflow']],
  ['rowDrafts', [false]],
  ['webcam', [false]],
  ['uploadOnly', [false]],
  ['calculateServer', [false]],
  ['customPrivate', [false]],
]);

/** Dates that Form.io evaluates where they are not written out, e.g. `moment().add(1, 'day')`. */
const dates = new Set(['defaultDate', 'minDate', 'maxDate']);

/** Widgets without settings that would be evaluated (the calendar has some). */
const widgets = new Set(['input', 'choicesjs', 'html5']);

const maxDepth = 12;

export function codeProblems(component: FormComponent, path: string, element: string): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const { components: _, columns: __, ...own } = component;
  const columns = Array.isArray(component['columns']) ? component['columns'].map(withoutChildren) : [];
  const tabs = tabsOf(component).map(withoutChildren);
  look({ ...own, columns, tabs }, { property: '', depth: 0 });
  return problems;

  function look(value: unknown, at: { readonly property: string; readonly depth: number }): void {
    if (at.depth > maxDepth) problems.push(formProblem('FORM_CODE', path, element, { property: at.property }));
    else if (typeof value === 'string') lookAtText(value, at.property);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) lookAtProperty(key, inner, at);
    }
  }

  function lookAtProperty(
    key: string,
    value: unknown,
    at: { readonly property: string; readonly depth: number },
  ): void {
    const property = at.property === '' ? key : `${at.property}.${key}`;
    // A translation stands under the text that it translates, "Online" for instance, which is no property.
    if (/^i18n\.[a-z]{2}$/.test(at.property) && typeof value === 'string') {
      lookAtText(key, property);
      lookAtText(value, property);
      return;
    }
    if (isEmpty(value) || harmless.get(key)?.includes(value) === true) return;
    // Logic that runs here: `check-logic.ts` looks at it.
    if (isLogic(property, value)) return;
    // An attribute such as onclick would be code in the page.
    const isHandler = at.property.endsWith('attributes') || at.property.endsWith('attrs') || /^on[a-z]{3,}/i.test(key);
    if (isHandler || isEvaluated(key, value)) problems.push(formProblem('FORM_CODE', path, element, { property }));
    else if (outside.has(key) || key === 'dataSrc' || key === 'storage') {
      problems.push(formProblem('FORM_OUTSIDE_DATA', path, element, { property }));
    } else look(value, { property, depth: at.depth + 1 });
  }

  function lookAtText(text: string, property: string): void {
    const interpolated = /\{\{|\{%/.test(text) && !property.endsWith('validate.pattern');
    const scripted =
      /<\s*(script|iframe|object|embed|svg|math|link|meta|base|form|style|img)\b|[\s"'/]on\w+\s*=|javascript:|data:text/i;
    if (interpolated || scripted.test(text) || /(javascript|vbscript|data):/i.test(asBrowsersRead(text)))
      problems.push(formProblem('FORM_CODE', path, element, { property }));
  }
}

/** An address may be written with marks for its letters and with blanks in it, and is one all the same. */
function asBrowsersRead(text: string): string {
  if (!text.includes('<')) return '';
  const plain = text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(tab|newline|colon));?/gi,
    (_, decimal, hex, name: string) =>
      name === undefined ? letter(Number(decimal ?? `0x${hex}`)) : name.toLowerCase() === 'colon' ? ':' : '',
  );
  return plain.replace(/[\s\p{Cc}\p{Cf}]/gu, '');
}

function letter(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}

function isLogic(property: string, value: unknown): boolean {
  if (property === 'calculateValue') return typeof value === 'object' || String(value).startsWith('=');
  return (
    (property === 'conditional.json' && typeof value === 'object') ||
    (property === 'conditional.feel' && typeof value === 'string')
  );
}

function isEvaluated(key: string, value: unknown): boolean {
  if (dates.has(key))
    return typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([T ][\d:.]{5,12}(Z|[+-]\d\d:\d\d)?)?$/.test(value);
  if (key === 'widget') {
    const type = typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : value;
    return !widgets.has(scalarText(type));
  }
  // custom, customConditional, customDefaultValue, customValidation, …; a class name is just a name.
  return evaluated.has(key) || /^custom(?!Class$)/.test(key);
}

function withoutChildren(column: unknown): unknown {
  if (typeof column !== 'object' || column === null) return column;
  return Object.fromEntries(Object.entries(column).filter(([key]) => key !== 'components'));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
