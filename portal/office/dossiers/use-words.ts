import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DocumentTextKey, documentTexts } from '#portal/kit/texts/documents.ts';

export function useDocumentWords(): Translate<DocumentTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(documentTexts, language), [language]);
}
