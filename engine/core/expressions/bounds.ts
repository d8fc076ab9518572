// FEEL has no clock of its own to stop it, so what could run for very long is refused before it is published: deep
// nesting, large or open ranges, loops in loops, functions of one's own (they can call themselves), and patterns whose
// matching time grows faster than the text (security.md, S02).

export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly firstChild: SyntaxNode | null;
  readonly nextSibling: SyntaxNode | null;
}

export interface Costly {
  readonly from: number;
  readonly to: number;
  /** What is too much, in a few words. */
  readonly reason: string;
}

export const nestingMax = 64;
/** Turns of all loops of an expression, one inside the other. */
export const turnsMax = 10_000;
/** What a list whose length is not written down counts for. */
const turnsAssumed = 100;
/** Repetitions without an upper bound in one pattern. */
const repetitionsMax = 2;

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
const loops: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression']);
const withPattern: ReadonlySet<string> = new Set(['matches', 'replace', 'split']);

function look(node: SyntaxNode, around: Around): Costly | null {
  const inside: Around = {
    source: around.source,
    nesting: around.nesting + (nesting.has(node.name) ? 1 : 0),
    turns: around.turns * (loops.has(node.name) ? turnsOf(node, around.source) : 1),
  };
  const reason = tooMuch(node, inside);
  if (reason !== null) return { from: node.from, to: node.to, reason };
  for (const child of childrenOf(node)) {
    const found = look(child, inside);
    if (found !== null) return found;
  }
  return null;
}

function tooMuch(node: SyntaxNode, { source, nesting: depth, turns }: Around): string | null {
  if (depth > nestingMax) return `nested deeper than ${nestingMax}`;
  if (turns > turnsMax) return `loops of more than ${turnsMax} turns`;
  if (node.name === 'FunctionDefinition') return 'functions of its own';
  if (node.name !== 'FunctionInvocation') return null;
  const [target, , parameters] = childrenOf(node);
  if (target === undefined || !withPattern.has(source.slice(target.from, target.to))) return null;
  const pattern = patternIn(parameters, source);
  if (pattern === null) return 'a pattern that is not written down';
  return isTame(pattern) ? null : `the pattern ${pattern}`;
}

/** Turns of one loop: its iterators multiply. */
function turnsOf(node: SyntaxNode, source: string): number {
  if (node.name === 'FilterExpression') return turnsAssumed;
  const list = childrenOf(node).find((child) => child.name === 'InExpressions');
  const iterators = list === undefined ? [] : childrenOf(list).filter((child) => child.name === 'InExpression');
  return iterators.reduce((product, iterator) => product * rangeSize(iterator, source), 1);
}

/** Length of a range whose ends are numbers or `count(…)`; an end that could be anything is too much. */
function rangeSize(iterator: SyntaxNode, source: string): number {
  const context = childrenOf(iterator).find((child) => child.name === 'IterationContext') ?? iterator;
  const holder = intervalIn(context) ?? context;
  const parts = childrenOf(holder).filter((child) => !['..', '[', ']', '(', ')'].includes(child.name));
  const [start, end] = parts;
  const isRange = childrenOf(holder).some((child) => child.name === '..');
  if (!isRange || start === undefined || end === undefined) return turnsAssumed;
  const ends = [start, end].map((part) => endOf(part, source));
  return Math.abs((ends[1] ?? Number.NaN) - (ends[0] ?? Number.NaN)) + 1 || Number.POSITIVE_INFINITY;
}

function intervalIn(context: SyntaxNode): SyntaxNode | null {
  const [only] = childrenOf(context);
  if (only?.name === 'Interval') return only;
  return only?.name === 'SimplePositiveUnaryTest' ? intervalIn(only) : null;
}

function endOf(part: SyntaxNode, source: string): number {
  const text = source.slice(part.from, part.to);
  if (part.name === 'FunctionInvocation' && text.startsWith('count(')) return turnsAssumed;
  return part.name === 'NumericLiteral' ? Number(text.replace(/\s/g, '')) : Number.NaN;
}

function patternIn(parameters: SyntaxNode | undefined, source: string): string | null {
  if (parameters?.name !== 'PositionalParameters') return null;
  const pattern = childrenOf(parameters).filter((child) => child.name !== ',')[1];
  return pattern?.name === 'StringLiteral' ? source.slice(pattern.from + 1, pattern.to - 1) : null;
}

/** No repetition inside a repeated group, no choice there, no looking back or ahead, few open repetitions. */
function isTame(pattern: string): boolean {
  const plain = pattern.replace(/\\\\?[^\d]/g, 'x').replace(/\[(?:[^\]\\]|\\.)*\]/g, 'x');
  if (/\\\d|\(\?[=!<]/.test(plain)) return false;
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > repetitionsMax) return false;
  for (let text = plain, before = ''; text !== before; ) {
    before = text;
    text = text.replace(/\(([^()]*)\)([*+?]|\{[^}]*\})?/g, (_, body: string, repeat: string | undefined) => {
      const repeats = repeat !== undefined && repeat !== '?';
      return repeats && /[*+|]|\{/.test(body) ? '\u0000' : repeats ? 'x+' : body;
    });
    if (text.includes('\u0000')) return false;
  }
  return true;
}

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
