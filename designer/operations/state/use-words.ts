import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type InstallationTextKey, installationTexts } from '#portal/kit/texts/installation.ts';

export type Words = Translate<InstallationTextKey>;

export function useWords(): Words {
  const language = useLanguage();
  return useMemo(() => translator(installationTexts, language), [language]);
}

/** What this page does not know yet is shown as it is. */
export function wordsFor(t: Words, key: string, params: Readonly<Record<string, string | number>> = {}): string {
  if (Object.hasOwn(installationTexts.vi, key)) return t(key as InstallationTextKey, params);
  return key.slice(key.indexOf('_') + 1);
}
