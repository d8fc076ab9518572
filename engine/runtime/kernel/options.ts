import type { Assigning, OpenTask } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Assigner, BuiltInJob, StepListener } from '../kernel.ts';
import type { Store, Tx } from '../ports.ts';
import type { CrewSettings } from './crew.ts';
import type { NewId } from './uuid.ts';

/** What the kernel is put together from. */
export interface KernelOptions {
  readonly store: Store;
  readonly environment: EnvironmentOf;
  /** For replay. */
  readonly pastEnvironment: PastEnvironment;
  readonly loadPrograms: LoadPrograms;
  /** Job types that the product does by itself, in the step's transaction. */
  readonly builtIns: Readonly<Record<string, BuiltInJob>>;
  readonly listeners: readonly StepListener[];
  /** Looks for somebody for a task that asks for it; left out: nobody does, and it waits for whoever takes it. */
  readonly assign?: Assigner;
  readonly newId: NewId;
  /** Left out: it is alone and needs no steady clock (tests, commands). */
  readonly crew?: CrewSettings;
  /** Hears of timers and jobs that failed, for the log. */
  readonly onFault?: (fault: KernelFault) => void;
  /** Hears of timers and jobs that were done, for the log. */
  readonly onDone?: (done: Omit<KernelFault, 'error'>) => void;
}

/** The world as the core may see it, and the name under which the journal keeps it. */
export type EnvironmentOf = (tx: Tx, now: Instant) => Promise<Environment>;

/** The world as it was seen under this name; undefined where nobody knows any more. */
export type PastEnvironment = (tx: Tx, stamp: string, now: Instant) => Promise<Env | undefined>;

export interface Environment {
  readonly env: Env;
  /** Names the reference data (calendars, holidays) in force. */
  readonly stamp: string;
  /** Who answers now for what a unit answers for; left out: units never change. */
  readonly unitNow?: (unit: string, variables: Variables) => string;
  /** Where a task goes instead of to a unit that its case complains of; left out: there is no such thing. */
  readonly around?: (
    place: { readonly unit: string; readonly role: string },
    variables: Variables,
  ) => Around | undefined;
  /** How somebody is looked for, for a task whose process does not say it; left out: nobody is. */
  readonly givingOf?: (task: OpenTask, variables: Variables) => Assigning | undefined;
}

/** Another unit and role, and how the task's row says for whom it was. */
export interface Around {
  readonly unit: string;
  readonly role: string;
  readonly mark: string;
}

/**
 * Makes the executable programs out of a service version's resources, by process.
 * @throws where one of them cannot run: publishing refuses these
 */
export type LoadPrograms = (
  resources: readonly { readonly path: string; readonly content: string }[],
) => Promise<{ readonly [process: string]: Program }>;

export interface KernelFault {
  readonly jobId: string;
  readonly instanceId: string;
  readonly element: string;
  /** The request that led to it, where there was one. */
  readonly requestId?: string;
  readonly error: unknown;
}
