/** Incidents of the shell: a timer or a delivery that could not be carried out. Those of the process are the core's. */
import type { Instant } from '#engine/core/values.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { kernelErrors } from './errors.ts';

interface What {
  readonly job: JobRow;
  /** For the operator; never personal data. */
  readonly reason: string;
  readonly now: Instant;
}

export async function openShellIncident(tx: Tx, id: string, { job, reason, now }: What): Promise<void> {
  const { instanceId, serviceVersionId, caseId, element } = job;
  const code = job.kind === 'timer' ? 'TIMER_FAILED' : 'DELIVERY_FAILED';
  const message = kernelErrors[code].message.en.replace('{reason}', reason);
  const what = { id, key: incidentKeyOf(job), code, message, open: true, openedAt: now, closedAt: null };
  await tx.engine.incidents.insert([{ instanceId, serviceVersionId, caseId, element, ...what }]);
}

/** Key of an incident that the shell opens for a row: the core's own are short (`i7`). */
export function incidentKeyOf(job: JobRow): string {
  return `job:${job.id}`;
}
