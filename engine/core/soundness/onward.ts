// Whether an instance can end from where it stands: the same exploration as of the whole process, begun at its state.
import type { Program } from '../model/program.ts';
import type { State } from '../state.ts';
import { explore } from './explore.ts';
import type { Finding, Rule, Surrounding } from './finding.ts';
import { neverEnds, stuck } from './rules/completion.ts';
import { pilesUp } from './rules/tokens.ts';

export interface Onward {
  /** What may become of this state and of no case that begins on the version. */
  readonly findings: readonly Finding[];
  /** Every state has been looked at. */
  readonly decided: boolean;
}

/** What may become of the cases that begin on a version: it has been published knowingly, so it is held against nobody. */
export interface Known {
  readonly findings: readonly Finding[];
}

export const onwardStatesMax = 5_000;

const rules: readonly Rule[] = [stuck, neverEnds, pilesUp];
const alone: Surrounding = { sent: new Set(), called: new Set(), ends: new Set(), telling: new Map() };

export function knownOf(program: Program): Known {
  return { findings: findingsFrom(program).findings };
}

/** @param state under the program's ids */
export function checkOnward(program: Program, state: State, known: Known): Onward {
  const { findings, decided } = findingsFrom(program, state);
  const accepted = new Set(known.findings.map(keyOf));
  return { findings: findings.filter((finding) => !accepted.has(keyOf(finding))), decided };
}

function findingsFrom(program: Program, state?: State): Onward {
  const explored = explore(program, { statesMax: onwardStatesMax, reduce: true }, state);
  return { findings: rules.flatMap((rule) => rule(explored, alone)), decided: explored.complete };
}

/** The same lock is told in two ways, by whether a branch has ended before. */
function keyOf({ code, element }: Finding): string {
  return `${code === 'LEFT_WAITING' ? 'STUCK_AT_JOIN' : code} ${element}`;
}
