import { wardsInForce } from '#engine/cases/areas.ts';
import type { City } from '#engine/cases/city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { TaskRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { type Choice, type Choices, choicesOf } from './form-context.ts';

/** The choices of a form about a case: the city's, the case's photos, and the case's own ward, should that be no more. */
export async function caseChoices(
  tx: Tx,
  { city, at }: { readonly city: City; readonly at: Instant },
  task: Pick<TaskRow, 'caseId' | 'ward'>,
): Promise<Choices> {
  const files = task.caseId === null ? [] : await tx.cases.files.ofCase(task.caseId);
  const photos = files.map(({ id, kind }, index): Choice => {
    const [vi, en] = kind === 'report' ? ['Ảnh của người dân', 'Reporter’s photo'] : ['Ảnh kết quả', 'Evidence photo'];
    return { value: id, name: { vi: `${vi} ${index + 1}`, en: `${en} ${index + 1}` } };
  });
  const current = wardsInForce(city, at);
  const own = city.wards.get(task.ward);
  const wards = own === undefined || current.includes(own) ? current : [...current, own];
  return choicesOf(city, at, { photos, wards: wards.map(({ code, name }) => ({ value: code, name })) });
}
