import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DossierTextKey, dossierTexts } from '#portal/kit/texts/dossiers.ts';

export type DossierWords = Translate<DossierTextKey>;

export function useDossierWords(): DossierWords {
  const language = useLanguage();
  return useMemo(() => translator(dossierTexts, language), [language]);
}
