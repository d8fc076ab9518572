import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DuplicateTextKey, duplicateTexts } from '#portal/kit/texts/duplicates.ts';

export function useWords(): Translate<DuplicateTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(duplicateTexts, language), [language]);
}
