/**
 * Conditions of a field: the simple ones of Form.io, the older `{ show, when, eq }` and the newer
 * `{ show, conjunction, conditions: [{ component, operator, value }] }` that its builder writes today; JSON Logic in
 * `json`; FEEL in `feel`, a text with or without `=` before it. One that is neither is met.
 */
import type { FormComponent } from './definition.ts';
import type { Formula } from './formula.ts';
import { isTruthy } from './json-logic.ts';
import { scalarText } from './scalar.ts';

export interface Condition {
  readonly show: boolean;
  /** Logic in place of tests. */
  readonly formula?: Formula;
  readonly every: boolean;
  readonly tests: readonly ConditionTest[];
}

export interface ConditionTest {
  readonly when: string;
  readonly operator: 'isEqual' | 'isNotEqual' | 'isEmpty' | 'isNotEmpty';
  readonly value: string;
}

/** The key that a condition looks at: Form.io names a field of a row by its path, `items.qty`. */
export function fieldNamed(when: string): string {
  return when.slice(when.lastIndexOf('.') + 1);
}

/** @returns undefined where the component has no condition */
export function conditionOf(component: FormComponent): Condition | undefined {
  const raw = component.conditional;
  if (raw === undefined || raw === null) return undefined;
  const every = raw['conjunction'] !== 'any';
  const show = scalarText(raw['show'] ?? 'true') !== 'false';
  const formula = formulaIn(raw);
  if (formula !== undefined) return { show, every, tests: [], formula };
  const list = raw['conditions'];
  if (Array.isArray(list) && list.length > 0) return { show, every, tests: list.map(readTest) };
  const when = raw['when'];
  if (typeof when !== 'string' || when === '') return undefined;
  return { show, every, tests: [{ when, operator: 'isEqual', value: scalarText(raw['eq']) }] };
}

function formulaIn({ feel, json }: Readonly<Record<string, unknown>>): Formula | undefined {
  if (typeof feel === 'string' && feel.trim() !== '') return { feel: feel.replace(/^\s*=/, '') };
  return typeof json === 'object' && json !== null && Object.keys(json).length > 0 ? { logic: json } : undefined;
}

/**
 * Whether a component with this condition is shown, by the values of the fields it looks at.
 * @param evaluate what logic says
 */
export function isShown(
  condition: Condition | undefined,
  read: (key: string) => unknown,
  evaluate: (formula: Formula) => unknown,
): boolean {
  if (condition === undefined) return true;
  if (condition.formula !== undefined) return isTruthy(evaluate(condition.formula)) === condition.show;
  const results = condition.tests.map((test) => holds(test, read(test.when)));
  const met = condition.every ? results.every(Boolean) : results.some(Boolean);
  return met === condition.show;
}

function holds(test: ConditionTest, value: unknown): boolean {
  // As Form.io sees it, a box that is not ticked is empty.
  const empty =
    value === undefined ||
    value === null ||
    value === '' ||
    value === false ||
    (Array.isArray(value) && value.length === 0);
  if (test.operator === 'isEmpty') return empty;
  if (test.operator === 'isNotEmpty') return !empty;
  return equals(value, test.value) === (test.operator === 'isEqual');
}

/** A box of `selectboxes` counts as chosen; an unticked checkbox that was not sent is false. */
function equals(value: unknown, expected: string): boolean {
  if (Array.isArray(value)) return value.some((one) => scalarText(one) === expected);
  if (typeof value === 'object' && value !== null) return (value as Record<string, unknown>)[expected] === true;
  return scalarText(value ?? (expected === 'false' ? 'false' : '')) === expected;
}

function readTest(raw: unknown): ConditionTest {
  const { component, operator, value } = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<
    string,
    unknown
  >;
  const known = (['isEqual', 'isNotEqual', 'isEmpty', 'isNotEmpty'] as const).find((one) => one === operator);
  return { when: scalarText(component), operator: known ?? 'isEqual', value: scalarText(value) };
}
