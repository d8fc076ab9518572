/**
 * Checks the audit from its first seal to its last, page by page: each entry against its hash, each seal against the
 * chain before it, the chain against the heads that were handed out. What was done to it is named by number and entry.
 */
import type { Instant } from '#engine/core/values.ts';
import type { SealedEntry, StoredEntry } from '../ports/audit.ts';
import type { Store } from '../ports.ts';
import { chainOf, entryHash, genesis } from './chain.ts';
import type { AuditFault } from './fault.ts';
import type { Head } from './heads.ts';

export interface AuditReport {
  /** Seals that were read. */
  readonly sealed: number;
  readonly head: Head | null;
  /** Entries that no sealer has come to yet: they cannot be checked. */
  readonly waiting: number;
  /** Entries sealed more than an hour after they say they were written: no worker ran, or somebody dated them back. */
  readonly late: number;
  readonly headsChecked: number;
  /** Everything that is wrong, in order of number; the first {@link faultsMax}. */
  readonly faults: readonly AuditFault[];
  readonly faultsTotal: number;
}

export const faultsMax = 100;
const pageSize = 2_000;
const lateMs = 3_600_000;

/**
 * @param heads as they were handed out, in any order
 * @param after checks only what has a higher number, and takes the seal of this number as it stands there
 */
export async function verifyAudit(store: Store, heads: readonly Head[], after = 0): Promise<AuditReport> {
  const walk = newWalk(heads);
  const since = after === 0 ? undefined : await startAfter(walk, store, after);
  for (;;) {
    const page = await store.transaction((tx) => tx.cases.auditChain.page(walk.number, pageSize));
    for (const sealed of page) step(walk, sealed);
    if (page.length < pageSize) break;
  }
  const last = heads.reduce((max, head) => Math.max(max, head.number), 0);
  if (last > walk.number) note(walk, { kind: 'truncated', number: walk.number + 1, to: last });
  const { loose, waiting } = await store.transaction(async (tx) => ({
    loose: await tx.cases.auditChain.withoutSeal(faultsMax, since),
    waiting: await tx.cases.auditChain.waiting(),
  }));
  for (const { id } of loose) note(walk, { kind: 'inserted', entryId: id });
  return {
    sealed: walk.sealed,
    head: walk.number === 0 ? null : { number: walk.number, chain: walk.chain ?? '', at: walk.sealedAt },
    waiting: waiting.entries,
    late: walk.late,
    headsChecked: walk.headsChecked,
    faults: walk.faults,
    faultsTotal: walk.faultsTotal,
  };
}

/** @returns when the entry of that number was sealed */
async function startAfter(walk: Walk, store: Store, after: number): Promise<Instant | undefined> {
  const [first] = await store.transaction((tx) => tx.cases.auditChain.page(after - 1, 1));
  if (first?.seal.number !== after) return undefined;
  walk.number = after;
  walk.chain = first.seal.chain;
  walk.sealedAt = first.seal.sealedAt;
  checkHeads(walk, after, first.seal.chain);
  return first.seal.sealedAt;
}

interface Walk {
  number: number;
  /** The chain so far; undefined after a gap, where the next seal cannot be checked against it. */
  chain: string | undefined;
  sealedAt: Instant;
  sealed: number;
  late: number;
  headsChecked: number;
  /** The last head that the chain agreed with. */
  goodHead: number;
  isRewritten: boolean;
  readonly heads: ReadonlyMap<number, readonly Head[]>;
  readonly faults: AuditFault[];
  faultsTotal: number;
}

function newWalk(heads: readonly Head[]): Walk {
  return {
    number: 0,
    chain: genesis,
    sealedAt: 0,
    sealed: 0,
    late: 0,
    headsChecked: 0,
    goodHead: 0,
    isRewritten: false,
    heads: Map.groupBy(heads, (head) => head.number),
    faults: [],
    faultsTotal: 0,
  };
}

function step(walk: Walk, { seal, entry }: SealedEntry): void {
  const { number, entryId } = seal;
  if (number > walk.number + 1) {
    note(walk, { kind: 'gap', number: walk.number + 1, to: number - 1 });
    walk.chain = undefined;
  }
  if (entry === undefined) note(walk, { kind: 'removed', number, entryId });
  else checkEntry(walk, seal, entry);
  if (walk.chain !== undefined && chainOf(seal, walk.chain) !== seal.chain) {
    note(walk, { kind: 'broken', number, entryId });
  }
  // From here on as it stands there, so that one fault is told once.
  walk.chain = seal.chain;
  walk.number = number;
  walk.sealedAt = seal.sealedAt;
  walk.sealed += 1;
  checkHeads(walk, number, seal.chain);
}

function checkEntry(walk: Walk, seal: SealedEntry['seal'], entry: StoredEntry): void {
  if (entryHash(entry) !== seal.entryHash) {
    note(walk, { kind: 'changed', number: seal.number, entryId: seal.entryId });
  }
  if (seal.sealedAt - entry.at > lateMs) walk.late += 1;
}

/** Every head after the first that disagrees does so too: the first is told. */
function checkHeads(walk: Walk, number: number, chain: string): void {
  for (const head of walk.heads.get(number) ?? []) {
    walk.headsChecked += 1;
    if (head.chain === chain) walk.goodHead = number;
    else if (!walk.isRewritten) {
      walk.isRewritten = true;
      note(walk, { kind: 'rewritten', number, after: walk.goodHead });
    }
  }
}

function note(walk: Walk, fault: AuditFault): void {
  walk.faultsTotal += 1;
  if (walk.faults.length < faultsMax) walk.faults.push(fault);
}
