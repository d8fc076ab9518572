import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type OriginalTextKey, originalTexts } from '#portal/kit/texts/originals.ts';

export function useOriginalWords(): Translate<OriginalTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(originalTexts, language), [language]);
}
