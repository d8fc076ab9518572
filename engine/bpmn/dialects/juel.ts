// `${…}` of Camunda 7, Flowable and Activiti in FEEL: comparisons, and, or, not, arithmetic, paths, `contains`, `empty`
// and the conditional operator. What lies beyond is not translated, so that it is refused and never evaluated wrongly.

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

const token = /\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(&&|\|\||[=!<>]=|[-+*/%<>!?:().,]))/y;

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
  { '*': '*', '/': '/', div: '/' },
];

function binary(reader: Reader, level: number): string {
  const operators = levels[level];
  if (operators === undefined) return unary(reader);
  let left = binary(reader, level + 1);
  for (let operator = peeked(reader, operators); operator !== null; operator = peeked(reader, operators)) {
    reader.at += 1;
    left = `${left} ${operator} ${binary(reader, level + 1)}`;
  }
  return left;
}

function peeked(reader: Reader, operators: Readonly<Record<string, string>>): string | null {
  const next = reader.tokens[reader.at] ?? '';
  return Object.hasOwn(operators, next) ? (operators[next] ?? null) : null;
}

function unary(reader: Reader): string {
  if (takes(reader, '!') || takes(reader, 'not')) return `not(${unary(reader)})`;
  if (takes(reader, '-')) return `-${unary(reader)}`;
  if (takes(reader, 'empty')) {
    const value = unary(reader);
    return `(${value} = null or ${value} = "" or ${value} = [])`;
  }
  return path(reader);
}

function path(reader: Reader): string {
  let value = primary(reader);
  while (takes(reader, '.')) {
    const name = word(reader);
    if (!takes(reader, '(')) value = `${value}.${name}`;
    else if (name === 'contains') {
      value = `contains(${value}, ${choice(reader)})`;
      needs(reader, ')');
    } else throw new Beyond();
  }
  return value;
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
  if (/^["']/.test(next)) return JSON.stringify(next.slice(1, -1));
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
