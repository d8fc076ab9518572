// Who plays in a conformance case: its processes, their instances, the clock.
import type { CreateJob, Effect, OpenTask } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Beginning } from '#engine/core/model/starts.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Case } from './case.ts';

export interface World {
  readonly of: Case;
  readonly programs: { readonly [process: string]: Program };
  instances: Instance[];
  trace: string[];
  /** Messages sent that nobody has taken yet. */
  sent: { readonly name: string; readonly variables: Variables }[];
  /** Of a start event that needs all of its definitions: which of them have happened. */
  partly: { readonly [event: string]: readonly number[] };
  starts: TimedStart[];
  now: Instant;
  root: Instance | null;
}

export interface Instance {
  readonly program: Program;
  readonly caller: { readonly instance: Instance; readonly call: string } | null;
  state: State;
  effects: readonly Effect[];
  tasks: ReadonlyMap<string, OpenTask>;
  jobs: ReadonlyMap<string, CreateJob>;
}

/** What the clock begins. */
export interface TimedStart {
  readonly program: Program;
  readonly event: Beginning['element'];
  readonly dueAt: Instant;
  readonly left: number;
  readonly period: string | null;
}

export function envOf(world: World): Env {
  const due = (start: Instant): Instant => start;
  return { now: world.now, timeZone: 'UTC', workingTime: { due } };
}
