/**
 * Simple conditions of Form.io, the only kind the product runs: the older `{ show, when, eq }` and the newer
 * `{ show, conjunction, conditions: [{ component, operator, value }] }` that its builder writes today.
 */
import type { FormComponent } from './definition.ts';
import { scalarText } from './scalar.ts';

export interface Condition {
  readonly show: boolean;
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
  const list = raw['conditions'];
  if (Array.isArray(list) && list.length > 0) return { show, every, tests: list.map(readTest) };
  const when = raw['when'];
  if (typeof when !== 'string' || when === '') return undefined;
  return { show, every, tests: [{ when, operator: 'isEqual', value: scalarText(raw['eq']) }] };
}

/** Whether a component with this condition is shown, by the values of the fields it looks at. */
export function isShown(condition: Condition | undefined, read: (key: string) => unknown): boolean {
  if (condition === undefined) return true;
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
