import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceAccountsTextKey, serviceAccountsTexts } from '#portal/kit/texts/service-accounts.ts';

export function useServiceWords(): Translate<ServiceAccountsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceAccountsTexts, language), [language]);
}
