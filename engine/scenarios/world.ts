// What a scenario is played in: the processes of its files, their instances on the pure core, a virtual clock.
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob, Effect, NodeHistory, OpenTask } from '#engine/core/effects.ts';
import type { Env, WorkingTime } from '#engine/core/env.ts';
import type { DueTimer } from '#engine/core/expressions/time.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Past } from '#engine/core/returns/past.ts';
import type { ScriptAnswer, ScriptCall } from '#engine/core/scripts.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { Scenario } from './scenario.ts';

export interface World {
  readonly scenario: Scenario;
  readonly surroundings: Surroundings;
  /** The process that is played, and all that its files hold, by id. */
  readonly main: Program;
  readonly programs: { readonly [process: string]: Program };
  /** Other versions of the played process, by file. */
  readonly versions: ReadonlyMap<string, Program>;
  readonly instances: Instance[];
  /** How many answers each worker has given. */
  readonly turns: Map<string, number>;
  /** Messages sent by an instance that nobody has taken yet. */
  readonly mailbox: Message[];
  /** What has left an instance, in order: `{ message: name }`, … */
  readonly thrown: Json[];
  /** Stages that the case has come to, in order. */
  readonly stages: string[];
  readonly history: Happened[];
  /** What the scenario's files cannot do: they fail the step. */
  readonly faults: string[];
  readonly queue: Caused[];
  /** Hears of every step as it is made; left out: nobody does. */
  readonly watch?: (seen: Seen) => void;
  starts: readonly TimedStart[];
  now: Instant;
}

/** One step of one instance. */
export interface Seen {
  readonly at: Instant;
  /** As it is after the step. */
  readonly instance: Instance;
  readonly command: Command;
  /** What it was before; undefined where the step began it. */
  readonly before: State | undefined;
  readonly effects: readonly Effect[];
}

/** What a scenario takes from the city it plays in. */
export interface Surroundings {
  readonly timeZone: string;
  readonly workingTime: WorkingTime;
  /** Runs JavaScript; left out: models with such scripts are refused. */
  readonly scripts?: (call: ScriptCall) => ScriptAnswer;
}

export interface Instance {
  program: Program;
  /** Whose call began it. */
  readonly caller: { readonly instance: Instance; readonly call: string } | null;
  state: State;
  /** What it has been through, for sending back. */
  readonly past: Past;
  /** Open tasks as they were offered, and open jobs, by id. */
  readonly tasks: Map<string, OpenTask>;
  readonly jobs: Map<string, CreateJob>;
}

export interface Message {
  readonly name: string;
  /** Sent by a process: the key of its receivers, '' for those without one. Left out: from outside, for any. */
  readonly key?: string;
  readonly variables: Variables;
}

export interface Happened {
  readonly program: Program;
  readonly line: NodeHistory;
}

/** An effect that others have still to hear of. */
export interface Caused {
  readonly instance: Instance;
  readonly effect: Effect;
}

/** Where an instance begins by itself. */
export interface StartAt {
  readonly program: Program;
  readonly event: string;
}

/** A start event that the clock sets off; it waits from the scenario's start on. */
export interface TimedStart extends StartAt, DueTimer {}

export function envOf({ now, surroundings: { timeZone, workingTime } }: World): Env {
  return { now, timeZone, workingTime };
}

/** Those to whom something can happen. */
export function running(world: World): readonly Instance[] {
  return world.instances.filter(({ state }) => state.life === 'active');
}
