// One evaluation under way: what it may still cost, how deep it is, and what has gone wrong and left null behind.
import type { Env } from '../env.ts';
import type { Context, Value } from './values.ts';

/** Nodes of expressions that one evaluation may visit; about a quarter of a second. */
export const stepsMax = 2_000_000;
/** Calls of functions, one inside the other. */
export const callDepthMax = 100;
/** Characters of a text, items of a list that an expression makes. */
export const charactersMax = 1_000_000;
export const itemsMax = 100_000;

export interface Note {
  /** `missing`: a name that is not there, which FEEL takes as null. `fatal`: the model is wrong; its result is not used. */
  readonly kind: 'missing' | 'error' | 'fatal';
  readonly text: string;
  /** In a decision model: the element, and the expression where there is one. */
  readonly place?: { readonly element: string; readonly source?: string };
}

export interface Run {
  readonly env: Env;
  stepsLeft: number;
  depth: number;
  readonly notes: Note[];
  /** The names outside are variables of a case: dates are texts there. */
  readonly ofCase?: true;
  /** Whoever asks why: decision tables write down here what they were asked and which rules answered. */
  readonly trace?: TableTrace[];
  /** Whether the trace holds every cell of every rule, and not only the rules that answered. */
  readonly traceCells?: boolean;
}

/** One evaluation of a decision table. */
export interface TableTrace {
  /** Key of the decision whose logic the table is. */
  readonly decision: string;
  /** Element of the file. */
  readonly table: string;
  /** Values of its inputs, in order. */
  readonly inputs: readonly Value[];
  /** Ids of the rules that answered; several under UNIQUE are a conflict. */
  readonly applied: readonly string[];
  /** Every rule, where cells were asked for. */
  readonly rules: readonly RuleTrace[];
}

export interface RuleTrace {
  readonly id: string;
  /** `matched`: all cells hold, but an earlier rule answered. */
  readonly outcome: 'applied' | 'matched' | 'notMatched';
  /** Per input: whether the cell holds; null stands for `-`. */
  readonly cells: readonly (boolean | null)[];
}

/** What an expression sees: the innermost names first. */
export interface Frame {
  readonly names: Context;
  readonly up: Frame | null;
  readonly run: Run;
}

/** An expression, compiled. */
export type Code = (frame: Frame) => Value;

/** The evaluation costs too much: no value of FEEL, and nothing may catch it. */
export class TooCostly extends Error {}

export function newRun(env: Env): Run {
  return { env, stepsLeft: stepsMax, depth: 0, notes: [] };
}

/** @throws TooCostly */
export function spend(run: Run, steps: number): void {
  run.stepsLeft -= steps;
  if (run.stepsLeft < 0) throw new TooCostly(`it takes more than ${stepsMax} steps`);
}

/** @throws TooCostly for a text or list that is too long */
export function kept<T extends Value>(run: Run, value: T): T {
  if (typeof value === 'string') {
    if (value.length > charactersMax) throw new TooCostly(`it makes a text of more than ${charactersMax} characters`);
    spend(run, value.length >>> 6);
  } else if (Array.isArray(value)) {
    if (value.length > itemsMax) throw new TooCostly(`it makes a list of more than ${itemsMax} items`);
    spend(run, value.length >>> 2);
  }
  return value;
}

/** What looking through a value once costs: long texts, lists and contexts take their time. */
export function sizeOf(value: Value): number {
  if (typeof value === 'string') return value.length >>> 4;
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.length;
  let entries = 0;
  for (const _ in value) entries += 1;
  return entries;
}

/** Says what has gone wrong; FEEL goes on with null (DMN 1.5 §10.3.2.2). */
export function failed(run: Run, text: string, kind: Note['kind'] = 'error'): null {
  if (run.notes.length < 20) run.notes.push({ kind, text });
  return null;
}

/** A rule of the model is broken, such as several hits of a table that may have one. */
export function fatal(run: Run, text: string, element: string): null {
  run.notes.push({ kind: 'fatal', text, place: { element } });
  return null;
}

/** Runs `work` one call deeper. @throws TooCostly */
export function deeper<T>(run: Run, work: () => T): T {
  if (run.depth >= callDepthMax) throw new TooCostly(`functions call each other more than ${callDepthMax} deep`);
  run.depth += 1;
  try {
    return work();
  } finally {
    run.depth -= 1;
  }
}
