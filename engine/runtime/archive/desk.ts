/** What the operator of the machine may do with archived cases; everything leaves a line in the audit. */
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import { eraseOrdered } from '../erasure/carry-out.ts';
import { registerLines } from '../erasure/register-copy.ts';
import { replayErasures } from '../erasure/replay-register.ts';
import type { Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import type { Context } from '../use-cases/context.ts';
import { archiveSome } from './archive-closed.ts';
import { destroyExpired, type Expired, expired } from './retention.ts';

export interface ArchiveDesk {
  /** One slice of what the duty does. */
  archiveSome(now: Instant): Promise<DutyRun>;
  /** Everything that would be destroyed now, held cases among them. */
  expired(now: Instant): AsyncGenerator<Expired>;
  /** One slice of what the duty does. */
  destroyExpired(now: Instant): Promise<DutyRun>;
  /** One slice of what the duty does. */
  eraseOrdered(now: Instant): Promise<DutyRun>;
  /** The register of deletions, a line for each order. */
  registerLines(): AsyncGenerator<string>;
  /** After a restore: erases again what the register says. @returns how many orders the database did not know */
  replayErasures(lines: readonly string[], now: Instant): Promise<number>;
  /** @returns false where nothing of this register number is in the archive */
  bringBack(registerNumber: string, now: Instant): Promise<boolean>;
  /** @returns false where there is no such case, or it is held already */
  hold(registerNumber: string, reason: string, now: Instant): Promise<boolean>;
  /** @returns false where there is no such case, or nothing holds it */
  release(registerNumber: string, now: Instant): Promise<boolean>;
}

export function archiveDesk(context: Context): ArchiveDesk {
  /** Does it to a case and writes it down, or neither. */
  const act = (what: Act) =>
    context.store.transaction(async (tx) => {
      const record = await tx.cases.records.byRegisterNumber(what.registerNumber);
      if (record === undefined || !(await what.does(tx, record.id))) return false;
      const { action, data = {}, now } = what;
      await audit(context, tx, { actor: operator, action, subject: `case:${record.id}`, data }, now);
      return true;
    });
  return {
    archiveSome: (now) => archiveSome(context, now),
    expired: (now) => expired(context, now),
    destroyExpired: (now) => destroyExpired(context, now),
    eraseOrdered: (now) => eraseOrdered(context, now),
    registerLines: () => registerLines(context.store),
    replayErasures: (lines, now) => replayErasures(context, lines, now),
    bringBack: (registerNumber, now) =>
      act({ registerNumber, now, action: 'case.bringBack', does: (tx, id) => tx.cases.archive.bringBack(id) }),
    hold: (registerNumber, reason, now) =>
      act({
        registerNumber,
        now,
        action: 'case.hold',
        data: { reason },
        does: (tx, id) => tx.cases.archive.hold(id, { reason, at: now, by: operator }),
      }),
    release: (registerNumber, now) =>
      act({ registerNumber, now, action: 'case.release', does: (tx, id) => tx.cases.archive.release(id) }),
  };
}

interface Act {
  readonly registerNumber: string;
  readonly now: Instant;
  readonly action: string;
  readonly data?: { readonly reason: string };
  readonly does: (tx: Tx, caseId: string) => Promise<boolean>;
}

/** Whoever has the machine's command line. */
const operator = 'operator';
