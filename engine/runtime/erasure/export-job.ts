/**
 * The built-in job `exportRecord`: lets whoever asked fetch what is held on them, for a while. Nothing is copied here: what
 * they fetch is put together when they fetch it (export-archive.ts), so that there is no second place to erase.
 */

import { localDateTime } from '#engine/cases/compose-notice.ts';
import type { BuiltInJob } from '../kernel.ts';
import { audit } from '../use-cases/audit.ts';
import { confirmedBy, type EraseJobDeps } from './erase-job.ts';
import { heldOn, personIn } from './person.ts';

/** How long it can be fetched. */
export const exportDays = 30;
const dayMs = 86_400_000;

export function exportRecordJob(deps: EraseJobDeps): BuiltInJob {
  return async (tx, job, now) => {
    const request = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    if (request === undefined) return {};
    const orderedBy = await confirmedBy(tx, request.id);
    const { cases } = await heldOn(deps, tx, await personIn(deps, tx, request), request);
    const expiresAt = now + exportDays * dayMs;
    if ((await tx.cases.recordExports.ofCase(request.id)) === undefined) {
      const row = { id: deps.newId(now), caseId: request.id, madeAt: now, expiresAt, downloads: 0 };
      await tx.cases.recordExports.insert({ ...row, cases: cases.map(({ id }) => id) });
    }
    const data = { cases: cases.length };
    await audit(deps, tx, { actor: orderedBy, action: 'record.export', subject: `case:${request.id}`, data }, now);
    const { city } = await deps.cities.current(tx);
    const until = localDateTime(expiresAt, city.province.timeZone);
    return { exportUntil: until, exportedCases: cases.length };
  };
}
