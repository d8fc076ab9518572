import type { Instant } from '#engine/core/values.ts';
import type { ExtensionRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { addEvidence } from './evidence.ts';

/** That the return date of a dossier was put off, with an apology, is on record; of any other case nothing is. */
export async function noteExtension(context: Context, tx: Tx, extension: ExtensionRow, now: Instant): Promise<void> {
  const { caseId, decidedBy, dueBefore, dueAfter, decisionEntry, reason: code } = extension;
  const dossier = await tx.cases.dossiers.byCase(caseId);
  if (dossier === undefined) return;
  const texts = await context.vault.read(tx, caseId, decisionEntry === null ? [] : [decisionEntry]);
  const { city } = await context.cities.current(tx);
  const words = {
    reason: texts.get(decisionEntry ?? '') ?? '',
    basis: city.extensionReasons.get(code)?.basis.vi ?? '',
  };
  const line = {
    caseId,
    kind: 'extended',
    actor: decidedBy,
    unit: dossier.competentUnit,
    dueBefore,
    dueAfter,
  } as const;
  await addEvidence(context, tx, { ...line, words, data: { reason: code } }, now);
}
