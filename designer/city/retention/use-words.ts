import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type RetentionTextKey, retentionTexts } from '#portal/kit/texts/retention.ts';

export function useRetentionWords(): Translate<RetentionTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(retentionTexts, language), [language]);
}
