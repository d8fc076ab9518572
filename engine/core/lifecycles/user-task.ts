// The life of a human task: WS-HumanTask 1.1 §4.10, figure 7. A suspended task remembers what it was.
// `complete` is legal before `start`, and `start` before `claim`: §7.1.1 lets the engine make the steps between.
import { createMachine } from 'xstate';
import type { TaskVerb } from '../commands.ts';
import type { TaskState } from '../effects.ts';
import { tabulate } from './table.ts';

export type UserTaskState =
  | Exclude<TaskState, 'suspended'>
  | 'suspended.ready'
  | 'suspended.reserved'
  | 'suspended.inProgress';
export type UserTaskMove = TaskVerb | 'offer' | 'assign' | 'complete' | 'fail' | 'skip' | 'exit' | 'raise';

const ended = { skip: 'obsolete', exit: 'exited', raise: 'error' } as const;

export const userTaskMachine = createMachine({
  id: 'userTask',
  initial: 'created',
  states: {
    created: { on: { ...ended, offer: 'ready', assign: 'reserved' } },
    ready: {
      on: {
        ...ended,
        claim: 'reserved',
        start: 'inProgress',
        delegate: 'reserved',
        forward: 'ready',
        suspend: 'suspended.ready',
        complete: 'completed',
      },
    },
    reserved: {
      on: {
        ...ended,
        start: 'inProgress',
        release: 'ready',
        delegate: 'reserved',
        forward: 'ready',
        suspend: 'suspended.reserved',
        complete: 'completed',
      },
    },
    inProgress: {
      on: {
        ...ended,
        stop: 'reserved',
        release: 'ready',
        delegate: 'reserved',
        forward: 'ready',
        suspend: 'suspended.inProgress',
        complete: 'completed',
        fail: 'failed',
      },
    },
    suspended: {
      initial: 'ready',
      on: ended,
      states: {
        ready: { on: { resume: '#userTask.ready', forward: 'ready' } },
        reserved: { on: { resume: '#userTask.reserved', delegate: 'reserved', forward: 'ready' } },
        inProgress: { on: { resume: '#userTask.inProgress', delegate: 'reserved', forward: 'ready' } },
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
