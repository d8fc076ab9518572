/**
 * Citizens who have shown that a contact is theirs. There are no accounts: a session holds what was shown, sealed, and goes
 * with it.
 */
import type { Instant } from '#engine/core/values.ts';

export interface CitizenSessionRow {
  readonly id: string;
  readonly tokenHash: string;
  readonly way: CitizenWay;
  /** What was shown (`phone`, `email`, `idNumber`), sealed under the installation's master key, bound to this row. */
  readonly sealed: Uint8Array;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
}

/** What was shown: a code sent to a telephone or an address, or the word of an identity provider. */
export type CitizenWay = 'phone' | 'email' | 'provider';

export interface CitizenTables {
  insertSession(row: CitizenSessionRow): Promise<void>;
  session(tokenHash: string): Promise<CitizenSessionRow | undefined>;
  touchSession(id: string, seenAt: Instant): Promise<void>;
  /** All that are kept: few, because they last hours. For who must be forgotten, whichever they are. */
  sessions(): Promise<readonly CitizenSessionRow[]>;
  /** Ends a session, with what it held of the person. */
  endSession(id: string): Promise<void>;
  /** Ids of sessions that nobody has used since, or that were opened before. */
  sessionsBefore(
    before: { readonly seenAt: Instant; readonly createdAt: Instant },
    limit: number,
  ): Promise<readonly string[]>;
  /** Ids of codes that were asked for and are over. */
  codesOver(now: Instant, limit: number): Promise<readonly string[]>;
  /** Destroys what was kept to send somebody a code: the notice, and its copy in the mailbox of the demo. */
  forgetCode(id: string): Promise<void>;
  /**
   * Cases of who has one of these contacts (`personWord`), confidential ones never, the newest first; `before` the one
   * with this id.
   */
  casesOf(contacts: readonly string[], before: string | null, limit: number): Promise<readonly string[]>;
}
