import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DeadlineTextKey, deadlineTexts } from '#portal/kit/texts/deadlines.ts';

export function useWords(): Translate<DeadlineTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(deadlineTexts, language), [language]);
}
