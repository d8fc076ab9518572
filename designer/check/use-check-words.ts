import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceCheckTextKey, serviceCheckTexts } from '#portal/kit/texts/service-check.ts';

export function useCheckWords(): Translate<ServiceCheckTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceCheckTexts, language), [language]);
}
