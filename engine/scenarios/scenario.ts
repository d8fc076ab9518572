// A scenario: what happens to a process, and what must then be so. Read from YAML or JSON by `parse-scenarios.ts`.
import type { TaskVerb } from '#engine/core/commands.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';

export interface Scenario {
  readonly title: string;
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

export type Action =
  | {
      readonly kind: 'start';
      readonly variables: Variables;
      readonly message: string | null;
      readonly element: string | null;
    }
  | { readonly kind: 'complete'; readonly at: Spot; readonly variables: Variables }
  | { readonly kind: 'fail'; readonly at: Spot; readonly message: string; readonly retries: number }
  | { readonly kind: 'error'; readonly at: Spot; readonly code: string; readonly variables: Variables }
  | { readonly kind: 'message'; readonly name: string; readonly variables: Variables }
  | { readonly kind: 'set'; readonly variables: Variables }
  | { readonly kind: 'advance'; readonly to: string }
  | { readonly kind: 'retry'; readonly element: string }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'task'; readonly at: Spot; readonly verb: TaskVerb; readonly as: string | null }
  | { readonly kind: 'unsupported' }
  | { readonly kind: 'expect'; readonly expected: Expected };

export interface Expected {
  readonly state?: string;
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
