/** The audit's hash chain, as `wardflow verify-audit` looks at it. */
import { verifyAudit } from '#engine/runtime/audit/verify.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { type Finding, finding } from './finding.ts';

export async function checkAuditChain(
  store: Store,
): Promise<{ readonly sealed: number; readonly findings: readonly Finding[] }> {
  const { sealed, faults } = await verifyAudit(store, []);
  return { sealed, findings: faults.map((fault) => finding('AUDIT_CHAIN_BROKEN', JSON.stringify(fault))) };
}
