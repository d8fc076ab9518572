// What has happened to an instance. Events carry everything `evolve` needs and nothing it would have to decide.
import type { NodeMove } from './lifecycles/flow-node.ts';
import type { JobMove } from './lifecycles/job.ts';
import type { InstanceMove } from './lifecycles/process-instance.ts';
import type { UserTaskMove } from './lifecycles/user-task.ts';
import type { DoneActivity, Incident, LoopInstance, Scope, Subscription, Undoing } from './state.ts';
import type { Variables } from './values.ts';

export type CoreEvent =
  | { readonly kind: 'instanceStarted'; readonly process: string; readonly root: string }
  | { readonly kind: 'instanceMoved'; readonly move: InstanceMove }
  | { readonly kind: 'scopeOpened'; readonly scope: Omit<Scope, 'parked'> }
  | { readonly kind: 'scopeClosed'; readonly scope: string }
  | { readonly kind: 'scopeCleared'; readonly scope: string }
  | { readonly kind: 'scopeInterrupted'; readonly scope: string }
  | {
      readonly kind: 'resetAwaited';
      readonly scope: string;
      readonly gateway: string;
      /** Null: it is over. */
      readonly flows: readonly string[] | null;
    }
  | { readonly kind: 'adHocSet'; readonly scope: string; readonly adHoc: NonNullable<Scope['adHoc']> }
  | { readonly kind: 'doneSet'; readonly scope: string; readonly done: readonly DoneActivity[] }
  | {
      readonly kind: 'nodeEntered';
      readonly node: string;
      readonly element: string;
      readonly scope: string;
      readonly triggered?: true;
      readonly compensates?: string;
      readonly shadow?: true;
    }
  | { readonly kind: 'undoingSet'; readonly node: string; readonly undoing: readonly Undoing[] }
  | { readonly kind: 'localsSet'; readonly node: string; readonly locals: Variables }
  | { readonly kind: 'loopSet'; readonly node: string; readonly loop: LoopInstance }
  | { readonly kind: 'callOpened'; readonly node: string; readonly call: string }
  | { readonly kind: 'callClosed'; readonly node: string }
  | { readonly kind: 'nodeMoved'; readonly node: string; readonly move: NodeMove }
  | { readonly kind: 'tokenParked'; readonly scope: string; readonly gateway: string; readonly flow: string }
  | {
      readonly kind: 'tokensJoined';
      readonly scope: string;
      readonly gateway: string;
      readonly flows: readonly string[];
    }
  /** A completed step begins again: it has this node now, and the scopes have the variables that they had there. */
  | {
      readonly kind: 'sentBack';
      readonly node: string;
      readonly restored: readonly { readonly scope: string; readonly variables: Variables }[];
    }
  | { readonly kind: 'variablesSet'; readonly scope: string; readonly variables: Variables }
  | {
      readonly kind: 'taskOpened';
      readonly node: string;
      readonly task: string;
      readonly assignee: string | null;
      readonly part?: string;
    }
  | {
      readonly kind: 'taskMoved';
      readonly node: string;
      readonly move: UserTaskMove;
      readonly assignee: string | null;
      readonly owner?: string;
    }
  | { readonly kind: 'jobOpened'; readonly node: string; readonly job: string }
  | { readonly kind: 'jobMoved'; readonly node: string; readonly move: JobMove }
  | { readonly kind: 'answered'; readonly node: string; readonly answer: Variables }
  | { readonly kind: 'subscribed'; readonly subscription: Subscription }
  | { readonly kind: 'unsubscribed'; readonly subscription: string }
  | { readonly kind: 'incidentOpened'; readonly node: string; readonly incident: Incident }
  | { readonly kind: 'incidentClosed'; readonly node: string };
