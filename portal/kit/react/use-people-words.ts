import { useMemo } from 'react';
import { type Translate, translator } from '../text.ts';
import { type PeopleTextKey, peopleTexts } from '../texts/people.ts';
import { useLanguage } from './providers.tsx';

export function usePeopleWords(): Translate<PeopleTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(peopleTexts, language), [language]);
}
