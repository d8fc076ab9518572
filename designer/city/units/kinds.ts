import type { Translate } from '#portal/kit/text.ts';
import { type CityTextKey, cityTexts } from '#portal/kit/texts/city.ts';

/** Kinds that have a name here; a city may have others, which are shown as they are. */
export const unitKinds: readonly string[] = Object.keys(cityTexts.vi)
  .filter((key) => key.startsWith('kind_'))
  .map((key) => key.slice('kind_'.length));

export function kindWords(kind: string, t: Translate<CityTextKey>): string {
  return unitKinds.includes(kind) ? t(`kind_${kind}` as CityTextKey) : kind;
}
