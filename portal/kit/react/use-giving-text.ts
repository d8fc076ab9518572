import { useMemo } from 'react';
import { type Translate, translator } from '../text.ts';
import { type GivingTextKey, givingTexts } from '../texts/giving.ts';
import { useLanguage } from './providers.tsx';

export function useGivingText(): Translate<GivingTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(givingTexts, language), [language]);
}
