// The state of one process instance: plain JSON, small, and complete. Between two commands every token stands
// somewhere that can be named: in a node instance (which waits, or is stuck in an incident) or parked before a join.
// Ids are unique within the instance and come from one counter: `s` scopes, `n` nodes, `t` tasks, `j` jobs,
// `x` subscriptions, `i` incidents, `c` calls.
import type { NodeState } from './lifecycles/flow-node.ts';
import type { JobState } from './lifecycles/job.ts';
import type { InstanceState as InstanceLife } from './lifecycles/process-instance.ts';
import type { UserTaskState } from './lifecycles/user-task.ts';
import type { Instant, Json, Variables } from './values.ts';

export interface State {
  /** Format of this record; raised when its shape changes. */
  readonly format: 1;
  readonly process: string;
  readonly life: InstanceLife;
  /** Next number of the id counter. */
  readonly next: number;
  /** Id of the outermost scope. */
  readonly root: string;
  readonly scopes: { readonly [scope: string]: Scope };
  readonly nodes: { readonly [node: string]: NodeInstance };
  readonly subscriptions: { readonly [subscription: string]: Subscription };
}

/** One instance of a process or sub-process: variables, and the tokens that wait before joins. */
export interface Scope {
  readonly id: string;
  /** Id of the process or sub-process in the program. */
  readonly element: string;
  readonly parent: string | null;
  /** The activity instance whose inside this is; null for the process. */
  readonly node: string | null;
  readonly variables: Variables;
  /** Tokens parked before a join, per gateway and incoming flow. */
  readonly parked: { readonly [gateway: string]: { readonly [flow: string]: number } };
  /** One turn of a loop or multi-instance activity: its number, from 1. */
  readonly turn?: number;
  /** An interrupting event sub-process has taken over. */
  readonly interrupted?: true;
  /** Of an ad-hoc sub-process: whether more may begin, and what has begun by itself. */
  readonly adHoc?: { readonly open: boolean; readonly begun: readonly string[] };
  /** Complex gateways that have gone on and wait for their reset: the flows whose tokens had come. */
  readonly resets?: { readonly [gateway: string]: readonly string[] };
  /** What has been done here and can be undone, oldest first. */
  readonly done?: readonly DoneActivity[];
}

/** A completed activity that can be compensated (BPMN 2.0.2 §10.6). */
export interface DoneActivity {
  readonly element: string;
  /** Of a sub-process: its variables when it completed, and what was done inside. */
  readonly inside?: { readonly variables: Variables; readonly done: readonly DoneActivity[] };
}

/** What is to be undone, in the scope it was done in; `node` undoes it once that has begun. */
export interface Undoing extends DoneActivity {
  readonly scope: string;
  readonly node?: string;
}

export interface NodeInstance {
  readonly id: string;
  readonly element: string;
  readonly scope: string;
  readonly life: NodeState;
  readonly task?: TaskInstance;
  readonly job?: JobInstance;
  /** What a worker answered, kept until the outputs are mapped. */
  readonly answer?: Variables;
  readonly incident?: Incident;
  /** A catching event that has happened already: behind an event-based gateway. */
  readonly triggered?: true;
  /** The node whose throwing of compensation this node carries out. */
  readonly compensates?: string;
  /** What it has thrown compensation for and is not undone yet, oldest first. */
  readonly undoing?: readonly Undoing[];
  /** It waits in the place of a throwing event that has gone on. */
  readonly shadow?: true;
  /** Its data inputs, outputs and properties. */
  readonly locals?: Variables;
  readonly loop?: LoopInstance;
  readonly call?: { readonly id: string };
}

export interface LoopInstance {
  /** Instances there are to be; null: a standard loop decides turn by turn. */
  readonly total: number | null;
  readonly started: number;
  readonly completed: number;
  /** Turns that somebody cancelled; they are not waited for. */
  readonly cancelled?: number;
  readonly items?: readonly Json[];
  readonly outputs?: readonly Json[];
  /** What its turns have done that can be undone. */
  readonly done?: readonly DoneActivity[];
}

export interface TaskInstance {
  readonly id: string;
  readonly life: UserTaskState;
  readonly assignee?: string;
  /** Who delegated it, and gets it back when it is resolved. */
  readonly owner?: string;
  /** The part of a jointly handled case that it is. */
  readonly part?: string;
}

export interface JobInstance {
  readonly id: string;
  readonly life: JobState;
}

export interface Incident {
  readonly id: string;
  readonly code: string;
}

/** Something the instance listens for on behalf of a host: a node instance (boundary, catch) or a scope. */
export type Subscription = TimerSubscription | NamedSubscription | ConditionSubscription;

export interface TimerSubscription {
  readonly kind: 'timer';
  readonly id: string;
  /** The event in the program that will happen. */
  readonly element: string;
  readonly host: Host;
  readonly dueAt: Instant;
  /** Firings left after this one, and what lies between them; absent on a timer that fires once. */
  readonly cycle?: TimerCycle;
  readonly index?: number;
  /** Resumes the suspended task of its host, and is no event of the model. */
  readonly wakes?: true;
}

/** A message or a signal of this name. */
export interface NamedSubscription {
  readonly kind: 'message' | 'signal';
  readonly id: string;
  readonly element: string;
  readonly host: Host;
  readonly name: string;
  /** Of a message: only one that was sent with the same key. */
  readonly correlation?: string;
  /** Which definition of a multiple event it is. */
  readonly index?: number;
}

/** Happens when its condition becomes true; `held`: it was true when last asked. */
export interface ConditionSubscription {
  readonly kind: 'conditional';
  readonly id: string;
  readonly element: string;
  readonly host: Host;
  readonly held: boolean;
  readonly index?: number;
}

export type Host = { readonly kind: 'node' | 'scope'; readonly id: string };

export interface TimerCycle {
  /** null: without end. */
  readonly left: number | null;
  readonly period: string;
}
