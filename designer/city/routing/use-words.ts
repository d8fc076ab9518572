import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type RoutingTextKey, routingTexts } from '#portal/kit/texts/routing.ts';

export function useRoutingWords(): Translate<RoutingTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(routingTexts, language), [language]);
}
