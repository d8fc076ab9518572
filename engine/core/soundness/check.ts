// Whether a process is sound: every case that begins can end, nothing is left over, no part of it is useless.
import type { Program } from '../model/program.ts';
import { explore } from './explore.ts';
import type { Finding, Rule, Surrounding } from './finding.ts';
import type { Explored } from './graph.ts';
import { neverEnds, stuck } from './rules/completion.ts';
import { neverHappens } from './rules/never.ts';
import { errorNotCaught, incidents, messageNotSent } from './rules/outside.ts';
import { endedGoesOn } from './rules/stages.ts';
import { doneTwice, pilesUp } from './rules/tokens.ts';
import { citizenNotTold } from './rules/told.ts';

export interface Soundness {
  readonly program: Program;
  readonly findings: readonly Finding[];
  /** Every state has been looked at: what is not found is not there. Else why not. */
  readonly decided: boolean;
  readonly why: Explored['why'];
  readonly states: number;
  /** What has been explored last: what is complete, where anything is. */
  readonly explored: Explored;
}

export interface Budget {
  /** States looked at in every order of happenings, for the shortest ways. */
  readonly statesInEveryOrderMax: number;
  /** States looked at when orders that lead to the same are left out. */
  readonly statesMax: number;
  readonly stop?: () => boolean;
}

export const budgetDefault: Budget = { statesInEveryOrderMax: 3_000, statesMax: 30_000 };

/** A rule is a function over the explored states; rules of the domain stand in the same list. */
const rules: readonly Rule[] = [
  stuck,
  neverEnds,
  pilesUp,
  doneTwice,
  neverHappens,
  endedGoesOn,
  citizenNotTold,
  errorNotCaught,
  messageNotSent,
  incidents,
];

/**
 * First with as few states as will do, to find out whether there is anything; then, where there is, in every order, for
 * the shortest ways.
 * @param surrounding `surroundingOf` the processes of the service
 */
export function checkSoundness(program: Program, surrounding: Surrounding, budget: Budget = budgetDefault): Soundness {
  const stop = budget.stop === undefined ? {} : { stop: budget.stop };
  const few = explore(program, { statesMax: budget.statesMax, reduce: true, ...stop });
  const fewFindings = found(few, surrounding);
  if (few.complete && fewFindings.every(({ at }) => at === null)) return told(few, fewFindings);
  const every = explore(program, { statesMax: budget.statesInEveryOrderMax, reduce: false, ...stop });
  const everyFindings = found(every, surrounding);
  if (every.complete) return told(every, everyFindings);
  const shortest = new Set(everyFindings.map(keyOf));
  return told(few, [...everyFindings, ...fewFindings.filter((finding) => !shortest.has(keyOf(finding)))]);
}

function found(explored: Explored, surrounding: Surrounding): readonly Finding[] {
  return rules.flatMap((rule) => rule(explored, surrounding));
}

function told(explored: Explored, findings: readonly Finding[]): Soundness {
  const { program, complete: decided, why, vertices } = explored;
  return { program, findings, decided, why, states: vertices.length, explored };
}

function keyOf({ code, element }: Finding): string {
  return `${code} ${element}`;
}
