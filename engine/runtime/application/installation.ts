/** The state of the installation for who answers for it: the audit's chain, background duties, backup, a restore. */
import type { Instant } from '#engine/core/values.ts';
import type { AuditFault } from '../audit/fault.ts';
import type { Actor } from './common.ts';

export interface Installations {
  /** Whether there is any part of the state that the actor may see. */
  maySee(actor: Actor): Promise<boolean>;
  /** @throws Refusal 403 where the actor may see no part of it */
  state(actor: Actor): Promise<InstallationState>;
  /**
   * Checks the newest entries of the audit against their seals and the heads that were handed out; the result is kept.
   * @param newest how many; at most {@link verifiedMax}
   * @throws Refusal 403
   */
  verifyAudit(actor: Actor, newest: number): Promise<AuditVerification>;
}

/** A second or two of reading; all of them are for `wardflow verify-audit`. */
export const verifiedMax = 100_000;

export interface InstallationState {
  /** Null: not the actor's to see. */
  readonly audit: AuditState | null;
  readonly duties: DutiesState | null;
}

export interface AuditState {
  /** How many entries are sealed, and the last seal; null before the first. */
  readonly head: { readonly number: number; readonly chain: string; readonly sealedAt: Instant } | null;
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly exported: {
    /** Where heads go: `file`, `mail`. */
    readonly places: readonly string[];
    /** Number of the last head that all places took, and when; null before the first. */
    readonly number: number;
    readonly at: Instant | null;
    readonly triedAt: Instant | null;
    /** The place that did not take the last one; '' where all did. */
    readonly fault: string;
  };
  readonly verified: AuditVerification | null;
  readonly mayVerify: boolean;
}

export interface AuditVerification {
  readonly at: Instant;
  /** Display name of who asked for it. */
  readonly by: string;
  /** Numbers of the first and the last entry that was read; both 0 where there was none. */
  readonly from: number;
  readonly to: number;
  readonly headsCompared: number;
  readonly faults: readonly AuditFault[];
  readonly faultsTotal: number;
}

export interface DutiesState {
  readonly duties: readonly DutyState[];
  /** When the last backup was made, as far as this machine knows; null: never. */
  readonly backupAt: Instant | null;
  /** Restored from a backup and not released yet: nothing goes out. */
  readonly held: {
    readonly since: Instant;
    /** When the backup was made. */
    readonly backupAt: Instant | null;
    readonly timers: number;
    readonly notices: number;
  } | null;
}

export interface DutyState {
  readonly name: string;
  readonly dueAt: Instant;
  readonly startedAt: Instant | null;
  /** When it last ended well. */
  readonly endedAt: Instant | null;
  readonly done: number;
  readonly running: boolean;
  /** Runs in a row that failed, and why the last of them did, by its kind. */
  readonly faults: number;
  readonly fault: string;
}
