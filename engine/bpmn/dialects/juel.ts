// `${…}` of Camunda 7, Flowable and Activiti in FEEL: comparisons, and, or, not, arithmetic, paths, `empty`, the
// conditional operator and the methods of texts and lists that models use. What lies beyond is not translated, so that
// it is refused and never evaluated wrongly.

/** @returns FEEL for a text with `${…}` or `#{…}` in it; null where the text has none or goes beyond the subset */
export function feelOfJuel(text: string): string | null {
  const parts = [...text.trim().matchAll(/[$#]\{([^{}]*)\}|([^$#]+|[$#])/g)];
  if (!parts.some(([, inside]) => inside !== undefined)) return null;
  const whole = parts.length === 1;
  const translated = parts.map(([, inside, plain]) => {
    if (inside === undefined) return JSON.stringify(plain);
    const feel = translate(inside);
    return feel === null || whole ? feel : `string(${feel})`;
  });
  return translated.includes(null) ? null : translated.join(' + ');
}

/** `name.contains("x")`, which some models write without `${…}`; FEEL has no methods, so it can mean nothing else. */
export function feelOfMethods(text: string): string | null {
  return /^\s*\w+\.contains\(\s*("[^"]*"|'[^']*')\s*\)\s*$/.test(text) ? translate(text) : null;
}

const token =
  /\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[-+*/%<>!?:().,[\]]))/y;

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function translate(source: string): string | null {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < source.trimEnd().length) {
    const found = token.exec(source);
    if (found === null) return null;
    tokens.push(found[0].trim());
  }
  const reader: Reader = { tokens, at: 0 };
  try {
    const feel = choice(reader);
    return reader.at === tokens.length ? feel : null;
  } catch (error) {
    if (error instanceof Beyond) return null;
    throw error;
  }
}

class Beyond extends Error {}

function choice(reader: Reader): string {
  const condition = binary(reader, 0);
  if (!takes(reader, '?')) return condition;
  const yes = choice(reader);
  needs(reader, ':');
  return `(if ${condition} then ${yes} else ${choice(reader)})`;
}

/** From the weakest to the strongest, each with its FEEL. */
const levels: readonly Readonly<Record<string, string>>[] = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': '=', '!=': '!=', eq: '=', ne: '!=' },
  { '<': '<', '>': '>', '<=': '<=', '>=': '>=', lt: '<', gt: '>', le: '<=', ge: '>=' },
  { '+': '+', '-': '-' },
  { '*': '*', '/': '/', div: '/', '%': 'modulo', mod: 'modulo' },
];
/** Of equality and order: FEEL has them on one level and does not chain them. */
const comparing: ReadonlySet<number> = new Set([2, 3]);

function binary(reader: Reader, level: number): string {
  const operators = levels[level];
  if (operators === undefined) return unary(reader);
  let left = operand(reader, level);
  let turns = 0;
  for (let operator = peeked(reader, operators); operator !== null; operator = peeked(reader, operators)) {
    reader.at += 1;
    const right = operand(reader, level);
    const first = comparing.has(level) && (turns > 0 || left.compared) ? `(${left.text})` : left.text;
    const second = level === 2 && right.compared ? `(${right.text})` : right.text;
    const text = operator === 'modulo' ? `modulo(${first}, ${second})` : `${first} ${operator} ${second}`;
    left = { text, compared: false };
    turns += 1;
  }
  return left.text;
}

/** With whether it compares by itself: then an equality needs brackets around it. */
function operand(reader: Reader, level: number): { readonly text: string; readonly compared: boolean } {
  const from = reader.at;
  const text = binary(reader, level + 1);
  const compared = level === 2 && reader.tokens.slice(from, reader.at).some((one) => Object.hasOwn(order, one));
  return { text, compared };
}

const order = levels[3] ?? {};

function peeked(reader: Reader, operators: Readonly<Record<string, string>>): string | null {
  const next = reader.tokens[reader.at] ?? '';
  return Object.hasOwn(operators, next) ? (operators[next] ?? null) : null;
}

function unary(reader: Reader): string {
  if (takes(reader, '!') || takes(reader, 'not')) return `not(${unary(reader)})`;
  if (takes(reader, '-')) return `-${unary(reader)}`;
  if (takes(reader, 'empty')) return emptied(unary(reader));
  return path(reader);
}

function path(reader: Reader): string {
  let value = primary(reader);
  for (;;) {
    if (takes(reader, '[')) value = indexed(value, reader);
    else if (takes(reader, '.')) {
      const name = word(reader);
      value = takes(reader, '(') ? called(value, name, argumentsOf(reader)) : `${value}.${name}`;
    } else return value;
  }
}

/** FEEL counts from 1; what an expression in brackets would mean depends on the value. */
function indexed(value: string, reader: Reader): string {
  const key = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  needs(reader, ']');
  if (/^\d+$/.test(key)) return `${value}[${Number(key) + 1}]`;
  if (/^["']/.test(key)) return `get value(${value}, ${textOf(key)})`;
  throw new Beyond();
}

function argumentsOf(reader: Reader): readonly string[] {
  const found: string[] = [];
  while (!takes(reader, ')')) {
    if (found.length > 0) needs(reader, ',');
    found.push(choice(reader));
  }
  return found;
}

/** Methods of texts and lists, and the variables of an execution. */
function called(value: string, name: string, given: readonly string[]): string {
  const [first] = given;
  const key = `${name} ${given.length}`;
  if (value === 'execution' && first !== undefined && /^"[A-Za-z_]\w*"$/.test(first)) {
    if (key === 'getVariable 1') return first.slice(1, -1);
    if (key === 'hasVariable 1') return `(${first.slice(1, -1)} != null)`;
  }
  const feel = Object.hasOwn(methods, key) ? methods[key] : undefined;
  if (feel === undefined || value === 'execution') throw new Beyond();
  return feel(value, first ?? '');
}

type Method = (value: string, given: string) => string;

/** By name and number of arguments. */
const methods: Readonly<Record<string, Method>> = {
  'contains 1': (value, given) => `contains(${value}, ${given})`,
  'equals 1': (value, given) => `(${value} = ${given})`,
  'equalsIgnoreCase 1': (value, given) => `(lower case(${value}) = lower case(${given}))`,
  'startsWith 1': (value, given) => `starts with(${value}, ${given})`,
  'endsWith 1': (value, given) => `ends with(${value}, ${given})`,
  'toLowerCase 0': (value) => `lower case(${value})`,
  'toUpperCase 0': (value) => `upper case(${value})`,
  'length 0': (value) => `string length(${value})`,
  'size 0': (value) => `count(${value})`,
  'isEmpty 0': emptied,
};

function emptied(value: string): string {
  return `(${value} = null or ${value} = "" or ${value} = [])`;
}

/** A text of either kind of quotes, in FEEL's. */
function textOf(quoted: string): string {
  return JSON.stringify(quoted.slice(1, -1).replace(/\\(.)/g, '$1'));
}

/** Names that those engines count from 0 or spell otherwise. */
const names: Readonly<Record<string, string>> = {
  loopCounter: '(loopCounter - 1)',
  nrOfInstances: 'numberOfInstances',
  nrOfCompletedInstances: 'numberOfCompletedInstances',
  nrOfActiveInstances: 'numberOfActiveInstances',
};

function primary(reader: Reader): string {
  if (takes(reader, '(')) {
    const inside = choice(reader);
    needs(reader, ')');
    return `(${inside})`;
  }
  const next = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  if (/^["']/.test(next)) return textOf(next);
  if (/^\d/.test(next)) return next;
  if (!/^[A-Za-z_]/.test(next)) throw new Beyond();
  return Object.hasOwn(names, next) ? (names[next] ?? next) : next;
}

function word(reader: Reader): string {
  const next = reader.tokens[reader.at] ?? '';
  if (!/^[A-Za-z_]/.test(next)) throw new Beyond();
  reader.at += 1;
  return next;
}

function takes(reader: Reader, wanted: string): boolean {
  if (reader.tokens[reader.at] !== wanted) return false;
  reader.at += 1;
  return true;
}

function needs(reader: Reader, wanted: string): void {
  if (!takes(reader, wanted)) throw new Beyond();
}
