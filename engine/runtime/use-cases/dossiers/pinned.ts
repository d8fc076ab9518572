/** The procedure of a dossier as it was when the dossier was received; what the city has decided since does not touch it. */
import { createHash } from 'node:crypto';
import { type Procedure, procedureOf } from '#engine/cases/dossiers/procedures.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DossierRow } from '../../ports/dossiers.ts';
import type { Tx } from '../../ports.ts';

/** Texts never change under their id, so they are read once. */
const known = new Map<string, Procedure>();
const knownMax = 2_000;

/** Keeps the text of a procedure. @returns its id */
export async function pinProcedure(tx: Tx, procedure: Procedure, now: Instant): Promise<string> {
  const { id, content } = versionOf(procedure);
  await tx.cases.dossiers.keepVersion({ id, procedureCode: procedure.code, content, since: now });
  return id;
}

/** The text of a procedure, and the id by which it is kept. */
export function versionOf(procedure: Procedure): { readonly id: string; readonly content: string } {
  const content = JSON.stringify(procedure);
  return { id: createHash('sha256').update(content).digest('hex'), content };
}

/** @throws Error where the text is gone, which means that the database was changed by hand */
export async function pinnedProcedure(
  tx: Tx,
  { procedureVersion }: Pick<DossierRow, 'procedureVersion'>,
): Promise<Procedure> {
  const found = known.get(procedureVersion);
  if (found !== undefined) return found;
  const row = await tx.cases.dossiers.version(procedureVersion);
  if (row === undefined)
    throw new Error(`a dossier names the text ${procedureVersion} of a procedure that is not there`);
  const procedure = procedureOf(row.content);
  if (known.size >= knownMax) known.clear();
  known.set(procedureVersion, procedure);
  return procedure;
}
