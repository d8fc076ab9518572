/**
 * The relay between those who handle a case and its reporter: who may write when. An official begins; each side writes a
 * few messages before the other answers; with the case it is closed. Its bounds keep a reporter from a flood of messages
 * and an office from a flood of answers.
 */

export type RelaySender = 'office' | 'reporter';

export const relayBounds = {
  /** Characters of one message. */
  charactersMax: 2_000,
  /** Messages of one side that the other has not answered. */
  unansweredMax: 5,
  /** Messages of a case in all. */
  messagesMax: 60,
} as const;

/** Why somebody may not write now: `notBegun` no official has written yet. */
export type RelayHindrance = 'closed' | 'notBegun' | 'unanswered' | 'full';

export interface RelayState {
  /** The case is still handled by itself: neither closed nor merged into another. */
  readonly open: boolean;
  /** Who wrote each message, in order. */
  readonly senders: readonly RelaySender[];
}

/** @returns what keeps a side from writing one more message now; undefined where nothing does */
export function relayHindrance(side: RelaySender, { open, senders }: RelayState): RelayHindrance | undefined {
  if (!open) return 'closed';
  if (side === 'reporter' && !senders.includes('office')) return 'notBegun';
  if (senders.length >= relayBounds.messagesMax) return 'full';
  return unanswered(side, senders) >= relayBounds.unansweredMax ? 'unanswered' : undefined;
}

/** How many messages of a side stand at the end, behind the last of the other. */
export function unanswered(side: RelaySender, senders: readonly RelaySender[]): number {
  return senders.length - 1 - senders.findLastIndex((sender) => sender !== side);
}
