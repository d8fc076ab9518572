// What can happen to a process from outside, in words that the oracle, the core and a scenario file all understand.
import type { Variables } from '#engine/core/values.ts';
import type { Plan } from './blocks.ts';

/** Where several stand at one element, the `nth` of those that it can happen to, in the order of coming. */
export interface Spot {
  readonly element: string;
  readonly nth: number;
}

export type Verb = 'claim' | 'release' | 'start' | 'stop' | 'suspend' | 'resume';

export type Happening =
  | { readonly what: 'start'; readonly start: Plan['start'] }
  | { readonly what: 'complete'; readonly at: Spot; readonly variables: Variables }
  | { readonly what: 'fail'; readonly at: Spot; readonly retries: number }
  | { readonly what: 'error'; readonly at: Spot; readonly code: string }
  | { readonly what: 'escalation'; readonly at: Spot; readonly code: string }
  | { readonly what: 'message' | 'signal'; readonly name: string }
  | { readonly what: 'set'; readonly variables: Variables }
  /** To the next timer; `to`: when that was. */
  | { readonly what: 'advance'; readonly to?: number }
  | { readonly what: 'retry'; readonly at: Spot }
  | { readonly what: 'verb'; readonly at: Spot; readonly verb: Verb }
  | { readonly what: 'activate'; readonly at: Spot; readonly part: string }
  | { readonly what: 'finishAdHoc'; readonly at: Spot }
  | { readonly what: 'cancel' };
