import type { City } from '#engine/cases/city.ts';
import type { Tx } from '../ports.ts';
import { type Choice, type Choices, choicesOf } from './form-context.ts';

/** The choices of a form about a case: the city's, and the case's photos. */
export async function caseChoices(tx: Tx, city: City, caseId: string | null): Promise<Choices> {
  const files = caseId === null ? [] : await tx.cases.files.ofCase(caseId);
  const photos = files.map(({ id, kind }, index): Choice => {
    const [vi, en] = kind === 'report' ? ['Ảnh của người dân', 'Reporter’s photo'] : ['Ảnh kết quả', 'Evidence photo'];
    return { value: id, name: { vi: `${vi} ${index + 1}`, en: `${en} ${index + 1}` } };
  });
  return choicesOf(city, { photos });
}
