/** Why a report may be about the same matter, in words: "cách 35 m, cùng lĩnh vực, hôm qua". */
import type { Reasons } from '#engine/cases/duplicates/suggest.ts';
import type { Language } from '#engine/runtime/application/common.ts';
import { type Translate, translator } from './text.ts';
import { type DuplicateTextKey, duplicateTexts } from './texts/duplicates.ts';

const categoryWords = { same: 'reasonSame', sibling: 'reasonSibling', other: 'reasonOther' } as const;
const textWords = { much: 'reasonMuch', some: 'reasonSome', none: null } as const;

/** @param roughly the distance is known in steps only */
export function reasonWords({ metres, category, days, text }: Reasons, language: Language, roughly = false): string {
  const t = translator(duplicateTexts, language);
  const said = textWords[text];
  const where = roughly ? t('reasonAtMost', { metres }) : away(t, Math.round(metres));
  const words = [where, t(categoryWords[category]), when(t, days), said === null ? '' : t(said)];
  return words.filter((word) => word !== '').join(', ');
}

function away(t: Translate<DuplicateTextKey>, metres: number): string {
  return metres < 5 ? t('reasonHere') : t('reasonMetres', { metres });
}

function when(t: Translate<DuplicateTextKey>, days: number): string {
  if (days === 0) return t('reasonToday');
  return days === 1 ? t('reasonYesterday') : t('reasonDays', { days });
}
