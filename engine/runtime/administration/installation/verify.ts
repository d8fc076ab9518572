/** The newest part of the audit checked for a person at a screen, and its result kept for whoever looks next. */
import type { Actor } from '../../application/common.ts';
import { type AuditVerification, verifiedMax } from '../../application/installation.ts';
import type { Head } from '../../audit/heads.ts';
import { verifyAudit } from '../../audit/verify.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';

const markName = 'audit-verified';
/** The first of them say what was done; the command line has all. */
const faultsKept = 20;

export async function verify(context: Context, actor: Actor, newest: number): Promise<AuditVerification> {
  const { store, clock } = context;
  const last = await store.transaction((tx) => tx.cases.auditChain.head());
  const after = Math.max(0, (last?.number ?? 0) - Math.min(newest, verifiedMax));
  const report = await verifyAudit(store, await headsOf(context), after);
  const at = clock();
  const result: AuditVerification = {
    at,
    by: actor.displayName,
    from: report.head === null ? 0 : after + 1,
    to: report.head?.number ?? 0,
    headsCompared: report.headsChecked,
    faults: report.faults.slice(0, faultsKept),
    faultsTotal: report.faultsTotal,
  };
  await store.transaction(async (tx) => {
    await tx.engine.marks.put({ name: markName, content: JSON.stringify({ ...result, by: actor.username }), at });
    const { from, to, faultsTotal } = result;
    const event = { actor: actor.username, action: 'audit.verify', subject: 'audit', data: { from, to, faultsTotal } };
    await audit(context, tx, event, at);
  });
  return result;
}

export async function lastVerification(tx: Tx): Promise<AuditVerification | null> {
  const mark = await tx.engine.marks.get(markName);
  if (mark === undefined) return null;
  const kept = JSON.parse(mark.content) as AuditVerification;
  const [account] = await tx.cases.accounts.byUsernames([kept.by]);
  return { ...kept, by: account?.displayName ?? kept.by };
}

/** Of the places that can be read back; a mailbox cannot. */
async function headsOf({ headPlaces = [] }: Context): Promise<readonly Head[]> {
  const found = await Promise.all(headPlaces.map((place) => place.read?.() ?? []));
  return found.flat();
}
