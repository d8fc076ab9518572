import { unitFor } from '#engine/cases/dossiers/desks.ts';
import type { Named } from '../../application/common.ts';
import type { DossierProgress } from '../../application/reports.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { namedIn } from '../names.ts';
import { pinnedProcedure } from './pinned.ts';

/** What an applicant is told of a dossier beside its stages; null where the case is none. */
export async function dossierProgress(
  context: Context,
  tx: Tx,
  { id, state }: Pick<CaseRow, 'id' | 'state'>,
): Promise<DossierProgress | null> {
  const row = await tx.cases.dossiers.byCase(id);
  if (row === undefined) return null;
  const { city } = await context.cities.current(tx);
  const { papers, units } = await pinnedProcedure(tx, row);
  const last = (await tx.cases.dossiers.eventsOf(id)).at(-1);
  const waits = state === 'open' && last?.kind === 'supplementAsked';
  const codes = waits && Array.isArray(last.data['papers']) ? last.data['papers'] : [];
  const missing = papers.filter(({ code }) => codes.includes(code)).map(({ code, name }): Named => ({ code, name }));
  return {
    desk: namedIn(city.units, row.receivingUnit),
    support: namedIn(city.units, unitFor(units.support, row.ward)),
    missing,
  };
}
