// What an expression speaks of: the variables it asks for and the values it compares them with.
import { parseExpression, parseUnaryTests } from 'feelin';
import type { Json } from '../../values.ts';

export interface Facts {
  /** `a`, `a.b.c`. */
  readonly paths: readonly string[];
  readonly literals: readonly Json[];
  /** Whether it goes through a list, or calls a function that may. */
  readonly lists: boolean;
}

export function factsOf(source: string, grammar: 'expression' | 'unaryTests' = 'expression'): Facts {
  const known = remembered.get(`${grammar} ${source}`);
  if (known !== undefined) return known;
  const paths = new Set<string>();
  const literals: Json[] = [];
  let lists = false;
  const parse = grammar === 'expression' ? parseExpression : parseUnaryTests;
  parse(source, {}, undefined).iterate({
    enter: ({ name, from, to, node }) => {
      const text = source.slice(from, to);
      const parent = node.parent?.name;
      if (name === 'FunctionInvocation' || name === 'QuantifiedExpression' || name === 'FilterExpression') lists = true;
      if (name === 'PathExpression' && isPath(text)) {
        if (parent !== 'PathExpression') paths.add(text.replace(/\s+/g, ''));
        return false;
      }
      const called = parent === 'FunctionInvocation' && node.prevSibling === null;
      if (name === 'VariableName' && !called) paths.add(text);
      const literal = literalOf(name, text);
      if (literal !== undefined) literals.push(literal);
      return true;
    },
  });
  const facts = { paths: [...paths], literals, lists };
  remembered.set(`${grammar} ${source}`, facts);
  return facts;
}

const remembered = new Map<string, Facts>();

function literalOf(name: string, text: string): Json | undefined {
  if (name === 'BooleanLiteral') return text === 'true';
  if (name === 'NumericLiteral') return Number(text.replace(/\s+/g, ''));
  if (name !== 'StringLiteral') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isPath(text: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}_]*(\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)+$/u.test(text);
}

/** A value for each path, made into variables: `a.b` becomes a member of `a`, beside what `a` has already. */
export function variablesFrom(
  assignment: ReadonlyMap<string, Json>,
  present: { readonly [name: string]: Json },
): { readonly [name: string]: Json } {
  const made: Record<string, Json> = {};
  for (const [path, value] of assignment) {
    const [name = '', ...members] = path.split('.');
    made[name] = withMember(made[name] ?? present[name] ?? null, members, value);
  }
  return made;
}

function withMember(whole: Json, members: readonly string[], value: Json): Json {
  const [first, ...rest] = members;
  if (first === undefined) return value;
  const object = whole !== null && typeof whole === 'object' && !Array.isArray(whole) ? whole : {};
  const inside = (object as { readonly [name: string]: Json })[first] ?? null;
  return { ...object, [first]: withMember(inside, rest, value) };
}
