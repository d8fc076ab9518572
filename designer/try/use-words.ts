import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { translator } from '#portal/kit/text.ts';
import { tryTexts } from '#portal/kit/texts/try.ts';
import type { Speech } from './words.ts';

export function useSpeech(): Speech {
  const language = useLanguage();
  return useMemo(() => ({ t: translator(tryTexts, language), language }), [language]);
}
