// Data of activities and events: BPMN 2.0.2 §10.4. Item-aware elements are variables of their name; a data association
// says how a value gets from one to another.
import type { Expression } from './program.ts';

/** What an activity or event takes in and gives out, as far as associations fill it. */
export interface DataUse {
  /** Variables of its own while it is under way: what associations fill, or are filled from. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Variables of its own beside them (§10.4.1, property). */
  readonly properties: readonly string[];
  /** One of these must be there before it begins, or when it ends (§10.4.2); none: nothing need be there. */
  readonly inputSets: readonly (readonly string[])[];
  readonly outputSets: readonly (readonly string[])[];
  readonly into: readonly DataAssociation[];
  readonly outOf: readonly DataAssociation[];
}

export interface DataAssociation {
  readonly sources: readonly string[];
  readonly target: string;
  /** Left out: the one source as it is. */
  readonly transformation: Expression | null;
  readonly assignments: readonly Assignment[];
}

export interface Assignment {
  readonly from: Expression;
  /** Names within the target, outermost first; none: the target itself. */
  readonly to: readonly string[];
}
