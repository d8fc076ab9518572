import { useMemo } from 'react';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type FiguresTextKey, figuresTexts } from '#portal/kit/texts/figures.ts';
import { useLanguage } from '../providers.tsx';

export function useFigureWords(): Translate<FiguresTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(figuresTexts, language), [language]);
}
