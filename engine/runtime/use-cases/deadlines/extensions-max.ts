import type { City } from '#engine/cases/city/city.ts';
import type { ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { pinnedProcedure } from '../dossiers/pinned.ts';

/** How often the due date of a case may be put off: what the procedure of a dossier allows, else what its class does. */
export async function extensionsMax(
  tx: Tx,
  { caseId, sla }: Pick<ClockRow, 'caseId' | 'sla'>,
  city: Pick<City, 'slaClasses'>,
): Promise<number> {
  const dossier = await tx.cases.dossiers.byCase(caseId);
  if (dossier !== undefined) return (await pinnedProcedure(tx, dossier)).extensions;
  return city.slaClasses.get(sla)?.extensions ?? 0;
}
