/** What is wrong with a formula, and at which letter. */
import type { FeelFault } from '#engine/core/expressions/feel.ts';
import type { useText } from '../../use-text.ts';

export function faultWords(t: ReturnType<typeof useText>, { kind, from, found }: FeelFault): string {
  if (kind === 'costly') return t('feelCostly', { found });
  if (kind === 'unsupported') return t('feelUnsupported', { found });
  return found.trim() === '' ? t('feelUnfinished') : t('feelWrongAt', { place: from + 1, found });
}
