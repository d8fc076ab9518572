// The variables that an expression reads, by their first name: `sla.class` reads `sla`.
import type { Expression } from '#engine/core/model/program.ts';

const words = new Set(
  'null true false if then else for return some every satisfies in between and or not function instance of'.split(' '),
);
/** Names that are called and what stands behind a dot are no variables. */
const names = /(?<![.\p{L}\p{N}_"])[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*\()/gu;

/** @returns none for a value that is taken as it stands */
export function namesIn(expression: Expression | null | undefined): ReadonlySet<string> {
  return expression?.kind === 'feel' ? namesInText(expression.source) : new Set();
}

export function namesInText(source: string): ReadonlySet<string> {
  const texts = source.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  return new Set([...texts.matchAll(names)].flatMap(([name]) => (words.has(name) ? [] : name)));
}
