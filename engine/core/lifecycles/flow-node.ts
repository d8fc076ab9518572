// The life of a flow-node instance: BPMN 2.0.2 §13.3.2, figure 13.2.
// `ready`: a token has come, nothing is done yet. `active`: it does its work or waits. `completing`: the work is done,
// the way out is not chosen yet. `failing`, `terminating`: it is being ended, with all that lives inside it.
// An incident does not change the state: it says which phase is tried again. What has completed has left the nodes of
// a state; while it can be undone it stands in its scope's `done`, and what undoes it is a node of its own.
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

export type NodeState =
  | 'ready'
  | 'withdrawn'
  | 'active'
  | 'completing'
  | 'completed'
  | 'failing'
  | 'failed'
  | 'terminating'
  | 'terminated'
  | 'compensating'
  | 'compensated'
  | 'closed';
/** `end`: what was being ended is ended. `close`: the process is over, nothing can be undone any more. */
export type NodeMove =
  | 'activate'
  | 'withdraw'
  | 'finish'
  | 'complete'
  | 'fail'
  | 'terminate'
  | 'end'
  | 'compensate'
  | 'compensated'
  | 'close';

const interrupted = { fail: 'failing', terminate: 'terminating' } as const;

export const flowNodeMachine = createMachine({
  id: 'flowNode',
  initial: 'ready',
  states: {
    ready: { on: { ...interrupted, activate: 'active', withdraw: 'withdrawn' } },
    active: { on: { ...interrupted, finish: 'completing', withdraw: 'withdrawn' } },
    completing: { on: { ...interrupted, complete: 'completed' } },
    completed: { on: { compensate: 'compensating', close: 'closed' } },
    failing: { on: { end: 'failed' } },
    terminating: { on: { end: 'terminated' } },
    compensating: { on: { ...interrupted, compensated: 'compensated' } },
    withdrawn: { type: 'final' },
    failed: { type: 'final' },
    terminated: { type: 'final' },
    compensated: { type: 'final' },
    closed: { type: 'final' },
  },
});

export const nodeLife = tabulate<NodeState, NodeMove>(flowNodeMachine);

/** Whether the token is gone from the node, which then leaves the state: it has ended, or completed. */
export function hasLeft(state: NodeState): boolean {
  return state === 'completed' || nodeLife.isFinal(state);
}
