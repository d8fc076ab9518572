/**
 * Fields that ask for evidence (`evidence` in the properties of a file field): of some categories no result is handed in
 * without a photo of it, or of the paper that tells of it. What another unit has sent counts when the lead took it over.
 */
import type { City } from '#engine/cases/city/city.ts';
import { walkForm } from '#forms/components.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { Submission } from '#forms/validate.ts';
import type { StagedFile } from '../application/common.ts';
import type { TaskRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import type { FieldFault } from '../refusal.ts';

export async function evidenceFaults(
  tx: Tx,
  city: City,
  task: Pick<TaskRow, 'caseId' | 'category' | 'part'>,
  { form, judged }: { readonly form: FormDefinition; readonly judged: Submission<StagedFile> },
): Promise<readonly FieldFault[]> {
  const { caseId, category, part } = task;
  if (caseId === null || part !== '' || city.categories.get(category)?.needsEvidence !== true) return [];
  const field = [...walkForm(form)].find(({ component }) => component.properties?.['evidence'] === 'true')?.component;
  if (field === undefined || (judged.files[field.key]?.length ?? 0) > 0) return [];
  // Photos from before the reporter said that it is not solved show what was not enough.
  const reopened = (await tx.cases.ratings.ofCases([caseId])).findLast(({ solved }) => !solved)?.at ?? 0;
  const files = await tx.cases.files.ofCase(caseId);
  const shown = files.some(({ kind, createdAt }) => kind === 'evidence' && createdAt >= reopened);
  return shown ? [] : [{ path: field.key, rule: 'evidenceNeeded' }];
}
