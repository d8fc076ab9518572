/**
 * Orders the audit's entries and chains them. Writers only append rows, in their own transactions, and never wait for
 * one another; what is written is sealed here a moment later, in the order in which it is found, so an entry whose
 * transaction ended late is sealed late and never lost. One process seals at a time, by a lease in the database. The
 * lease saves work and is no lock: two sealers would use the same number, and its primary key lets one of them win.
 */
import type { Instant } from '#engine/core/values.ts';
import type { ChainState } from '../ports/audit.ts';
import type { Store, Tx } from '../ports.ts';
import { sealsAfter } from './chain.ts';
import type { HeadPlace } from './heads.ts';

export interface Sealer {
  /** Seals all that waits, and hands the head out where that is due. @returns how many entries were sealed */
  runDue(now: Instant): Promise<number>;
}

export interface SealerDeps {
  readonly store: Store;
  /** This process, different from all others. */
  readonly owner: string;
  readonly places: readonly HeadPlace[];
  /** Hears of a place that did not take a head: it is tried again. */
  readonly onFault?: (error: unknown, place: string) => void;
}

/** Entries sealed in one transaction. */
const batch = 500;
const leaseMs = 10_000;
export const exportEveryEntries = 1_000;
export const exportEveryMs = 300_000;
const exportAgainMs = 60_000;

export function createSealer(deps: SealerDeps): Sealer {
  let underWay: Promise<number> | undefined;
  return {
    // Rounds that overlap (a slow place for heads) are one round.
    runDue(now) {
      underWay ??= round(deps, now).finally(() => {
        underWay = undefined;
      });
      return underWay;
    },
  };
}

async function round(deps: SealerDeps, now: Instant): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await deps.store.transaction((tx) => sealSome(tx, deps.owner, now));
    if (count === null) return sealed;
    sealed += count;
    if (count < batch) break;
  }
  await exportHead(deps, now);
  return sealed;
}

/** @returns how many; null where another process seals */
async function sealSome(tx: Tx, owner: string, now: Instant): Promise<number | null> {
  const chain = tx.cases.auditChain;
  const state = await chain.state();
  // A lease that reaches further than any was written before the clock was set back.
  const held = state.sealerUntil > now && state.sealerUntil <= now + leaseMs;
  if (held && state.sealer !== owner) return null;
  const entries = await chain.unsealed(batch);
  if (entries.length === 0) return 0;
  if (state.sealer !== owner || state.sealerUntil < now + leaseMs / 2) {
    await chain.putState({ ...state, sealer: owner, sealerUntil: now + leaseMs });
  }
  await chain.seal(sealsAfter(await chain.head(), entries, now));
  return entries.length;
}

async function exportHead({ store, places, onFault }: SealerDeps, now: Instant): Promise<void> {
  if (places.length === 0) return;
  const { state, head } = await store.transaction(async (tx) => ({
    state: await tx.cases.auditChain.state(),
    head: await tx.cases.auditChain.head(),
  }));
  if (head === undefined || !isExportDue(state, head.number, now)) return;
  let fault = '';
  for (const place of places) {
    try {
      await place.keep({ number: head.number, chain: head.chain, at: now });
    } catch (error) {
      onFault?.(error, place.name);
      fault = place.name;
    }
  }
  await store.transaction(async (tx) => {
    const latest = await tx.cases.auditChain.state();
    const done = fault === '' ? { exportedNumber: head.number, exportedAt: now } : {};
    await tx.cases.auditChain.putState({ ...latest, ...done, exportTriedAt: now, exportFault: fault });
  });
}

/** The first one at once; then by number or by time. What failed is tried again after a minute. */
function isExportDue(state: ChainState, number: number, now: Instant): boolean {
  if (number === state.exportedNumber) return false;
  if (state.exportFault !== '' && Math.abs(now - state.exportTriedAt) < exportAgainMs) return false;
  // A head that lies behind the one handed out: the tail was cut off. The next one tells of it at once.
  if (state.exportedAt === null || number < state.exportedNumber) return true;
  return number - state.exportedNumber >= exportEveryEntries || Math.abs(now - state.exportedAt) >= exportEveryMs;
}
