/** What a scanner says of files that were sent: infected ones leave their case, and its officials read why. */
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../../duties/duty.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';

/** So many at a time, a second or so. */
const scannedMax = 20;

export async function scanFiles(context: Context, now: Instant): Promise<DutyRun> {
  const { clean, infected, fault } = await context.files.checkWaiting(scannedMax);
  for (const { id, signature } of infected) {
    // Of a report that is just being written the row comes in a moment; what no case names is swept like any other.
    if (await tell(context, id, signature, now)) await context.files.quarantine(id);
  }
  if (fault !== undefined) throw fault;
  const done = clean + infected.length;
  return { done, more: done === scannedMax };
}

/** @returns false where no case names the file */
async function tell(context: Context, id: string, signature: string, at: Instant): Promise<boolean> {
  return await context.store.transaction(async (tx) => {
    const file = await tx.cases.files.byId(id);
    const record = file && (await tx.cases.records.byId(file.caseId));
    if (record === undefined) return false;
    await tx.cases.files.remove(id);
    const line = { caseId: record.id, at, kind: 'infected', code: signature, element: '', actor: '' } as const;
    await tx.cases.timeline.append([{ ...line, id: context.newId(at), unit: record.unit, noteEntry: null }]);
    const event = { actor: '', action: 'file.infected', subject: `file:${id}`, data: { signature } };
    await audit(context, tx, event, at);
    return true;
  });
}
