// What makes an event happen, or what it does: the event definitions of BPMN 2.0.2 §10.5.5.
import type { Expression, Timer } from './program.ts';

export type Trigger =
  | { readonly kind: 'none' }
  | MessageTrigger
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'timer'; readonly timer: Timer }
  | { readonly kind: 'conditional'; readonly condition: Expression }
  | CodedTrigger
  | { readonly kind: 'cancel' }
  | CompensationTrigger
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'terminate' }
  | MultipleTrigger;

export interface CodedTrigger {
  readonly kind: 'error' | 'escalation';
  /** Catching: null takes every code. */
  readonly code: string | null;
  /** Catching: the variable that is told which code it was. */
  readonly codeVariable?: string;
}

export interface CompensationTrigger {
  readonly kind: 'compensation';
  /** Null: the whole scope. */
  readonly activity: string | null;
  /** Who throws it does not wait until all is undone. */
  readonly detached?: true;
}

export interface MessageTrigger {
  readonly kind: 'message';
  readonly message: string;
  /** Which of several conversations about the same thing is meant (BPMN 2.0.2 §8.3.2); left out: there is one. */
  readonly correlation?: Expression;
}

/** Several definitions on one event: any of them catches, or, `parallel`, all are needed; thrown, all are thrown. */
export interface MultipleTrigger {
  readonly kind: 'multiple';
  readonly parallel: boolean;
  readonly triggers: readonly Exclude<Trigger, MultipleTrigger>[];
}

export type Single = Exclude<Trigger, MultipleTrigger>;

/** The single definitions of an event, by their place in it. */
export function triggersOf(trigger: Trigger): readonly Single[] {
  return trigger.kind === 'multiple' ? trigger.triggers : [trigger];
}
