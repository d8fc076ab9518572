import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type HandlingTextKey, handlingTexts } from '#portal/kit/texts/handling.ts';

export function useHandlingWords(): Translate<HandlingTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(handlingTexts, language), [language]);
}
