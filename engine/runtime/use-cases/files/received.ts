/** What was sent, beside what was drawn from it: whether it is kept, under which name its key lies, and its hash in the audit. */
import type { City } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { FileRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

export const originalKeyBytes = 32;

/** Action of the line in the audit that holds both hashes of a file. */
export const receivedAction = 'file.received';

/** What a line with {@link receivedAction} says. */
export interface ReceivedNote {
  readonly case: string;
  /** SHA-256 of what was sent, and of what was drawn from it. */
  readonly received: string;
  readonly drawn: string;
  /** Whether what was sent is kept. */
  readonly kept: boolean;
}

export function originalEntryName(fileId: string): string {
  return `original.${fileId}`;
}

export function fileSubject(fileId: string): string {
  return `file:${fileId}`;
}

/** Whether photos and videos of a matter are kept as they were sent. @param category of a report, or a procedure's code */
export function keepsOriginals(city: City, category: string): boolean {
  if (city.dossiers.procedures.has(category)) return city.dossiers.keepOriginals;
  return city.categories.get(category)?.keepOriginals === true;
}

/** Writes both hashes of each file into the audit, in the transaction in which the files get their rows. */
export async function noteReceived(
  context: Pick<Context, 'newId'>,
  tx: Tx,
  rows: readonly FileRow[],
  now: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  await tx.cases.audit.appendAll(
    rows.map(({ id, caseId, sha256, receivedSha256, originalEntry }) => {
      const note: ReceivedNote = {
        case: caseId,
        received: receivedSha256 ?? '',
        drawn: sha256,
        kept: originalEntry !== null,
      };
      const subject = fileSubject(id);
      return { id: context.newId(now), at: now, actor: '', action: receivedAction, subject, data: { ...note } };
    }),
  );
}
