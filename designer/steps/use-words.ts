import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceStepsTextKey, serviceStepsTexts } from '#portal/kit/texts/service-steps.ts';

export function useWords(): Translate<ServiceStepsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceStepsTexts, language), [language]);
}
