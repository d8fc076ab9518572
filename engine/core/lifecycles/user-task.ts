// The life of a human task: WS-HumanTask 1.1 §4.10 with the operations of §7.1. A suspended task remembers what it was.
// Ours beside the standard: `complete` is legal before `start`, which the engine then makes itself; `assign` gives an
// active task to a person for good; `resolve` gives a delegated one back to who delegated it. Whether a task may be skipped stands in the model, not in its life.
import { createMachine } from 'xstate';
import type { TaskVerb } from '../commands.ts';
import type { TaskState } from '../effects.ts';
import { tabulate } from './table.ts';

export type UserTaskState =
  | Exclude<TaskState, 'suspended'>
  | 'suspended.ready'
  | 'suspended.reserved'
  | 'suspended.inProgress';
/** `assign`: it has one potential owner, or is nominated to one; `offer`: several. `exit`, `raise`: no one asks for. */
export type UserTaskMove =
  | Exclude<TaskVerb, 'nominate' | 'suspendUntil'>
  | 'offer'
  | 'assign'
  | 'complete'
  | 'exit'
  | 'raise';

const anyTime = { skip: 'obsolete', exit: 'exited', raise: 'error' } as const;
/** §4.10.3: an active task is given to another person, or to other potential owners. */
const givenOn = { delegate: 'reserved', assign: 'reserved', forward: 'ready' } as const;

export const userTaskMachine = createMachine({
  id: 'userTask',
  initial: 'created',
  states: {
    created: { on: { ...anyTime, setPriority: 'created', activate: 'ready', offer: 'ready', assign: 'reserved' } },
    ready: {
      on: {
        ...anyTime,
        ...givenOn,
        setPriority: 'ready',
        claim: 'reserved',
        start: 'inProgress',
        suspend: 'suspended.ready',
        complete: 'completed',
      },
    },
    reserved: {
      on: {
        ...anyTime,
        ...givenOn,
        setPriority: 'reserved',
        start: 'inProgress',
        release: 'ready',
        resolve: 'reserved',
        suspend: 'suspended.reserved',
        complete: 'completed',
      },
    },
    inProgress: {
      on: {
        ...anyTime,
        ...givenOn,
        setPriority: 'inProgress',
        stop: 'reserved',
        release: 'ready',
        resolve: 'reserved',
        suspend: 'suspended.inProgress',
        complete: 'completed',
        fail: 'failed',
      },
    },
    suspended: {
      initial: 'ready',
      on: anyTime,
      states: {
        ready: { on: { resume: '#userTask.ready', setPriority: 'ready' } },
        reserved: { on: { resume: '#userTask.reserved', setPriority: 'reserved' } },
        inProgress: { on: { resume: '#userTask.inProgress', setPriority: 'inProgress' } },
      },
    },
    completed: { type: 'final' },
    failed: { type: 'final' },
    error: { type: 'final' },
    exited: { type: 'final' },
    obsolete: { type: 'final' },
  },
});

export const userTaskLife = tabulate<UserTaskState, UserTaskMove>(userTaskMachine);

/** The state as WS-HumanTask names it, for rows and screens. */
export function taskStateOf(state: UserTaskState): TaskState {
  return state.startsWith('suspended.') ? 'suspended' : (state as TaskState);
}
