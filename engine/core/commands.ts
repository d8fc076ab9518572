import type { Instant, Json, Variables } from './values.ts';

/**
 * What the world may ask of a process instance. A command is plain data and goes into the journal as it is;
 * with the same journal the core gives the same bytes. Keys (`task`, `job`, `timer`) are the ids that the core
 * itself handed out in its effects; they are unique within the instance only.
 */
export type Command =
  | { readonly kind: 'start'; readonly startEvent?: string; readonly message?: string; readonly variables: Variables }
  | { readonly kind: 'completeTask'; readonly task: string; readonly variables: Variables; readonly by?: string }
  | {
      readonly kind: 'task';
      readonly task: string;
      readonly verb: TaskVerb;
      /** Who asks, by account. */
      readonly by?: string;
      /** Who is to have it: `delegate`, `assign`, `nominate`. */
      readonly to?: string;
      /** Whose officials may take it instead: `forward`, `nominate`. */
      readonly unit?: string;
      readonly role?: string;
      /** `suspendUntil`: when it comes back by itself. */
      readonly until?: Instant;
      /** `setPriority`: 0 to 100. */
      readonly priority?: number;
      /** `fail`: the fault, an error code of the model, and its data. */
      readonly code?: string;
      readonly variables?: Variables;
    }
  | { readonly kind: 'completeJob'; readonly job: string; readonly variables: Variables }
  | { readonly kind: 'failJob'; readonly job: string; readonly message: string; readonly retriesLeft: number }
  | {
      readonly kind: 'throwError';
      readonly task?: string;
      readonly job?: string;
      readonly call?: string;
      readonly code: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'fireTimer'; readonly timer: string }
  /** A message for one of those who listen for it; left out, `subscription` is the one that has listened longest. */
  | {
      readonly kind: 'message';
      readonly message: string;
      readonly subscription?: string;
      readonly variables: Variables;
    }
  /** A signal for all who listen for it. */
  | { readonly kind: 'signal'; readonly signal: string; readonly variables: Variables }
  /** What a receive task without a message waits for is there. */
  | { readonly kind: 'trigger'; readonly node: string; readonly variables: Variables }
  /** Begins an enabled activity of an ad-hoc sub-process; or ends the sub-process. `node` is its node. */
  | { readonly kind: 'activate'; readonly node: string; readonly element: string }
  | { readonly kind: 'finishAdHoc'; readonly node: string }
  | { readonly kind: 'completeCall'; readonly call: string; readonly variables: Variables }
  /** The called process could not be begun, or was cancelled: an operator is asked, and may call again. */
  | { readonly kind: 'failCall'; readonly call: string; readonly message: string }
  /** A called process has escalated and goes on. */
  | { readonly kind: 'escalateCall'; readonly call: string; readonly code: string | null }
  /** A person or a worker reports an escalation; its work goes on unless who catches it interrupts it. */
  | {
      readonly kind: 'throwEscalation';
      readonly task?: string;
      readonly job?: string;
      readonly code: string;
      readonly variables: Variables;
    }
  /** `scope`: seen from there, else from the outermost one; a write goes to the nearest scope that has the name. */
  | { readonly kind: 'setVariables'; readonly scope?: string; readonly variables: Variables }
  | { readonly kind: 'retryIncident'; readonly incident: string }
  /**
   * An operator changes where the tokens are: `cancel` names elements or node ids, the others elements. What begins in a
   * sub-process joins the one that is open, or opens it.
   */
  | {
      readonly kind: 'move';
      readonly cancel: readonly string[];
      readonly startBefore: readonly string[];
      readonly startAfter: readonly string[];
      readonly variables: Variables;
    }
  /**
   * A completed step opens again with the variables that it had; what has gone on from it is taken away. All but `undo`,
   * `by`, `reason` and `task` comes from `returns/`, which knows the past.
   */
  | {
      readonly kind: 'sendBack';
      /** Element of the step, the node that completed it, and the scope that both are in. */
      readonly to: string;
      readonly step: string;
      readonly scope: string;
      /** Nodes of that scope, and tokens before its joins, that have gone on from the step. */
      readonly cancel: readonly string[];
      readonly drop: readonly { readonly gateway: string; readonly flow: string }[];
      /** Which of what was done in the scope has gone on from the step; `undo`: it is compensated first. */
      readonly done: readonly number[];
      readonly undo: boolean;
      readonly restore: readonly { readonly scope: string; readonly variables: Variables }[];
      /** Who sends back has this open task; left out: who did the step recalls it. */
      readonly task?: string;
      readonly by?: string;
      /** Never what a person has written: where that is kept. */
      readonly reason?: string;
    }
  /** Nothing happens until `resume`; what falls due meanwhile waits. */
  | { readonly kind: 'suspend' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'cancel'; readonly reason: string };

/**
 * WS-HumanTask 1.1 §7.1: the operations on a task, but `complete`, a command of its own. Ours beside them: `assign` gives
 * a task to a person for good, `resolve` gives a delegated one back.
 */
export type TaskVerb = (typeof taskVerbs)[number];

export const taskVerbs = [
  'activate',
  'nominate',
  'claim',
  'start',
  'stop',
  'release',
  'delegate',
  'assign',
  'resolve',
  'forward',
  'suspend',
  'suspendUntil',
  'resume',
  'skip',
  'fail',
  'setPriority',
] as const;

export type CommandKind = Command['kind'];
export type { Json };
