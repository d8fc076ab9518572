import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type NewServiceTextKey, newServiceTexts } from '#portal/kit/texts/new-service.ts';

export function useWords(): Translate<NewServiceTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(newServiceTexts, language), [language]);
}
