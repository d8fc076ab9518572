import type { DayCount } from './env.ts';
import type { AssignmentStrategy } from './model/program.ts';
import type { Instant, Json, Variables } from './values.ts';

/**
 * What the shell must do after a step: plain data, carried out in the same transaction that saves the state.
 * Ids (`task`, `job`, `timer`, `incident`, `node`) are unique within the instance and come from the state's counter.
 */
export type Effect =
  | OpenTask
  | UpdateTask
  | {
      readonly kind: 'closeTask';
      readonly task: string;
      readonly state: TaskState;
      readonly by?: string;
      /** As {@link OpenTask.part}. */
      readonly part?: string;
    }
  | {
      readonly kind: 'armTimer';
      readonly timer: string;
      readonly element: string;
      readonly dueAt: Instant;
      /** As {@link CreateJob.priority}. */
      readonly priority?: number;
    }
  | { readonly kind: 'disarmTimer'; readonly timer: string }
  | CreateJob
  | { readonly kind: 'closeJob'; readonly job: string }
  | {
      readonly kind: 'openIncident';
      readonly incident: string;
      readonly element: string;
      readonly code: string;
      readonly message: string;
    }
  | { readonly kind: 'closeIncident'; readonly incident: string }
  | NodeHistory
  /** Listens for a message or signal of this name from now on. */
  | {
      readonly kind: 'listen';
      readonly subscription: string;
      readonly trigger: 'message' | 'signal';
      readonly name: string;
      /** Only messages that were sent with the same key. */
      readonly correlation?: string;
      readonly element: string;
    }
  | { readonly kind: 'unlisten'; readonly subscription: string }
  | {
      readonly kind: 'sendMessage';
      readonly message: string;
      readonly correlation?: string;
      readonly element: string;
      readonly variables: Variables;
    }
  /** For every other instance; those who listen in this one have it already. */
  | {
      readonly kind: 'broadcastSignal';
      readonly signal: string;
      readonly element: string;
      readonly variables?: Variables;
    }
  /** An escalation that nobody caught here: the caller's, where there is one. */
  | { readonly kind: 'escalate'; readonly code: string | null; readonly element: string }
  | {
      readonly kind: 'callProcess';
      readonly call: string;
      readonly element: string;
      readonly process: string;
      /** `deployment`: the one deployed together with the caller; a text: that version. */
      readonly version: 'latest' | 'deployment' | { readonly fixed: string };
      readonly variables: Variables;
    }
  | { readonly kind: 'cancelCall'; readonly call: string }
  /** The caller rests, or goes on: so does what it has called. */
  | { readonly kind: 'suspendCall' | 'resumeCall'; readonly call: string }
  /** A completed step begins again at this node; `step` is the node that completed it. */
  | { readonly kind: 'sentBack'; readonly node: string; readonly element: string; readonly step: string }
  | { readonly kind: 'stage'; readonly stage: string; readonly element: string; readonly at: Instant }
  | {
      readonly kind: 'instanceEnded';
      readonly state: 'completed' | 'terminated' | 'failed';
      readonly variables: Variables;
      /** The error that nobody caught. */
      readonly error?: string;
    };

/** WS-HumanTask 1.1 §4.10 states (spelt in camel case). */
export type TaskState =
  | 'created'
  | 'ready'
  | 'reserved'
  | 'inProgress'
  | 'suspended'
  | 'completed'
  | 'failed'
  | 'error'
  | 'exited'
  | 'obsolete';

/** What stands in it is so from now on; what is left out is as it was. */
export interface UpdateTask {
  readonly kind: 'updateTask';
  readonly task: string;
  readonly state: TaskState;
  readonly assignee: string | null;
  readonly unit?: string;
  readonly role?: string;
  readonly priority?: number;
  /** As {@link OpenTask.part}. */
  readonly part?: string;
}

/** A person must act. `unit`, `role` and `assignee` are already evaluated; `form` names a form of the same service version. */
export interface OpenTask {
  readonly kind: 'openTask';
  readonly task: string;
  readonly node: string;
  readonly element: string;
  readonly name: string;
  readonly form?: string;
  /** Code of the unit whose officials may take it; absent on a task of the citizen. */
  readonly unit?: string;
  /** Role that the official must hold in that unit; the reserved role `citizen` addresses the reporter. */
  readonly role?: string;
  readonly assignee?: string;
  /** How the shell is to find somebody for it; left out: nobody is looked for. */
  readonly assignment?: Assigning;
  /** Nobody may take it yet: somebody must be nominated. */
  readonly state?: 'created';
  readonly dueAt?: Instant;
  /** By what rule `dueAt` was computed. */
  readonly rule?: DeadlineRule;
  readonly priority: number;
  /** The part of a jointly handled case that it is. */
  readonly part?: string;
}

export interface Assigning {
  readonly strategy: AssignmentStrategy;
  /** `post`: a role. */
  readonly post?: string;
  /** `expression`: what it gave; '' for nothing. */
  readonly user?: string;
}

export interface DeadlineRule {
  readonly from: Instant;
  readonly duration: string;
  /** '' where it counts by the clock on the wall. */
  readonly calendar: string;
  readonly dayCount: DayCount;
}

/** Something outside must act: a connector or a built-in handler, by `type` (`notice`, `publish`, …). */
export interface CreateJob {
  readonly kind: 'createJob';
  readonly job: string;
  readonly node: string;
  readonly element: string;
  readonly type: string;
  readonly inputs: { readonly [name: string]: Json };
  /** How often it is tried in all. */
  readonly retries: number;
  /** Milliseconds before the second, third, … try; left out: the shell's own waits. */
  readonly waits?: readonly number[];
  /** 0 to 100: what is higher is done first where there is more to do than can be done at once; left out: 50. */
  readonly priority?: number;
}

/** One line of history: a flow node's life (BPMN 2.0.2 §13.3.2), a sequence flow taken, a step that begins again. */
export interface NodeHistory {
  readonly kind: 'history';
  readonly element: string;
  readonly node: string;
  readonly event: 'activated' | 'completed' | 'terminated' | 'failed' | 'taken' | 'sentBack';
  readonly at: Instant;
}
