// A scenario: what happens to a process, and what must then be so. Read from YAML or JSON by `parse-scenarios.ts`.
import type { TaskVerb } from '#engine/core/commands.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';

export interface Scenario {
  readonly title: string;
  /** The same in Vietnamese, where it is given. */
  readonly titleVi: string | null;
  /** Line of the file it begins at. */
  readonly line: number;
  /** BPMN file, relative to the scenario's. */
  readonly model: string;
  readonly process: string | null;
  readonly resources: readonly string[];
  readonly now: Instant;
  readonly calendar: string | null;
  /** Answers by element id or job type, in turn; the last one repeats. */
  readonly workers: { readonly [name: string]: readonly WorkerAnswer[] };
  readonly steps: readonly Step[];
}

export type WorkerAnswer =
  | { readonly kind: 'output'; readonly variables: Variables }
  | { readonly kind: 'fail'; readonly message: string }
  | { readonly kind: 'error'; readonly code: string; readonly variables: Variables };

export interface Step {
  readonly line: number;
  /** Key in the file, for reports. */
  readonly name: string;
  readonly refused: boolean;
  readonly action: Action;
}

/** Which of several that wait at an element. */
export interface Spot {
  readonly element: string;
  readonly nth: number;
}

/** When the clock stands after it: later by a duration, or at an instant. */
export type ClockMove = { readonly by: string } | { readonly to: Instant };

export type Action =
  | StartAction
  | { readonly kind: 'complete'; readonly at: Spot; readonly variables: Variables }
  | { readonly kind: 'fail'; readonly at: Spot; readonly message: string; readonly retries: number }
  | { readonly kind: 'error' | 'escalation'; readonly at: Spot; readonly code: string; readonly variables: Variables }
  | {
      readonly kind: 'message';
      readonly name: string;
      /** The correlation key that the receiver must have; left out: any. */
      readonly key?: string;
      /** Variables that the receiver must have with these values. */
      readonly correlation: Variables;
      readonly variables: Variables;
    }
  | { readonly kind: 'signal'; readonly name: string; readonly variables: Variables }
  | { readonly kind: 'set'; readonly element: string | null; readonly variables: Variables }
  | { readonly kind: 'advance'; readonly clock: ClockMove }
  | { readonly kind: 'sendBack'; readonly at: Spot; readonly to: string; readonly undo: boolean }
  | { readonly kind: 'recall'; readonly element: string }
  | { readonly kind: 'move'; readonly cancel: readonly string[]; readonly activate: readonly string[] }
  | { readonly kind: 'migrate'; readonly model: string; readonly map: { readonly [element: string]: string } }
  | { readonly kind: 'suspend' | 'resume' | 'cancel' }
  | { readonly kind: 'retry'; readonly element: string }
  | { readonly kind: 'activate'; readonly element: string; readonly inside: string | null }
  | { readonly kind: 'finishAdHoc'; readonly element: string }
  | TaskAction
  | { readonly kind: 'expect'; readonly expected: Expected };

export interface StartAction {
  readonly kind: 'start';
  readonly variables: Variables;
  /** At most one of the three; none: the plain start. */
  readonly message: string | null;
  readonly signal: string | null;
  readonly element: string | null;
}

/** A verb of the task's life, with what it needs. */
export interface TaskAction {
  readonly kind: 'task';
  readonly at: Spot;
  readonly verb: TaskVerb;
  /** Who does it; where `to` is left out, also who is to have it. */
  readonly as: string | null;
  readonly to: string | null;
  readonly unit: string | null;
  readonly role: string | null;
  readonly until: ClockMove | null;
  readonly priority: number | null;
  readonly code: string | null;
  readonly variables: Variables;
}

export interface Expected {
  readonly state?: string;
  /** The last one that was reached. */
  readonly stage?: string;
  readonly waiting?: readonly string[];
  readonly waitingAt?: readonly string[];
  readonly completed?: readonly string[];
  readonly completedTimes?: Readonly<Record<string, number>>;
  readonly notEntered?: readonly string[];
  readonly ended?: readonly string[];
  readonly variables?: Variables;
  readonly incidents?: readonly string[];
  readonly due?: Readonly<Record<string, string>>;
  readonly assigned?: Readonly<Record<string, string>>;
  readonly thrown?: readonly Json[];
  readonly instances?: number;
  readonly problems?: readonly string[];
}
