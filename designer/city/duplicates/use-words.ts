import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DuplicateRulesTextKey, duplicateRulesTexts } from '#portal/kit/texts/duplicate-rules.ts';

export function useDuplicateWords(): Translate<DuplicateRulesTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(duplicateRulesTexts, language), [language]);
}
