import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceTextsTextKey, serviceTextsTexts } from '#portal/kit/texts/service-texts.ts';

export function useWords(): Translate<ServiceTextsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceTextsTexts, language), [language]);
}
