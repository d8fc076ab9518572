// The life of a flow-node instance: BPMN 2.0.2 §13.3.2, figure 13.2, without compensation, which needs a log first.
// `ready`: a token has come, nothing is done yet. `active`: it does its work or waits. `completing`: the work is done,
// the way out is not chosen yet. An incident does not change the state: it says which phase is tried again.
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

export type NodeState = 'ready' | 'active' | 'completing' | 'completed' | 'failed' | 'terminated' | 'withdrawn';
export type NodeMove = 'activate' | 'finish' | 'complete' | 'fail' | 'terminate' | 'withdraw';

export const flowNodeMachine = createMachine({
  id: 'flowNode',
  initial: 'ready',
  states: {
    ready: { on: { activate: 'active', withdraw: 'withdrawn', terminate: 'terminated' } },
    active: { on: { finish: 'completing', fail: 'failed', terminate: 'terminated' } },
    completing: { on: { complete: 'completed', fail: 'failed', terminate: 'terminated' } },
    completed: { type: 'final' },
    failed: { type: 'final' },
    terminated: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});

export const nodeLife = tabulate<NodeState, NodeMove>(flowNodeMachine);
