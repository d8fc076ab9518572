import { wardsInForce } from '#engine/cases/areas/areas.ts';
import { categoriesInOrder } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Named } from '#engine/cases/text/localised.ts';
import type { Instant } from '#engine/core/values.ts';
import type { TaskRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { type Choice, type Choices, choicesOf } from './form-context.ts';
import { isPicture } from './photos.ts';

/** The choices of a form about a case: the city's, its photos, and its own ward and category, should they be no more. */
export async function caseChoices(
  tx: Tx,
  { city, at }: { readonly city: City; readonly at: Instant },
  task: Pick<TaskRow, 'caseId' | 'ward' | 'category'>,
  more: Readonly<Record<string, readonly Choice[]>> = {},
): Promise<Choices> {
  const files = task.caseId === null ? [] : (await tx.cases.files.ofCase(task.caseId)).filter(isPicture);
  const photos = files.map(({ id, kind }, index): Choice => {
    const [vi, en] = kind === 'report' ? ['Ảnh của người dân', 'Reporter’s photo'] : ['Ảnh kết quả', 'Evidence photo'];
    return { value: id, name: { vi: `${vi} ${index + 1}`, en: `${en} ${index + 1}` } };
  });
  const wards = withOwn(wardsInForce(city, at), city.wards.get(task.ward));
  const categories = withOwn(categoriesInOrder(city), city.categories.get(task.category));
  return choicesOf(city, at, { photos, wards, categories, ...more });
}

function withOwn(current: readonly Named[], own: Named | undefined): readonly Choice[] {
  const all = own === undefined || current.some(({ code }) => code === own.code) ? current : [...current, own];
  return all.map(({ code, name }) => ({ value: code, name }));
}
