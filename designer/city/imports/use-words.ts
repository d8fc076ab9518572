import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ImportsTextKey, importsTexts } from '#portal/kit/texts/imports.ts';

export function useWords(): Translate<ImportsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(importsTexts, language), [language]);
}
