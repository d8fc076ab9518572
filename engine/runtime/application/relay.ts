import type { RelayHindrance, RelaySender } from '#engine/cases/relay/relay.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Named, PhotoView, StagedFile } from './common.ts';

/** Officials and the reporter of a case write to each other; neither learns who or where the other is. */
export interface Relay {
  /** All messages of the case of a task. @throws Refusal 404 where the task is not the actor's to see, or only a part */
  ofTask(actor: Actor, taskId: string): Promise<RelayView>;
  /**
   * Writes to the reporter; the same `submissionKey` again changes nothing.
   * @throws Refusal 404, 403; 409 `RELAY_CLOSED`, `RELAY_UNANSWERED` or `RELAY_FULL`; 422 by field
   */
  write(
    actor: Actor,
    taskId: string,
    message: { readonly text: string; readonly submissionKey: string },
  ): Promise<RelayView>;
  /** Takes note of what the reporter has written up to a message. @throws Refusal 404, 403 */
  see(actor: Actor, taskId: string, upTo: number): Promise<RelayView>;
  /**
   * The reporter answers, known by code and second factor.
   * @throws Refusal 404; 409 as write, `RELAY_NOT_BEGUN`; 422 by field
   */
  answer(answer: RelayAnswer): Promise<ReporterRelay>;
}

export interface RelayAnswer {
  readonly code: string;
  readonly secret: string;
  readonly text: string;
  readonly files: readonly StagedFile[];
  readonly submissionKey: string;
}

export interface RelayMessage {
  /** 1, 2, 3 …: names it within the case. */
  readonly position: number;
  readonly from: RelaySender;
  readonly at: Instant;
  /** The post by which an official wrote; null for the reporter. */
  readonly role: Named | null;
  readonly unit: Named | null;
  readonly text: string;
  readonly photos: readonly PhotoView[];
}

export interface OfficialRelayMessage extends RelayMessage {
  /** Which official; null for the reporter, who stays nameless. */
  readonly by: string | null;
  /** Of what the reporter has written: whether somebody has taken note. */
  readonly seen: boolean;
}

/** The messages as officials see them. */
export interface RelayView {
  readonly messages: readonly OfficialRelayMessage[];
  /** The reader's rights let them write for this task. */
  readonly mayWrite: boolean;
  /** What keeps everybody from writing now. */
  readonly hindrance: RelayHindrance | null;
  /** How the reporter is told of a message; none: they learn of it only when they look by themselves. */
  readonly reachedBy: readonly ('sms' | 'email')[];
  readonly charactersMax: number;
}

/** The messages as the reporter sees them. */
export interface ReporterRelay {
  readonly messages: readonly RelayMessage[];
  readonly hindrance: RelayHindrance | null;
  readonly charactersMax: number;
}
