/**
 * What a cell says, as far as it can be picked instead of typed: names from a list, and numbers compared. Everything
 * else is FEEL and stays as it is written.
 */

export type CellValue =
  | { readonly kind: 'any' }
  | { readonly kind: 'codes'; readonly codes: readonly string[]; readonly not: boolean }
  /** The answer of a rule that says there is nobody. */
  | { readonly kind: 'null' }
  | { readonly kind: 'number'; readonly test: NumberTest }
  | { readonly kind: 'other'; readonly text: string };

export type NumberTest =
  | { readonly kind: 'equal' | 'atLeast' | 'below'; readonly value: number }
  /** From the first on, below the second; where the first is the larger (22 to 6 o'clock), around the end. */
  | { readonly kind: 'fromTo'; readonly from: number; readonly to: number };

const text = '"(?:[^"\\\\]|\\\\.)*"';
const list = new RegExp(`^${text}(?:\\s*,\\s*${text})*$`);
const notList = new RegExp(`^not\\s*\\(\\s*(${text}(?:\\s*,\\s*${text})*)\\s*\\)$`);
const number = '-?\\d+(?:\\.\\d+)?';

/** @param source FEEL of a cell of a condition (unary tests) or of a result */
export function readCell(source: string): CellValue {
  const given = source.trim();
  if (given === '' || given === '-') return { kind: 'any' };
  if (given === 'null') return { kind: 'null' };
  if (list.test(given)) return codesIn(given, false);
  const excluded = notList.exec(given)?.[1];
  if (excluded !== undefined) return codesIn(excluded, true);
  const test = numberTest(given);
  return test === null ? { kind: 'other', text: given } : { kind: 'number', test };
}

/** @returns FEEL for the cell; the reverse of {@link readCell} */
export function writeCell(value: CellValue): string {
  switch (value.kind) {
    case 'any':
      return '';
    case 'null':
      return 'null';
    case 'codes': {
      if (value.codes.length === 0) return '';
      const codes = value.codes.map((code) => JSON.stringify(code)).join(', ');
      return value.not ? `not(${codes})` : codes;
    }
    case 'number':
      return writeNumber(value.test);
    case 'other':
      return value.text;
  }
}

function codesIn(source: string, not: boolean): CellValue {
  const literals = source.match(new RegExp(text, 'g')) ?? [];
  try {
    return { kind: 'codes', codes: literals.map((literal) => String(JSON.parse(literal))), not };
  } catch {
    // FEEL knows escapes that JSON does not.
    return { kind: 'other', text: source };
  }
}

function numberTest(source: string): NumberTest | null {
  const match = (pattern: string) => new RegExp(`^${pattern}$`).exec(source);
  const around = match(`>=\\s*(${number})\\s*,\\s*<\\s*(${number})`);
  if (around !== null) {
    const [from, to] = [Number(around[1]), Number(around[2])];
    // The other way round the two tests together always hold: that is no span.
    return from >= to ? { kind: 'fromTo', from, to } : null;
  }
  const range = match(`\\[\\s*(${number})\\s*\\.\\.\\s*(${number})\\s*[)\\[]`);
  if (range !== null) return { kind: 'fromTo', from: Number(range[1]), to: Number(range[2]) };
  const atLeast = match(`>=\\s*(${number})`);
  if (atLeast !== null) return { kind: 'atLeast', value: Number(atLeast[1]) };
  const below = match(`<\\s*(${number})`);
  if (below !== null) return { kind: 'below', value: Number(below[1]) };
  return match(number) === null ? null : { kind: 'equal', value: Number(source) };
}

function writeNumber(test: NumberTest): string {
  switch (test.kind) {
    case 'equal':
      return String(test.value);
    case 'atLeast':
      return `>= ${test.value}`;
    case 'below':
      return `< ${test.value}`;
    case 'fromTo':
      return test.from < test.to ? `[${test.from}..${test.to})` : `>= ${test.from}, < ${test.to}`;
  }
}
