/** Whether originals are still what was sent: their bytes against the hash in their row, and both against the audit. */
import { createHash } from 'node:crypto';
import type { FileRow } from '../../ports/case-rows.ts';
import type { Context } from '../context.ts';
import { fileSubject, type ReceivedNote, receivedAction } from './received.ts';

export interface OriginalsReport {
  /** Read to the end and found to be what was sent. */
  readonly whole: number;
  /** Their key is destroyed: nobody can read them, and nobody should. */
  readonly destroyed: number;
  /** Wait for a scanner. */
  readonly waiting: number;
  readonly faults: readonly OriginalFault[];
}

export interface OriginalFault {
  readonly fileId: string;
  readonly caseId: string;
  /**
   * `missing`: it is not in the store; `damaged`: it is not as it was sealed; `changed`: it has another hash than its row
   * says; `unproven`: the audit has no such hash.
   */
  readonly kind: 'missing' | 'damaged' | 'changed' | 'unproven';
}

const pageSize = 100;

/** Reads them all, a page of rows at a time; the audit's own chain is checked by `verify-audit`. */
export async function verifyOriginals(context: Pick<Context, 'store' | 'files' | 'vault'>): Promise<OriginalsReport> {
  const counts = { whole: 0, destroyed: 0, waiting: 0 };
  const faults: OriginalFault[] = [];
  for (let after: string | null = null; ; ) {
    const page: readonly FileRow[] = await context.store.transaction((tx) =>
      tx.cases.files.withOriginal(after, pageSize),
    );
    for (const row of page) {
      const found = await judged(context, row);
      if (found in counts) counts[found as keyof typeof counts] += 1;
      else faults.push({ fileId: row.id, caseId: row.caseId, kind: found as OriginalFault['kind'] });
    }
    after = page.at(-1)?.id ?? null;
    if (page.length < pageSize) return { ...counts, faults };
  }
}

async function judged(
  context: Pick<Context, 'store' | 'files' | 'vault'>,
  row: FileRow,
): Promise<OriginalFault['kind'] | 'whole' | 'destroyed' | 'waiting'> {
  const { id, caseId, originalEntry, receivedSha256 } = row;
  const { key, notes } = await context.store.transaction(async (tx) => ({
    key: (await context.vault.read(tx, caseId, [originalEntry ?? ''])).get(originalEntry ?? ''),
    notes: (await tx.cases.audit.ofSubject(fileSubject(id))).filter(({ action }) => action === receivedAction),
  }));
  if (key === undefined) return 'destroyed';
  if (await context.files.waits(id)) return 'waiting';
  const content = await context.files.original(id, Buffer.from(key, 'base64'));
  if (content === undefined) return 'missing';
  const hash = createHash('sha256');
  try {
    for await (const piece of content) hash.update(piece);
  } catch {
    return 'damaged';
  }
  if (hash.digest('hex') !== receivedSha256) return 'changed';
  const proven = notes.some(({ data }) => {
    const note = data as unknown as ReceivedNote;
    return note.received === receivedSha256 && note.drawn === row.sha256 && note.case === caseId;
  });
  return proven ? 'whole' : 'unproven';
}
