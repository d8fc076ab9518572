// One instance played step by step in memory: the commands given are kept as the journal they would be.
import type { Command } from '../commands.ts';
import type { Effect, NodeHistory } from '../effects.ts';
import type { Env } from '../env.ts';
import type { CoreEvent } from '../events.ts';
import type { Program } from '../model/program.ts';
import type { Rejection } from '../rejection.ts';
import { newPast, type Past, remember } from '../returns/past.ts';
import { type Return, returnsFrom } from '../returns/returns.ts';
import type { NodeInstance, State } from '../state.ts';
import { step } from '../step.ts';
import type { Instant, Variables } from '../values.ts';

export interface Trial {
  readonly program: Program;
  readonly journal: { readonly command: Command; readonly now: Instant }[];
  readonly events: CoreEvent[];
  readonly effects: Effect[];
  now: Instant;
  state: State | undefined;
}

/** Monday 5 January 2026, 08:00 in Việt Nam. */
export const monday = 1_767_574_800_000;

export function trialOf(program: Program): Trial {
  return { program, journal: [], events: [], effects: [], now: monday, state: undefined };
}

export function started(program: Program, variables: Variables = {}): Trial {
  const trial = trialOf(program);
  give(trial, { kind: 'start', variables });
  return trial;
}

/** @returns why the command was refused, or null */
export function give(trial: Trial, command: Command): Rejection | null {
  const result = step(trial.program, trial.state, command, envAt(trial.now));
  if (result.kind === 'rejected') return result;
  trial.journal.push({ command, now: trial.now });
  trial.state = result.state;
  trial.events.push(...result.events);
  trial.effects.push(...result.effects);
  return null;
}

/** What it has been through, told from its journal again. */
export function pastOf({ program, journal }: Trial): Past {
  const past = newPast();
  for (const { command, now } of journal) {
    const stepped = step(program, past.state, command, envAt(now));
    if (stepped.kind === 'ok') remember(past, { command, stepped, at: now });
  }
  return past;
}

/** Where what waits at an element may be sent back to. */
export function returnsAt(trial: Trial, element: string): readonly Return[] {
  const [node] = nodesAt(trial, element);
  if (node === undefined) throw new Error(`nothing is at ${element}`);
  return returnsFrom(trial.program, pastOf(trial), node.id);
}

/** Sends what waits at an element back to an earlier one. */
export function sendBack(trial: Trial, from: string, to: string, undo = false): Rejection | null {
  const back = returnsAt(trial, from).find(({ element }) => element === to);
  if (back === undefined) throw new Error(`${from} cannot be sent back to ${to}`);
  return give(trial, { ...back.command, undo });
}

export function envAt(now: Instant): Env {
  return { now, timeZone: 'Asia/Ho_Chi_Minh', workingTime: { due: twiceAsLong } };
}

export function nodesAt(trial: Trial, element: string): readonly NodeInstance[] {
  return Object.values(trial.state?.nodes ?? {}).filter((node) => node.element === element);
}

/** Completes what waits at the element: a task or a job. */
export function complete(trial: Trial, element: string, variables: Variables = {}): Rejection | null {
  const node = nodesAt(trial, element).find((candidate) => candidate.task ?? candidate.job);
  if (node === undefined) throw new Error(`nothing waits at ${element}`);
  return give(
    trial,
    node.task !== undefined
      ? { kind: 'completeTask', task: node.task.id, variables }
      : { kind: 'completeJob', job: node.job?.id ?? '', variables },
  );
}

export function fire(trial: Trial, element: string): Rejection | null {
  const timer = Object.values(trial.state?.subscriptions ?? {}).find((candidate) => candidate.element === element);
  if (timer?.kind !== 'timer') throw new Error(`no timer at ${element}`);
  trial.now = Math.max(trial.now, timer.dueAt);
  return give(trial, { kind: 'fireTimer', timer: timer.id });
}

export function history(trial: Trial, event: NodeHistory['event']) {
  return trial.effects.flatMap((effect) => (effect.kind === 'history' && effect.event === event ? effect.element : []));
}

export function variablesOf(trial: Trial): Variables {
  return trial.state?.scopes[trial.state.root]?.variables ?? {};
}

/** A stand-in for a calendar: working time runs half as fast as the clock. */
function twiceAsLong(start: Instant, duration: string, calendar: string): Instant {
  const hours = /^PT(\d+)H$/.exec(duration)?.[1];
  if (calendar !== 'half' || hours === undefined) throw new RangeError(`no calendar ${calendar}`);
  return start + Number(hours) * 2 * 3_600_000;
}

/** When the first timer that is armed falls due. */
export function firstDue(trial: Trial): Instant | undefined {
  return Object.values(trial.state?.subscriptions ?? {}).find((one) => one.kind === 'timer')?.dueAt;
}
