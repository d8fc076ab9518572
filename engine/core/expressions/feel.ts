// FEEL for everything that a process evaluates: conditions, mappings, timers, assignments. feelin reads the text, the
// meaning is `engine/core/feel`'s; clock and zone come from `env`, and nothing else of the world does.
import type { Env } from '../env.ts';
import { compiledText } from '../feel/open.ts';
import { type Code, newRun, type Run } from '../feel/run.ts';
import { type Grammar, type NameTree, parse } from '../feel/syntax.ts';
import type { Value } from '../feel/values.ts';
import type { Json, Variables } from '../values.ts';
import { costlyPlace } from './bounds.ts';
import { fromFeel } from './convert.ts';

export type FeelResult =
  | { readonly kind: 'ok'; readonly value: Json }
  | { readonly kind: 'failed'; readonly reason: string };

export interface FeelFault {
  readonly kind: 'syntax' | 'costly' | 'unsupported';
  readonly from: number;
  readonly to: number;
  /** The text that is wrong, or what costs too much. */
  readonly found: string;
}

/**
 * Evaluates a FEEL expression. A name that is not there is null, as FEEL has it; every other failure that leaves null
 * behind is a failure here.
 * @param steps what it may cost, where that is less than of a process
 */
export function evaluateFeel(source: string, variables: Variables, env: Env, steps?: number): FeelResult {
  return guarded(() => {
    const run = newRun(env);
    if (steps !== undefined) run.stepsLeft = steps;
    const json = fromFeel(codeOf(source, 'expression')({ names: variables as never, up: null, run }), run);
    return json === null ? nullOf(run) : { kind: 'ok', value: json };
  });
}

/** Whether `input` passes FEEL unary tests, as a cell of a decision table holds them. */
export function testFeel(source: string, input: Json, variables: Variables, env: Env): FeelResult {
  return guarded(() => {
    const run = newRun(env);
    const outer = { names: variables as never, up: null, run };
    const value = codeOf(source, 'unaryTests')({ names: { '?': input as Value }, up: outer, run });
    return { kind: 'ok', value: value === true };
  });
}

/**
 * Looks for a syntax error, for what is not supported, or for what may run too long, without evaluating.
 * @param names names with operators that may occur
 */
export function feelFault(source: string, grammar: Grammar, names: NameTree = {}): FeelFault | null {
  const parsed = parse(source, grammar, names);
  if (parsed.kind === 'syntax') return { kind: 'syntax', ...parsed.fault };
  const costly = costlyPlace(parsed.top, parsed.source);
  if (costly !== null) return { kind: 'costly', from: costly.from, to: costly.to, found: costly.reason };
  const compiled = compiledText(source, grammar);
  const fault = compiled.kind === 'ok' ? compiled.faults[0] : undefined;
  return fault === undefined ? null : { kind: 'unsupported', from: fault.from, to: fault.to, found: fault.found };
}

/** Why an evaluation that gives null gives null: an error, or nothing at all. */
export function nullOf(run: Run): FeelResult {
  const serious = run.notes.find((note) => note.kind === 'error');
  return serious === undefined ? { kind: 'ok', value: null } : { kind: 'failed', reason: serious.text };
}

/** Whatever is thrown, too costly or too deep, is a failure of this evaluation. */
export function guarded(work: () => FeelResult): FeelResult {
  try {
    return work();
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function codeOf(source: string, grammar: Grammar): Code {
  const compiled = compiledText(source, grammar);
  if (compiled.kind === 'ok') return compiled.code;
  throw new SyntaxError(`it is not valid FEEL at "${compiled.fault.found}"`);
}
