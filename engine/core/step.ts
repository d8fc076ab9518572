import type { Command } from './commands.ts';
import { decideOn } from './decide.ts';
import type { Effect } from './effects.ts';
import type { Env } from './env.ts';
import type { CoreEvent } from './events.ts';
import type { Program } from './model/program.ts';
import type { Rejection } from './rejection.ts';
import type { State } from './state.ts';

export interface Stepped {
  readonly kind: 'ok';
  readonly state: State;
  readonly events: readonly CoreEvent[];
  /** For each event the node whose work it is, or that it goes on from; null: nobody's. */
  readonly sources: readonly (string | null)[];
  readonly effects: readonly Effect[];
}

/**
 * One command, carried out until the instance is quiet: `decide` and `evolve` in one go, for callers that keep the
 * state and not the events.
 * @param state undefined before `start`
 */
export function step(program: Program, state: State | undefined, command: Command, env: Env): Stepped | Rejection {
  const run = decideOn(program, state, command, env);
  if (run.kind === 'rejected') return run;
  return { kind: 'ok', state: run.state, events: run.events, sources: run.sources, effects: run.effects };
}
