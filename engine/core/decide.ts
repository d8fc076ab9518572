// A command becomes events and effects, or is refused. Pure: the same program, state, command and environment give the
// same answer, byte for byte.
import type { Command } from './commands.ts';
import type { Effect } from './effects.ts';
import { registry } from './elements/registry.ts';
import type { Env } from './env.ts';
import type { CoreEvent } from './events.ts';
import { draftOf } from './evolve.ts';
import { activate, finishAdHoc } from './handlers/ad-hoc.ts';
import { completeCall, escalateCall, failCall } from './handlers/calls.ts';
import { cancel, retryIncident, setVariables, throwError, throwEscalation } from './handlers/instance.ts';
import { answerJob, failJob } from './handlers/jobs.ts';
import { receiveMessage, receiveSignal, trigger } from './handlers/messages.ts';
import { move } from './handlers/move.ts';
import { sendBack } from './handlers/send-back.ts';
import { startInstance } from './handlers/start.ts';
import { resume, suspend } from './handlers/suspension.ts';
import { completeTask, moveTask } from './handlers/tasks.ts';
import { fireTimer } from './handlers/timers.ts';
import type { Program } from './model/program.ts';
import { runUntilQuiet } from './phases.ts';
import { type Rejection, reject } from './rejection.ts';
import type { Run } from './run.ts';
import type { State } from './state.ts';
import { Stuck } from './stuck.ts';
import { faultOfVariables } from './verbs/checks.ts';

export interface Decided {
  readonly kind: 'ok';
  readonly events: readonly CoreEvent[];
  readonly effects: readonly Effect[];
}

/** @param state undefined before `start` */
export function decide(program: Program, state: State | undefined, command: Command, env: Env): Decided | Rejection {
  const run = decideOn(program, state, command, env);
  return run.kind === 'rejected' ? run : { kind: 'ok', events: run.events, effects: run.effects };
}

/** As `decide`, with the state that the events lead to. */
export function decideOn(
  program: Program,
  state: State | undefined,
  command: Command,
  env: Env,
): (Run & { readonly kind: 'ok' }) | Rejection {
  const fault = 'variables' in command ? faultOfVariables(command.variables ?? {}) : null;
  if (fault !== null) return reject(fault);
  if (command.kind === 'start' && state !== undefined) return reject('INSTANCE_ALREADY_STARTED');
  if (command.kind !== 'start' && state === undefined) return reject('INSTANCE_NOT_STARTED');
  if (state !== undefined && state.life !== 'active' && !mayRest(state, command)) {
    return reject(state.life === 'suspended' ? 'INSTANCE_SUSPENDED' : 'INSTANCE_ENDED');
  }
  const run = newRun(program, state, env);
  try {
    const refused = handle(run, command);
    if (refused !== null) return refused;
    runUntilQuiet(run);
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    // What a command brings goes wrong before any node has taken it, or nothing comes to rest: nothing has changed, and
    // the caller is told.
    return error.code === 'VALUE_TOO_LARGE' ? reject('VARIABLES_TOO_LARGE') : reject(error.code, error.params);
  }
  return Object.assign(run, { kind: 'ok' as const });
}

/** A suspended instance can only go on, or be given up. */
function mayRest({ life }: State, { kind }: Command): boolean {
  return life === 'suspended' && (kind === 'resume' || kind === 'cancel');
}

/** A command under way on a draft of a state, which itself stays as it is. */
export function newRun(program: Program, before: State | undefined, env: Env): Run {
  // Only `start` runs without a state, and its first event makes one.
  const state = draftOf(before) as State;
  const firm = { state: before, events: 0 };
  const work = { agenda: [], steps: 0, source: null };
  return { program, env, behaviours: registry, events: [], sources: [], effects: [], ...work, state, firm };
}

function handle(run: Run, command: Command): Rejection | null {
  switch (command.kind) {
    case 'start':
      return startInstance(run, command);
    case 'completeTask':
      return completeTask(run, command);
    case 'task':
      return moveTask(run, command);
    case 'completeJob':
      return answerJob(run, command);
    case 'failJob':
      return failJob(run, command);
    case 'throwError':
      return throwError(run, command);
    case 'throwEscalation':
      return throwEscalation(run, command);
    case 'fireTimer':
      return fireTimer(run, command);
    case 'message':
      return receiveMessage(run, command);
    case 'signal':
      return receiveSignal(run, command);
    case 'trigger':
      return trigger(run, command);
    case 'activate':
      return activate(run, command);
    case 'finishAdHoc':
      return finishAdHoc(run, command);
    case 'completeCall':
      return completeCall(run, command);
    case 'failCall':
      return failCall(run, command);
    case 'escalateCall':
      return escalateCall(run, command);
    case 'setVariables':
      return setVariables(run, command);
    case 'retryIncident':
      return retryIncident(run, command);
    case 'move':
      return move(run, command);
    case 'sendBack':
      return sendBack(run, command);
    case 'suspend':
      return suspend(run);
    case 'resume':
      return resume(run);
    case 'cancel':
      return cancel(run);
  }
}
