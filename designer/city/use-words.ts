import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type CityTextKey, cityTexts } from '#portal/kit/texts/city.ts';

export function useWords(): Translate<CityTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(cityTexts, language), [language]);
}
