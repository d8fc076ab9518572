import { useMemo } from 'react';
import { type Translate, translator } from '../text.ts';
import { type AccountTextKey, accountTexts } from '../texts/account.ts';
import { useLanguage } from './providers.tsx';

export function useAccountWords(): Translate<AccountTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(accountTexts, language), [language]);
}
