import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type RevealTextKey, revealTexts } from '#portal/kit/texts/reveals.ts';

export function useRevealText(): Translate<RevealTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(revealTexts, language), [language]);
}
