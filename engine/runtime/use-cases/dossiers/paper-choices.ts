import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Tx } from '../../ports.ts';
import type { Choice } from '../form-context.ts';
import { pinnedProcedure } from './pinned.ts';

/** Papers of the procedure of a dossier, for a form that asks for them; none for any other form. */
export async function paperChoices(
  tx: Tx,
  form: FormDefinition,
  caseId: string | null,
): Promise<Readonly<Record<string, readonly Choice[]>>> {
  const asks = [...walkForm(form)].some(({ component }) => component.properties?.['source'] === 'papers');
  const dossier = asks && caseId !== null ? await tx.cases.dossiers.byCase(caseId) : undefined;
  if (dossier === undefined) return {};
  const { papers } = await pinnedProcedure(tx, dossier);
  return { papers: papers.map(({ code, name }) => ({ value: code, name })) };
}
