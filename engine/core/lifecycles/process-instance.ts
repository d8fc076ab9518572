// The life of a process instance. A suspended one rests: nothing happens to it until it is resumed or cancelled.
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

export type InstanceState = 'active' | 'suspended' | 'completed' | 'terminated' | 'failed';
export type InstanceMove = 'suspend' | 'resume' | 'complete' | 'terminate' | 'fail';

export const processInstanceMachine = createMachine({
  id: 'processInstance',
  initial: 'active',
  states: {
    active: { on: { suspend: 'suspended', complete: 'completed', terminate: 'terminated', fail: 'failed' } },
    suspended: { on: { resume: 'active', terminate: 'terminated' } },
    completed: { type: 'final' },
    terminated: { type: 'final' },
    failed: { type: 'final' },
  },
});

export const instanceLife = tabulate<InstanceState, InstanceMove>(processInstanceMachine);
