import type { Instant, Json } from '#engine/core/values.ts';
import type { Tx } from '../ports.ts';
import type { NewId } from './ids.ts';

export interface AuditEvent {
  /** Account id, `citizen`, or '' for the system. */
  readonly actor: string;
  /** What was done, e.g. `task.complete`. */
  readonly action: string;
  /** What it was done to, e.g. `case:<id>`. */
  readonly subject: string;
  /** Never personal data: codes, ids, versions. */
  readonly data?: Json;
}

/** Writes one line of the audit in the transaction of what it tells of. */
export async function audit(
  context: { readonly newId: NewId },
  tx: Tx,
  event: AuditEvent,
  now: Instant,
): Promise<void> {
  const { actor, action, subject, data = {} } = event;
  await tx.cases.audit.append({ id: context.newId(now), at: now, actor, action, subject, data });
}
