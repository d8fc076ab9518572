/** Working time as a number and its unit, in words. */
import type { Translate } from '#portal/kit/text.ts';
import type { ProceduresTextKey } from '#portal/kit/texts/procedures.ts';
import { parseLength } from '../../process/panel/duration.ts';

/** @returns what is no plain length as it is written */
export function termWords(term: string, t: Translate<ProceduresTextKey>): string {
  const length = parseLength(term);
  if (length === null) return term;
  if (length.unit === 'days' && length.n === 0) return t('sameDay');
  return t('term', { n: length.n, unit: t(length.unit) });
}
