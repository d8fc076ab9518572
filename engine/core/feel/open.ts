// Expressions of a process: their variables are not known beforehand, so the text alone decides how it is read. What was
// checked when the version was published is what runs, compiled once.
import { compileNode } from './compile.ts';
import type { Code } from './run.ts';
import type { CompileFault, Scope } from './scope.ts';
import { type Grammar, parse, type SyntaxFault } from './syntax.ts';
import { compileUnaryTests } from './unary-tests.ts';

export type Compiled =
  | { readonly kind: 'ok'; readonly code: Code; readonly faults: readonly CompileFault[] }
  | { readonly kind: 'syntax'; readonly fault: SyntaxFault };

const rememberedMax = 5_000;
const remembered: Readonly<Record<Grammar, Map<string, Compiled>>> = { expression: new Map(), unaryTests: new Map() };

/** Remembering changes no answer: nothing but the text goes into it. */
export function compiledText(source: string, grammar: Grammar): Compiled {
  const known = remembered[grammar].get(source);
  if (known !== undefined) return known;
  const made = compileText(source, grammar);
  if (remembered[grammar].size >= rememberedMax) remembered[grammar].clear();
  remembered[grammar].set(source, made);
  return made;
}

function compileText(source: string, grammar: Grammar): Compiled {
  const parsed = parse(source, grammar);
  if (parsed.kind === 'syntax') return parsed;
  const scope: Scope = {
    compile: compileNode,
    source: parsed.source,
    locals: new Set(),
    closed: false,
    functionsKnown: true,
    types: () => null,
    faults: [],
  };
  const code = grammar === 'expression' ? compileNode(parsed.top, scope) : compileUnaryTests(parsed.top, scope);
  return { kind: 'ok', code, faults: scope.faults };
}
