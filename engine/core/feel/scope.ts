// What is known while compiling, and the small words in which the compilers of single nodes are written.
import { normalName } from './names.ts';
import type { Code, Frame } from './run.ts';
import type { SyntaxNode } from './syntax.ts';
import type { FeelType } from './types.ts';

/** What is known while compiling. */
export interface Scope {
  /** Compiles any node; the files of one kind of node each come back to it. */
  readonly compile: (node: SyntaxNode, scope: Scope) => Code;
  readonly source: string;
  /** Names that are declared; they hide built-in functions. */
  readonly locals: ReadonlySet<string>;
  /** No other names than `locals` can be there (DMN); process variables are not known beforehand. */
  readonly closed: boolean;
  /** No name can hold a function but `locals`: a call of another is a fault. */
  readonly functionsKnown: boolean;
  readonly types: (name: string) => FeelType | null;
  readonly faults: CompileFault[];
}

export interface CompileFault {
  readonly kind: 'notSupported' | 'unknownFunction' | 'unknownName';
  readonly from: number;
  readonly to: number;
  readonly found: string;
}

export function compile(node: SyntaxNode, scope: Scope): Code {
  return scope.compile(node, scope);
}

export function textAt(node: SyntaxNode, scope: Scope): string {
  return scope.source.slice(node.from, node.to);
}

/** The child at an index. @throws Error where the grammar has changed */
export function part(children: readonly SyntaxNode[], index: number): SyntaxNode {
  const child = children.at(index);
  if (child === undefined) throw new Error('the tree is not what the grammar says');
  return child;
}

/** A name as it is looked up, from the node that holds its identifiers. */
export function nameAt(node: SyntaxNode, scope: Scope): string {
  return normalName(textAt(node, scope));
}

export function withLocals(scope: Scope, names: readonly string[]): Scope {
  return { ...scope, locals: new Set([...scope.locals, ...names]) };
}

/** What visiting the node once may cost. */
export function weightOf(node: SyntaxNode): number {
  return 1 + ((node.to - node.from) >>> 2);
}

export function inner(frame: Frame, names: Frame['names']): Frame {
  return { names, up: frame, run: frame.run };
}

/** The value of a literal text with its escapes (DMN 1.5 §10.3.1.2, rule 35). */
export function stringOf(literal: string): string {
  const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };
  return literal
    .replace(/^"|"$/g, '')
    .replace(
      /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([nrt"'\\]))/g,
      (_, short?: string, long?: string, letter?: string) => {
        if (letter !== undefined) return escapes[letter] ?? letter;
        const point = Number.parseInt(short ?? long ?? '', 16);
        return point > 0x10ffff
          ? '\ufffd'
          : short === undefined
            ? String.fromCodePoint(point)
            : String.fromCharCode(point);
      },
    );
}
