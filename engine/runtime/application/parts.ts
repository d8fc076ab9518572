import type { PartKind, PartState } from '#engine/cases/joint/part.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named, PhotoView } from './common.ts';

/** Joint handling: a case has one lead unit; what it asks of others are parts, each with its own due date and end. */
export interface Parts {
  /** The parts asked from a task of the lead. @throws Refusal 404 where the task is not the actor's to see */
  ofTask(actor: Actor, taskId: string): Promise<JointView>;
  /**
   * Asks units, each by a part of its own; the same submission again changes nothing.
   * @throws Refusal 403 without the right; 409 `PARTS_NOT_HERE` where the step asks nobody; 422 by field, a due date
   *   after the lead's among them
   */
  ask(actor: Actor, taskId: string, asked: AskUnits): Promise<JointView>;
  /** Takes a part back that is not over. @throws Refusal 403, 404; 409 `PART_OVER`; 422 without a reason */
  withdraw(actor: Actor, taskId: string, partId: string, reason: string): Promise<JointView>;
  /** Reminds the co-unit of a part that is not over. @throws Refusal 403, 404; 409 `PART_OVER`, `PART_REMINDED` */
  remind(actor: Actor, taskId: string, partId: string): Promise<JointView>;
  /**
   * Takes a photo of a part's answer over as evidence of the case, or gives it back to the part alone. Until then it is
   * neither told to the reporter nor offered for publication. @throws Refusal 403, 404
   */
  takeOver(actor: Actor, taskId: string, photo: PartPhoto): Promise<JointView>;
}

export interface AskUnits {
  readonly units: readonly string[];
  readonly kind: PartKind;
  readonly asked: string;
  /** Local: a date, or a date and time; the last working instant by then on the calendar of each unit. */
  readonly due: string;
  readonly required: boolean;
  readonly submissionKey: string;
}

export interface PartPhoto {
  readonly partId: string;
  readonly photoId: string;
  readonly evidence: boolean;
}

export interface JointView {
  /** The step is one from which units can be asked. */
  readonly possible: boolean;
  /** The reader may ask, withdraw and remind. */
  readonly mayAsk: boolean;
  /** Units of today but the lead itself. */
  readonly units: readonly Named[];
  readonly kinds: readonly PartKind[];
  /** The lead's own due date: no part may be due after it; null: it has none. */
  readonly latest: Instant | null;
  /** When silence is consent, in working days; null: no opinion can be asked for. */
  readonly consentDays: number | null;
  readonly consentBasis: string;
  readonly parts: readonly PartView[];
}

export interface PartView {
  readonly partId: string;
  readonly unit: Named;
  readonly lead: Named;
  readonly kind: PartKind;
  readonly required: boolean;
  readonly state: PartState;
  readonly asked: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly dueAt: Instant;
  readonly late: boolean;
  readonly consentAt: Instant | null;
  /** How many working days, where silence was or will be consent. */
  readonly consentDays: number | null;
  /** Who has it; null: nobody yet. */
  readonly handler: string | null;
  readonly endedAt: Instant | null;
  readonly endedBy: string | null;
  /** The answer's `outcome` of its form; '' for none. */
  readonly outcome: string;
  /** As the form calls it; null where it has no such answer. */
  readonly outcomeName: Localised | null;
  /** What was answered, or why it was returned or withdrawn. */
  readonly answer: string | null;
  /** What was answered with; those of the kind `evidence` were taken over by the lead. */
  readonly photos: readonly PhotoView[];
  readonly reminded: number;
  readonly remindedAt: Instant | null;
}
