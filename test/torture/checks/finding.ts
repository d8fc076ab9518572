/** Every kind of fault that the checker knows, with what it means. */
export const faults = {
  COMMAND_LOST: 'an accepted command has not taken effect',
  COMMAND_DOUBLED: 'a command has taken effect more than once',
  COMMAND_FROM_NOWHERE: 'the database holds an effect that nobody asked for, or that was refused',
  COMMAND_FORGOTTEN: 'a command that had been accepted was refused when it was sent again',
  COMMAND_UNANSWERED: 'a command was never answered, however often it was sent',
  STALE_READ: 'what was accepted was not to be seen by who asked next',
  TOKEN_LOST: 'a state waits for something that has no row',
  TOKEN_LEFT: 'a row stands for something that no state waits for',
  TOKEN_DIFFERS: 'a row says something else than the state it stands for',
  STATE_DIFFERS: 'a state is not what its journal leads to',
  HISTORY_DIFFERS: 'the history is not what the journal tells',
  JOURNAL_GAP: 'numbers of a journal are missing or too many',
  NOTICE_MISSING: 'history says that somebody was told, and the outbox does not know of it',
  NOTICE_FROM_NOWHERE: 'a notice was written or delivered that the history does not know of',
  NOTICE_UNSENT: 'a notice stands in the outbox and was not sent',
  NOTICE_NOT_DELIVERED: 'a notice counts as sent, and the provider never got it',
  NOTICE_TWICE: 'a provider that honours idempotency keys delivered a notice twice',
  NOTICE_OUT_OF_ORDER: 'a reporter got the notices of a case in another order than they were written',
  AUDIT_WRONG: 'the audit trail does not hold each command exactly once',
  AUDIT_CHAIN_BROKEN: 'the audit chain does not verify',
  REGISTER_GAP: 'numbers of the register of cases are missing or too many',
  ROW_ORPHANED: 'a row belongs to something that is not there',
  PHOTO_LOST: 'a photo has a row and no file',
  CLOCK_UNWATCHED: 'a clock with a date has not ended, and no sweep will ever look at it',
  DATABASE_DAMAGED: 'the database finds itself damaged',
} as const;

export type Fault = keyof typeof faults;

export interface Finding {
  readonly fault: Fault;
  /** Which row, command or case. */
  readonly where: string;
}

export function finding(fault: Fault, where: string): Finding {
  return { fault, where };
}

/** How often each key comes. */
export function tally(keys: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
