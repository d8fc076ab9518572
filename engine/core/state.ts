// The state of one process instance: plain JSON, small, and complete. Between two commands every token stands
// somewhere that can be named: in a node instance (which waits, or is stuck in an incident) or parked before a join.
// Ids are unique within the instance and come from one counter: `s` scopes, `n` nodes, `t` tasks, `j` jobs,
// `x` subscriptions (timers), `i` incidents.
import type { NodeState } from './lifecycles/flow-node.ts';
import type { JobState } from './lifecycles/job.ts';
import type { InstanceState as InstanceLife } from './lifecycles/process-instance.ts';
import type { UserTaskState } from './lifecycles/user-task.ts';
import type { Instant, Variables } from './values.ts';

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
}

export interface TaskInstance {
  readonly id: string;
  readonly life: UserTaskState;
  readonly assignee?: string;
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
export type Subscription = TimerSubscription;

export interface TimerSubscription {
  readonly kind: 'timer';
  readonly id: string;
  /** The event in the program that will happen. */
  readonly element: string;
  readonly host: Host;
  readonly dueAt: Instant;
  /** Firings left after this one, and what lies between them; absent on a timer that fires once. */
  readonly cycle?: TimerCycle;
}

export type Host = { readonly kind: 'node' | 'scope'; readonly id: string };

export interface TimerCycle {
  /** null: without end. */
  readonly left: number | null;
  readonly period: string;
}
