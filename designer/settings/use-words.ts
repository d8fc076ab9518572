import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceSettingsTextKey, serviceSettingsTexts } from '#portal/kit/texts/service-settings.ts';

export function useWords(): Translate<ServiceSettingsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceSettingsTexts, language), [language]);
}
