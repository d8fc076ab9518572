import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ReorganiseTextKey, reorganiseTexts } from '#portal/kit/texts/reorganise.ts';

export function useWords(): Translate<ReorganiseTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(reorganiseTexts, language), [language]);
}
