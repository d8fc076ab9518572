import type { Json, Variables } from './values.ts';

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
      readonly by?: string;
      readonly to?: string;
    }
  | { readonly kind: 'completeJob'; readonly job: string; readonly variables: Variables }
  | { readonly kind: 'failJob'; readonly job: string; readonly message: string; readonly retriesLeft: number }
  | {
      readonly kind: 'throwError';
      readonly task?: string;
      readonly job?: string;
      readonly code: string;
      readonly variables: Variables;
    }
  | { readonly kind: 'fireTimer'; readonly timer: string }
  | { readonly kind: 'setVariables'; readonly variables: Variables }
  | { readonly kind: 'retryIncident'; readonly incident: string }
  | { readonly kind: 'cancel'; readonly reason: string };

/** WS-HumanTask 1.1 §4.10: the operations on a task that this engine knows so far. */
export type TaskVerb = 'claim' | 'release' | 'start' | 'stop' | 'delegate' | 'forward' | 'suspend' | 'resume';

export type CommandKind = Command['kind'];
export type { Json };
