import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type CityHistoryTextKey, cityHistoryTexts } from '#portal/kit/texts/city-history.ts';

export function useHistoryWords(): Translate<CityHistoryTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(cityHistoryTexts, language), [language]);
}
