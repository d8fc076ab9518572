/** Messages between those who handle a case and its reporter. */
import type { RelaySender } from '#engine/cases/relay/relay.ts';
import type { Instant } from '#engine/core/values.ts';

export interface RelayMessageRow {
  readonly id: string;
  readonly caseId: string;
  /** 1, 2, 3 … within the case: no place is taken twice. */
  readonly position: number;
  readonly sender: RelaySender;
  readonly at: Instant;
  /** Account name; '' for the reporter. */
  readonly actor: string;
  /** By which post an official wrote; '' for the reporter. */
  readonly role: string;
  readonly unit: string;
  /** What is written; in the vault. */
  readonly textEntry: string;
  /** Photos that came with it. */
  readonly photos: readonly string[];
  /** When an official took note of what the reporter wrote; null: nobody has. */
  readonly seenAt: Instant | null;
  readonly seenBy: string;
}

export interface RelayTable {
  /** Fails (and is tried again) where its place is taken by now. */
  insert(row: RelayMessageRow): Promise<void>;
  /** In order. */
  ofCase(caseId: string): Promise<readonly RelayMessageRow[]>;
  /** Those of the cases whose reporter has written what nobody has taken note of. */
  unseenIn(caseIds: readonly string[]): Promise<readonly string[]>;
  /** Takes note of what the reporter has written up to this place. @returns how many messages */
  see(caseId: string, upTo: number, seen: { readonly at: Instant; readonly by: string }): Promise<number>;
}
