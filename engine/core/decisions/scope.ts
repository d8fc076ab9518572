// Compiling the expressions of a decision model: what stands where is known, so names with operators are read rightly,
// and a name that nobody gives is found.
import { costlyPlace } from '../expressions/bounds.ts';
import { compileNode } from '../feel/compile.ts';
import { normalName } from '../feel/names.ts';
import { type Code, type Frame, failed } from '../feel/run.ts';
import type { Scope } from '../feel/scope.ts';
import { type Grammar, type NameTree, parse } from '../feel/syntax.ts';
import type { FeelType } from '../feel/types.ts';
import { compileUnaryTests } from '../feel/unary-tests.ts';
import type { Value } from '../feel/values.ts';

export interface DecisionFault {
  readonly kind: 'syntax' | 'costly' | 'notSupported' | 'unknownFunction' | 'unknownName';
  /** Key of the decision or knowledge model. */
  readonly owner: string;
  /** Element of the file. */
  readonly element: string;
  readonly source: string;
  /** The text that is wrong, or what costs too much. */
  readonly found: string;
}

/** What an expression of a decision model sees while it is compiled. */
export interface Sight {
  /** Names in scope; a type's entries may have names with operators too. */
  readonly names: NameTree;
  readonly types: (name: string) => FeelType | null;
  readonly owner: string;
  readonly faults: DecisionFault[];
}

export function seeing(
  sight: Sight,
  names: readonly { readonly name: string; readonly type: FeelType | null }[],
): Sight {
  const added = Object.fromEntries(names.map(({ name, type }) => [name, treeOf(type)]));
  return { ...sight, names: { ...sight.names, ...added } };
}

export function treeOf(type: FeelType | null): NameTree | null {
  if (type === null) return null;
  if (type.kind === 'list' || type.kind === 'range') return treeOf(type.of);
  if (type.kind !== 'context') return null;
  return Object.fromEntries(type.entries.map((entry) => [entry.name, treeOf(entry.type)]));
}

/** Compiles one text; what is wrong goes to the faults, and its evaluation fails. */
export function compileText(source: string, grammar: Grammar, element: string, sight: Sight): Code {
  const parsed = parse(source, grammar, sight.names);
  if (parsed.kind === 'syntax') {
    const { found } = parsed.fault;
    sight.faults.push({ kind: 'syntax', owner: sight.owner, element, source, found });
    return (frame) => failed(frame.run, `${element}: "${source}" is not valid FEEL`);
  }
  const costly = costlyPlace(parsed.top, parsed.source);
  if (costly !== null) {
    sight.faults.push({ kind: 'costly', owner: sight.owner, element, source, found: costly.reason });
    return (frame) => failed(frame.run, `${element}: "${source}" costs too much`);
  }
  const scope: Scope = {
    compile: compileNode,
    source: parsed.source,
    locals: new Set(['?', ...Object.keys(sight.names).map(normalName)]),
    closed: true,
    functionsKnown: true,
    types: sight.types,
    faults: [],
  };
  const code = grammar === 'expression' ? compileNode(parsed.top, scope) : compileUnaryTests(parsed.top, scope);
  for (const { kind, found } of scope.faults) sight.faults.push({ kind, owner: sight.owner, element, source, found });
  return located(code, element, source);
}

/** What goes wrong inside is said with the element and the text. */
function located(code: Code, element: string, source: string): Code {
  return (frame) => {
    const before = frame.run.notes.length;
    const value = code(frame);
    const { notes } = frame.run;
    for (let index = before; index < notes.length; index++) {
      const note = notes[index];
      if (note !== undefined && note.place === undefined) notes[index] = { ...note, place: { element, source } };
    }
    return value;
  };
}

export function within(frame: Frame, names: Record<string, Value>): Frame {
  return { names, up: frame, run: frame.run };
}

/** A frame's names, as they are looked up. */
export function named(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  const names: Record<string, Value> = Object.create(null);
  for (const [name, value] of entries) names[normalName(name)] = value;
  return names;
}
