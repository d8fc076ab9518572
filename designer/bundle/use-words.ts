import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type BundlesTextKey, bundlesTexts } from '#portal/kit/texts/bundles.ts';

export type BundleWords = Translate<BundlesTextKey>;

export function useBundleWords(): BundleWords {
  const language = useLanguage();
  return useMemo(() => translator(bundlesTexts, language), [language]);
}

/** What people call a text of the city; the name of a file that has none is itself. */
export function cityTextName(item: string, t: BundleWords): string {
  const key = `city_${item.replace(/^city\//, '').replace(/\.(geo)?json$/, '')}`;
  return key in bundlesTexts.vi ? t(key as BundlesTextKey) : item;
}
