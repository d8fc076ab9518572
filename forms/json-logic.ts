/**
 * JSON Logic (jsonlogic.com), as far as forms use it: comparisons, truth, arithmetic, choice, texts and lists. Small and of
 * our own, because it also runs on a citizen's phone; it reads what it is handed and nothing else, and ends in any case.
 */
export type Logic = null | boolean | number | string | readonly Logic[] | { readonly [operator: string]: Logic };

/** Gives a field's value by its name: what `data.` and `row.` stand for. */
export type ReadField = (key: string) => unknown;

/** Operations that one evaluation may take. */
const stepsMax = 20_000;
const depthMax = 30;

interface Run {
  readonly read: ReadField;
  steps: number;
  depth: number;
  /** Inside of a list's operation: its item. Left out: outside of any. */
  readonly item?: { readonly value: unknown };
}

/** @returns the value; undefined where it takes too long or uses what is not known, which a published form does not */
export function evaluateLogic(logic: unknown, read: ReadField): unknown {
  try {
    return value(logic, { read, steps: stepsMax, depth: 0 });
  } catch {
    return undefined;
  }
}

export function isTruthy(result: unknown): boolean {
  return Array.isArray(result) ? result.length > 0 : Boolean(result);
}

/** @returns operators that are not known, and the fields that it reads */
export function lookInLogic(logic: unknown): {
  readonly unknown: readonly string[];
  readonly fields: readonly string[];
} {
  const [unknown, fields] = [new Set<string>(), new Set<string>()];
  const look = (part: unknown, depth: number): void => {
    if (depth > depthMax) unknown.add('…');
    else if (Array.isArray(part)) for (const one of part) look(one, depth + 1);
    else if (typeof part === 'object' && part !== null) lookAt(Object.entries(part), depth);
  };
  const lookAt = (entries: readonly (readonly [string, unknown])[], depth: number): void => {
    const [operator, given] = entries[0] ?? ['', null];
    if (
      entries.length !== 1 ||
      !(operator === 'var' || Object.hasOwn(operators, operator) || Object.hasOwn(lists, operator))
    ) {
      unknown.add(entries.map(([name]) => name).join(', '));
    } else if (operator === 'var') {
      const path = Array.isArray(given) ? given[0] : given;
      const [, field] = /^(?:data|row)\.(\w+)/.exec(String(path)) ?? [];
      if (field !== undefined) fields.add(field);
      else if (typeof path !== 'string' || !/^[\w.]*$/.test(path)) unknown.add('var');
    } else look(given, depth + 1);
  };
  look(logic, 0);
  return { unknown: [...unknown], fields: [...fields] };
}

function value(logic: unknown, run: Run): unknown {
  run.steps -= 1;
  if (run.steps < 0 || run.depth > depthMax) throw new RangeError('too costly');
  if (Array.isArray(logic)) return logic.map((one) => value(one, run));
  if (typeof logic !== 'object' || logic === null) return logic;
  const [[operator, given] = ['', null], ...more] = Object.entries(logic);
  if (more.length > 0) throw new TypeError('two operators');
  run.depth += 1;
  try {
    return operated(operator, Array.isArray(given) ? given : [given], run);
  } finally {
    run.depth -= 1;
  }
}

function operated(operator: string, given: readonly unknown[], run: Run): unknown {
  const at = (index: number): unknown => value(given[index], run);
  if (operator === 'var') return variable(at(0), given.length > 1 ? at(1) : null, run);
  if (operator === 'if' || operator === '?:') return choice(given, run);
  if (operator === 'and' || operator === 'or') {
    let last: unknown = null;
    for (const one of given) {
      last = value(one, run);
      if (isTruthy(last) === (operator === 'or')) return last;
    }
    return last;
  }
  const ofList = Object.hasOwn(lists, operator) ? lists[operator] : undefined;
  if (ofList !== undefined) return ofList(listOf(at(0)), given, run);
  const plain = Object.hasOwn(operators, operator) ? operators[operator] : undefined;
  if (plain === undefined) throw new TypeError(operator);
  return plain(given.map((one) => value(one, run)));
}

function choice(given: readonly unknown[], run: Run): unknown {
  for (let index = 0; index + 1 < given.length; index += 2) {
    if (isTruthy(value(given[index], run))) return value(given[index + 1], run);
  }
  return given.length % 2 === 1 ? value(given.at(-1), run) : null;
}

function variable(path: unknown, missing: unknown, run: Run): unknown {
  const [first = '', ...parts] = String(path ?? '').split('.');
  let found: unknown;
  if ((first === 'data' || first === 'row') && parts.length > 0) found = run.read(parts.shift() ?? '');
  else if (run.item === undefined) return missing;
  else {
    found = run.item.value;
    if (first !== '') parts.unshift(first);
  }
  for (const part of parts) {
    const inside = typeof found === 'object' && found !== null && Object.hasOwn(found, part);
    found = inside ? (found as Readonly<Record<string, unknown>>)[part] : undefined;
  }
  return found === undefined || found === null || found === '' ? missing : found;
}

type OfList = (list: readonly unknown[], given: readonly unknown[], run: Run) => unknown;

const each = (item: unknown, logic: unknown, run: Run): unknown => {
  const inside = { ...run, item: { value: item } };
  const result = value(logic, inside);
  run.steps = inside.steps;
  return result;
};

const lists: Readonly<Record<string, OfList>> = {
  map: (list, [, logic], run) => list.map((one) => each(one, logic, run)),
  filter: (list, [, logic], run) => list.filter((one) => isTruthy(each(one, logic, run))),
  all: (list, [, logic], run) => list.length > 0 && list.every((one) => isTruthy(each(one, logic, run))),
  some: (list, [, logic], run) => list.some((one) => isTruthy(each(one, logic, run))),
  none: (list, [, logic], run) => !list.some((one) => isTruthy(each(one, logic, run))),
  reduce: (list, [, logic, start = null], run) =>
    list.reduce((accumulator: unknown, current) => each({ accumulator, current }, logic, run), value(start, run)),
};

/** Those that need no order of their own; `if`, `and`, `or` stand above and are named here to be known. */
const operators: Readonly<Record<string, (given: readonly unknown[]) => unknown>> = {
  if: () => null,
  '?:': () => null,
  and: () => null,
  or: () => null,
  '!': ([a]) => !isTruthy(a),
  '!!': ([a]) => isTruthy(a),
  '==': ([a, b]) => alike(a, b),
  '!=': ([a, b]) => !alike(a, b),
  '===': ([a, b]) => a === b,
  '!==': ([a, b]) => a !== b,
  '<': (given) => inOrder(given, (a, b) => a < b),
  '<=': (given) => inOrder(given, (a, b) => a <= b),
  '>': (given) => inOrder(given, (a, b) => a > b),
  '>=': (given) => inOrder(given, (a, b) => a >= b),
  '+': (given) => exact(given.reduce((sum: number, one) => sum + numberOf(one), 0)),
  '*': (given) => exact(given.reduce((product: number, one) => product * numberOf(one), 1)),
  '-': ([a, b]) => exact(b === undefined ? -numberOf(a) : numberOf(a) - numberOf(b)),
  '/': ([a, b]) => exact(numberOf(a) / numberOf(b)),
  '%': ([a, b]) => exact(numberOf(a) % numberOf(b)),
  min: (given) => Math.min(...given.map(numberOf)),
  max: (given) => Math.max(...given.map(numberOf)),
  cat: (given) => given.map((one) => (typeof one === 'object' ? '' : String(one))).join(''),
  in: ([a, b]) => (Array.isArray(b) ? b.some((one) => one === a) : typeof b === 'string' && b.includes(String(a))),
};

/** Numbers as texts are numbers, as a page without scripts posts them; nothing is nothing. */
function alike(a: unknown, b: unknown): boolean {
  if (typeof a === typeof b || a === null || b === null) return (a ?? null) === (b ?? null);
  if (typeof a === 'object' || typeof b === 'object') return false;
  return typeof a === 'number' || typeof b === 'number' ? numberOf(a) === numberOf(b) : String(a) === String(b);
}

function inOrder(given: readonly unknown[], holds: (a: number | string, b: number | string) => boolean): boolean {
  if (given.some((one) => one === null || one === undefined)) return false;
  const texts = given.every((one) => typeof one === 'string' && Number.isNaN(Number(one)));
  const sides = texts ? (given as readonly string[]) : given.map(numberOf);
  return sides.slice(1).every((side, index) => holds(sides[index] ?? 0, side));
}

function numberOf(one: unknown): number {
  if (typeof one === 'number') return one;
  if (typeof one === 'boolean') return one ? 1 : 0;
  return typeof one === 'string' && one.trim() !== '' ? Number(one.replace(',', '.')) : 0;
}

/** Money is counted in tenths that binary fractions do not have. */
function exact(result: number): number {
  return Math.round(result * 1e9) / 1e9;
}

function listOf(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}
