import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type DesignerTextKey, designerTexts } from '#portal/kit/texts/designer.ts';

export function useText(): Translate<DesignerTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(designerTexts, language), [language]);
}
