/** Where something is wrong, in words. */
import { audiences, parts } from '#engine/cases/duplicates/settings.ts';
import type { Translate } from '#portal/kit/text.ts';
import type { DuplicateRulesTextKey } from '#portal/kit/texts/duplicate-rules.ts';
import { partWords } from './weights.tsx';

/** `duplicates.least.citizen` in words. */
export function placeOf(path: string, t: Translate<DuplicateRulesTextKey>): string {
  const own = path.replace(/^duplicates\./, '');
  if (own === 'radiusMetres') return t('radius');
  if (own === 'days' || own === 'weights') return t(own);
  const [, place] = /^categories\[(\d+)\]/.exec(own) ?? [];
  if (place !== undefined) return t('line', { n: Number(place) + 1 });
  const part = parts.find((one) => own === `weights.${one}`);
  if (part !== undefined) return t(partWords[part]);
  const audience = audiences.find((one) => own.endsWith(`.${one}`));
  return audience === undefined ? path : `${t(audience)}: ${t(own.startsWith('least') ? 'least' : 'most')}`;
}
