import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type PublicationTextKey, publicationTexts } from '#portal/kit/texts/publication.ts';

export function usePublicationWords(): Translate<PublicationTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(publicationTexts, language), [language]);
}
