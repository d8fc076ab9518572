import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ConnectionsTextKey, connectionsTexts } from '#portal/kit/texts/connections.ts';

export function useWords(): Translate<ConnectionsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(connectionsTexts, language), [language]);
}
