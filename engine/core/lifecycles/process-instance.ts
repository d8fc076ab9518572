// The life of a process instance.
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

export type InstanceState = 'active' | 'completed' | 'terminated' | 'failed';
export type InstanceMove = 'complete' | 'terminate' | 'fail';

export const processInstanceMachine = createMachine({
  id: 'processInstance',
  initial: 'active',
  states: {
    active: { on: { complete: 'completed', terminate: 'terminated', fail: 'failed' } },
    completed: { type: 'final' },
    terminated: { type: 'final' },
    failed: { type: 'final' },
  },
});

export const instanceLife = tabulate<InstanceState, InstanceMove>(processInstanceMachine);
