/** What the sealer and the verifier need of the audit's tables (docs/audit.md). */
import type { Instant } from '#engine/core/values.ts';

/** An entry as it stands in its row: `data` is the JSON text itself, because its bytes are what is sealed. */
export interface StoredEntry {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly data: string;
}

/** Proof of one entry and of all before it. */
export interface Seal {
  /** 1, 2, 3, … without a gap. */
  readonly number: number;
  readonly entryId: string;
  /** SHA-256 of the entry, hex. */
  readonly entryHash: string;
  readonly sealedAt: Instant;
  /** SHA-256 over this seal and the chain before it, hex. */
  readonly chain: string;
}

/** A seal with its entry, where that is still there. */
export interface SealedEntry {
  readonly seal: Seal;
  readonly entry: StoredEntry | undefined;
}

/** Who seals now, and how far the chain's head was handed out. One row. */
export interface ChainState {
  readonly sealer: string;
  /** Another sealer may take over from this instant on. */
  readonly sealerUntil: Instant;
  readonly exportedNumber: number;
  readonly exportedAt: Instant | null;
  readonly exportTriedAt: Instant;
  /** Why the last export failed, by its kind; '' where it went well. */
  readonly exportFault: string;
}

export interface AuditChainTable {
  /** As if it had never been written, where nobody has sealed yet. */
  state(): Promise<ChainState>;
  /** @throws a conflict (replayed by the store) where another process writes the first one at the same time */
  putState(state: ChainState): Promise<void>;
  /** The newest seal. */
  head(): Promise<Seal | undefined>;
  /** Entries that have no seal yet, oldest first. */
  unsealed(limit: number): Promise<readonly StoredEntry[]>;
  /** How many have none, and when the oldest of them was written. */
  waiting(): Promise<{ readonly entries: number; readonly oldestAt: Instant | null }>;
  /** @throws a conflict (replayed by the store) where another sealer has used one of the numbers */
  seal(seals: readonly Seal[]): Promise<void>;
  /** Seals after a number in order, with their entries. */
  page(after: number, limit: number): Promise<readonly SealedEntry[]>;
  /** Entries that count as sealed and have no seal. @param since only those that say they were written later */
  withoutSeal(limit: number, since?: Instant): Promise<readonly StoredEntry[]>;
}
