import type { Command } from '#engine/core/commands.ts';
import type { Effect, OpenTask } from '#engine/core/effects.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { InstanceRow } from './ports/engine.ts';
import type { Tx } from './ports.ts';

/**
 * The shell around the core: load, step, save, inside the caller's transaction, so that what the caller writes
 * beside the step (a case, a vault entry) stands or falls with it.
 */
export interface Kernel {
  /** Starts an instance of a process of a service version. */
  start(tx: Tx, start: StartInstance, now: Instant): Promise<Step>;
  /**
   * Applies a command to an instance. Jobs of a built-in type are done at once, inside the same transaction.
   * @throws Refusal 409 where the core rejects the command (`rejection.code`), nothing is changed then
   */
  execute(tx: Tx, instanceId: string, command: Command, now: Instant): Promise<Step>;
  /**
   * Reads the instance now, so that its next step in this transaction builds on what stands from now on: where somebody
   * else changes it meanwhile, all is done again. For work that reads other rows and writes what follows from them.
   */
  hold(tx: Tx, instanceId: string): Promise<InstanceRow>;
  /**
   * Fires due timers and takes due jobs until nothing is due, or so many batches are done.
   * @returns how many it did
   */
  runDue(now: Instant, roundsMax?: number): Promise<number>;
}

export interface StartInstance {
  /** Id for the instance, where the caller needs it beforehand (a case that is written first); else one is made. */
  readonly instanceId?: string;
  readonly serviceVersionId: string;
  readonly processId: string;
  readonly caseId: string | null;
  readonly variables: Variables;
  /** One of the process's start events; left out: the plain one. */
  readonly startEvent?: string;
  /** Name of the message that starts it. */
  readonly message?: string;
  /** Left out: nobody but who starts it here. */
  readonly startedBy?: StartedBy;
}

/** The instance that began another: by a call that waits for the answer, or by a message or signal (`call` null). */
export interface StartedBy {
  readonly instanceId: string;
  readonly call: string | null;
}

/** A call that waits for its answer. */
export interface Caller {
  readonly instanceId: string;
  readonly call: string;
}

/** What a step did, for the listeners that keep cases, notices and publications true. */
export interface Step {
  readonly instanceId: string;
  readonly caseId: string | null;
  readonly serviceVersionId: string;
  /** Another instance began it: what becomes of the case is that one's matter. */
  readonly isSecondary: boolean;
  readonly effects: readonly Effect[];
  /** Variables of the root scope after the step. */
  readonly variables: Variables;
}

/** Hears of every step inside its transaction (the case's projection). */
export type StepListener = (tx: Tx, step: Step, now: Instant) => Promise<void>;

/** A task that looks for its official. */
export interface AssignmentInput {
  readonly instanceId: string;
  readonly caseId: string | null;
  readonly serviceVersionId: string;
  readonly task: OpenTask;
  readonly variables: Variables;
}

/** @returns who gets the task, null for nobody, and how that came, as the task's row keeps it */
export type Assigner = (
  tx: Tx,
  input: AssignmentInput,
  now: Instant,
) => Promise<{ readonly to: string | null; readonly how: string }>;

/** A job type that the product does by itself in the step's transaction, e.g. writing a notice to the outbox. */
export type BuiltInJob = (tx: Tx, job: BuiltInJobInput, now: Instant) => Promise<{ readonly [name: string]: Json }>;

export interface BuiltInJobInput {
  readonly instanceId: string;
  readonly caseId: string | null;
  readonly serviceVersionId: string;
  readonly job: string;
  readonly element: string;
  readonly inputs: { readonly [name: string]: Json };
  readonly variables: Variables;
}
