/**
 * The journal of a past case, run through another definition: does it go the same way, where does it part, what would
 * have been asked that the case never answered, and what becomes of its deadlines. Pure: everything comes in.
 *
 * People and machines answer what they answered then, at the same instant, or as soon as the draft asks. Timers run by
 * the draft's own times. What the product does by itself (notices) is taken as done.
 */

import type { SeenStep } from '#engine/cases/clocks/tried-clocks.ts';
import type { Command } from '#engine/core/commands.ts';
import type { Env } from '#engine/core/env.ts';
import { migrate } from '#engine/core/migration/migrate.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Migration, ProcessPlace } from '../../ports/engine.ts';
import { type Comparison, compared } from './compare.ts';
import { carryOut, type DueTimer, isAlive, newRun, nextTimer, observe, type Run, waitsFor } from './run.ts';
import { addressOf, translated } from './translate.ts';

export interface PastCase {
  readonly journal: readonly PastCommand[];
  /** Where it began. */
  readonly place: ProcessPlace;
  /** The programs of all places that the journal names. @throws where one is missing */
  readonly programOf: (place: ProcessPlace) => Program;
}

export interface PastCommand {
  readonly number: number;
  readonly env: Env;
  readonly command: Command | Migration;
}

export interface TrialOptions {
  readonly draft: Program;
  /** Types of jobs that the product does by itself, and that need no answer of the past. */
  readonly assumed: ReadonlySet<string>;
  /** How far a case that is still under way is followed. */
  readonly now: Instant;
}

export type Trial =
  | ({ readonly kind: 'tried'; readonly steps: readonly SeenStep[] } & Comparison)
  /** The draft cannot begin or go on: the core's code. */
  | { readonly kind: 'refused'; readonly code: string }
  /** What is kept of the case cannot be followed any more. */
  | { readonly kind: 'unreadable'; readonly number: number; readonly code: string };

/** Timers that may fire, one after the other, while nothing else happens: a reminder each hour would go on for ever. */
const firingsMax = 500;

export function tryDraft(past: PastCase, options: TrialOptions): Trial {
  const trial: Trying = {
    was: newRun(past.programOf(past.place)),
    now: newRun(options.draft),
    options,
    early: new Map(),
  };
  const answered = answeredIn(past);
  if (answered.kind !== 'ok') return answered;
  for (const entry of past.journal) {
    const outcome = advance(trial, entry, past, answered.labels);
    if (outcome !== undefined) return outcome;
  }
  settle(trial, past.journal.at(-1)?.env, answered.labels);
  return { kind: 'tried', steps: trial.now.seen.steps, ...compared(trial.was, trial.now) };
}

interface Trying {
  /** The case as it went. */
  readonly was: Run;
  /** The case as it would have gone. */
  readonly now: Run;
  readonly options: TrialOptions;
  /** Answers to what the draft has not asked yet, by what they are about. */
  readonly early: Map<string, { readonly command: Command; readonly from: Env }[]>;
}

/** Everything that the case ever answered, by label: what the draft asks besides needs an answer that nobody gave. */
function answeredIn({ journal, place, programOf }: PastCase) {
  const run = newRun(programOf(place));
  const labels = new Set<string>();
  for (const { command, env, number } of journal) {
    if (command.kind === 'migrate') {
      const failed = migrated(run, command, env, programOf);
      if (failed !== undefined) return { kind: 'unreadable', number, code: failed } as const;
      continue;
    }
    const address = addressOf(run, command);
    if (address !== undefined) labels.add(address.label);
    const done = carryOut(run, command, env);
    if (done.kind === 'rejected') return { kind: 'unreadable', number, code: done.code } as const;
  }
  return { kind: 'ok', labels } as const;
}

function migrated(
  run: Run,
  { from, to, map }: Migration,
  env: Env,
  programOf: PastCase['programOf'],
): string | undefined {
  if (run.state === undefined) return 'INSTANCE_NOT_STARTED';
  const program = programOf(to);
  const done = migrate({ from: programOf(from), to: program, map }, run.state, env);
  if (done.kind === 'refused') return 'MIGRATION_NOT_POSSIBLE';
  run.program = program;
  run.state = done.state;
  observe(run, done.effects, env.now);
  return undefined;
}

/** One command of the past: what the draft's clocks do before it, then the command itself on both sides. */
function advance(
  trial: Trying,
  { command, env, number }: PastCommand,
  { programOf }: PastCase,
  answered: ReadonlySet<string>,
): Trial | undefined {
  if (command.kind === 'migrate') {
    const failed = migrated(trial.was, command, env, programOf);
    return failed === undefined ? undefined : { kind: 'unreadable', number, code: failed };
  }
  fireUntil(trial, env.now - 1, env, answered);
  const address = addressOf(trial.was, command);
  const ownClock = command.kind === 'fireTimer' && address !== undefined && !keepsTime(trial, address.label);
  const there = ownClock ? undefined : translated(trial.was, trial.now, command);
  if (address !== undefined && !ownClock && there === undefined) {
    trial.early.set(address.label, [...(trial.early.get(address.label) ?? []), { command, from: env }]);
  }
  const done = there === undefined ? undefined : give(trial, there, env, answered);
  carryOut(trial.was, command, env);
  if (command.kind === 'start' && done !== undefined) return { kind: 'refused', code: done };
  return undefined;
}

/** Gives the draft a command, and then what it asks for and the case has said or the product does. @returns a refusal */
function give(trial: Trying, command: Command, env: Env, answered: ReadonlySet<string>): string | undefined {
  const { now: run, early, options } = trial;
  // What the draft has settled in another way is not asked any more: the answer is not used.
  const done = carryOut(run, command, env);
  if (done.kind === 'rejected') return done.code;
  for (const label of done.opened) {
    const answers = early.get(label) ?? [];
    early.delete(label);
    const key = run.labels.keyOf(label);
    for (const { command: said } of answers) {
      const address = addressOf(trial.was, said);
      if (address !== undefined && key !== undefined)
        give(trial, { ...said, [address.thing]: key } as Command, env, answered);
    }
    const job = done.effects.find((effect) => effect.kind === 'createJob' && effect.job === key);
    if (job?.kind === 'createJob' && !answered.has(label) && options.assumed.has(job.type)) {
      give(trial, { kind: 'completeJob', job: job.job, variables: {} }, env, answered);
    }
  }
  return undefined;
}

/** Whether a timer is due in the draft when it was due then: it fires when it fired, which is never quite the same. */
function keepsTime({ was, now }: Trying, label: string): boolean {
  const due = was.seen.due.get(label);
  return due !== undefined && due === now.seen.due.get(label);
}

/** Timers of the draft that have times of their own and fall due up to an instant, in their order, each at its time. */
function fireUntil(trial: Trying, until: Instant, env: Env, answered: ReadonlySet<string>): void {
  for (let firings = 0; firings < firingsMax && isAlive(trial.now); firings += 1) {
    const next = nextTimer(trial.now, (label) => !keepsTime(trial, label));
    if (next === undefined || next.dueAt > until || trial.now.state?.life === 'suspended') return;
    fire(trial, next, env, answered);
  }
}

function fire(trial: Trying, { key, dueAt }: DueTimer, env: Env, answered: ReadonlySet<string>): void {
  const at = Math.max(dueAt, trial.now.at);
  give(trial, { kind: 'fireTimer', timer: key }, { ...env, now: at }, answered);
}

/**
 * After the last command: a case that is under way goes on to the present; of one that has ended the draft's clocks run
 * on as long as nothing but them is waited for.
 */
function settle(trial: Trying, env: Env | undefined, answered: ReadonlySet<string>): void {
  if (env === undefined) return;
  fireUntil(trial, isAlive(trial.was) ? trial.options.now : env.now, env, answered);
  if (isAlive(trial.was)) return;
  for (let firings = 0; firings < firingsMax && isAlive(trial.now); firings += 1) {
    const next = nextTimer(trial.now);
    if (next === undefined || waitsFor(trial.now).length > 0) return;
    fire(trial, next, env, answered);
  }
}
