import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type OfficeTextKey, officeTexts } from '#portal/kit/texts/office.ts';

export function useText(): Translate<OfficeTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(officeTexts, language), [language]);
}
