import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ChannelsTextKey, channelsTexts } from '#portal/kit/texts/channels.ts';

export function useChannelWords(): Translate<ChannelsTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(channelsTexts, language), [language]);
}
