// What would certainly cost too much is refused before it is published: deep nesting and loops whose written ranges are
// too long (security.md, S02). What depends on the data is stopped while it runs (`feel/run.ts`): an evaluation has a
// budget of steps, calls a depth, texts and lists a length; patterns take linear time whatever they are.
import { childrenOf, type SyntaxNode } from '../feel/syntax.ts';

export interface Costly {
  readonly from: number;
  readonly to: number;
  /** What is too much, in a few words. */
  readonly reason: string;
}

export const nestingMax = 64;
/** Turns of all loops of an expression whose ranges are written down, one inside the other. */
export const turnsMax = 10_000;

/** @returns the first place that may cost too much, or null */
export function costlyPlace(top: SyntaxNode, source: string): Costly | null {
  return look(top, { source, nesting: 0, turns: 1 });
}

interface Around {
  readonly source: string;
  readonly nesting: number;
  readonly turns: number;
}

const nesting: ReadonlySet<string> = new Set([
  'ParenthesizedExpression',
  'List',
  'Context',
  'FunctionInvocation',
  'ForExpression',
  'QuantifiedExpression',
  'FilterExpression',
  'IfExpression',
]);
const loops: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression']);

function look(node: SyntaxNode, around: Around): Costly | null {
  const inside: Around = {
    source: around.source,
    nesting: around.nesting + (nesting.has(node.name) ? 1 : 0),
    turns: around.turns * (loops.has(node.name) ? turnsOf(node, around.source) : 1),
  };
  const reason = tooMuch(inside);
  if (reason !== null) return { from: node.from, to: node.to, reason };
  for (const child of childrenOf(node)) {
    const found = look(child, inside);
    if (found !== null) return found;
  }
  return null;
}

function tooMuch({ nesting: depth, turns }: Around): string | null {
  if (depth > nestingMax) return `nested deeper than ${nestingMax}`;
  if (turns > turnsMax) return `loops of more than ${turnsMax} turns`;
  return null;
}

/** Turns of one loop: its iterators multiply. */
function turnsOf(node: SyntaxNode, source: string): number {
  const list = childrenOf(node).find((child) => child.name === 'InExpressions');
  const iterators = list === undefined ? [] : childrenOf(list).filter((child) => child.name === 'InExpression');
  return iterators.reduce((product, iterator) => product * rangeSize(iterator, source), 1);
}

/** Length of a range whose ends are numbers; any other list counts for one turn. */
function rangeSize(iterator: SyntaxNode, source: string): number {
  const context = childrenOf(iterator).find((child) => child.name === 'IterationContext') ?? iterator;
  const holder = intervalIn(context) ?? context;
  const [start, end] = childrenOf(holder)
    .filter((child) => child.name === 'NumericLiteral')
    .map((child) => Number(source.slice(child.from, child.to).replace(/\s/g, '')));
  const isRange = childrenOf(holder).some((child) => child.name === '..');
  return isRange && start !== undefined && end !== undefined ? Math.abs(end - start) + 1 : 1;
}

function intervalIn(context: SyntaxNode): SyntaxNode | null {
  const [only] = childrenOf(context);
  if (only?.name === 'Interval') return only;
  return only?.name === 'SimplePositiveUnaryTest' ? intervalIn(only) : null;
}
