/** What an operator asks for once the cause of an incident is gone: the same work again. */
import type { Command } from '#engine/core/commands.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Step } from '../kernel.ts';
import type { IncidentRow } from '../ports/engine.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { triesDefault } from './backoff.ts';
import { kernelRefusal } from './errors.ts';

type Execute = (tx: Tx, instanceId: string, command: Command, now: Instant) => Promise<Step>;

/**
 * An incident of the process itself goes to the core; one of a timer or delivery that could not be carried out makes
 * its row ready again, with all its tries.
 * @throws Refusal 404 `INCIDENT_NOT_FOUND`, 409 `INCIDENT_CLOSED`, or as `execute`
 */
export async function retryIncident(tx: Tx, incidentId: string, now: Instant, execute: Execute): Promise<void> {
  const incident = await tx.engine.incidents.byId(incidentId);
  if (incident === undefined) throw kernelRefusal('INCIDENT_NOT_FOUND');
  if (!incident.open) throw kernelRefusal('INCIDENT_CLOSED');
  if (isCores(incident)) {
    await execute(tx, incident.instanceId, { kind: 'retryIncident', incident: incident.key }, now);
    return;
  }
  const job = await jobOf(tx, incident);
  // Without its row there is nothing left to do: the instance no longer waits for it.
  if (job !== undefined) await tx.engine.jobs.makeReady(job.id, { dueAt: now, retriesLeft: triesDefault });
  await tx.engine.incidents.closeById(incident.id, now);
}

function isCores({ key }: IncidentRow): boolean {
  return key !== '' && !key.startsWith('job:');
}

/** Incidents of earlier releases do not name their row: it is the one at this element that waits for an operator. */
async function jobOf(tx: Tx, { key, instanceId, element }: IncidentRow): Promise<JobRow | undefined> {
  if (key !== '') return await tx.engine.jobs.byId(key.slice('job:'.length));
  const rows = await tx.engine.jobs.ofInstance(instanceId);
  return rows.find((job) => job.state === 'incident' && job.element === element);
}
