// The tree that feelin's parser makes of a text, and what of it must not be published.
import { parseExpression, parseUnaryTests } from 'feelin';
import { expressionCharactersMax } from '../model/limits.ts';

export type Grammar = 'expression' | 'unaryTests';

export interface SyntaxNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly parent: SyntaxNode | null;
  readonly firstChild: SyntaxNode | null;
  readonly nextSibling: SyntaxNode | null;
}

/** Names with blanks or operators that a text may use; a nested one for the entries of a context. */
export interface NameTree {
  readonly [name: string]: NameTree | null;
}

export interface SyntaxFault {
  readonly from: number;
  readonly to: number;
  /** The text that is wrong. */
  readonly found: string;
}

export type Parsed =
  | { readonly kind: 'ok'; readonly top: SyntaxNode; readonly source: string }
  | { readonly kind: 'syntax'; readonly fault: SyntaxFault };

export function parse(text: string, grammar: Grammar, names: NameTree = {}): Parsed {
  const whole = { from: 0, to: text.length, found: '' };
  if (text.trim() === '' || text.length > expressionCharactersMax) return { kind: 'syntax', fault: whole };
  const source = withRangeTypes(text);
  const tree = (grammar === 'expression' ? parseExpression : parseUnaryTests)(source, { ...names }, undefined);
  let fault: SyntaxFault | null = null;
  tree.iterate({
    enter: ({ type, from, to, node }) => {
      const wrong = type.isError || (grammar === 'expression' && isLoneTest(node));
      if (wrong) fault ??= { from, to, found: source.slice(from, to + 1) };
    },
  });
  return fault === null ? { kind: 'ok', top: tree.topNode, source } : { kind: 'syntax', fault };
}

/** Children that mean something: comments mean nothing. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child);
  }
  return children;
}

/** Name of the entry that stands for the type of a range's ends: feelin's grammar has no `range<…>`. */
export const rangeEntry = '_range_';

function withRangeTypes(text: string): string {
  if (!/\brange\s*</.test(text)) return text;
  return text.replace(/(\binstance\s+of\s+(?:list\s*<\s*)*)range\s*</g, `$1context<${rangeEntry}:`);
}

/** `= 3`, `a = = 3`: the grammar lets a unary test stand for a value there, where it can only be a slip of the hand. */
function isLoneTest({ name, parent, firstChild }: SyntaxNode): boolean {
  const asValue = parent?.name === 'Expression' || parent?.name === 'Comparison';
  return name === 'SimplePositiveUnaryTest' && firstChild?.name === 'CompareOp' && asValue;
}
