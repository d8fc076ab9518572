import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type RelayTextKey, relayTexts } from '#portal/kit/texts/relay.ts';

export function useRelayText(): Translate<RelayTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(relayTexts, language), [language]);
}
