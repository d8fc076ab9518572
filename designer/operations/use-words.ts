import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type OperationsTextKey, operationsTexts } from '#portal/kit/texts/operations.ts';

export type Words = Translate<OperationsTextKey>;

export function useWords(): Words {
  const language = useLanguage();
  return useMemo(() => translator(operationsTexts, language), [language]);
}

/** A code the server may send before this page knows it is shown as it is. */
export function wordsFor(t: Words, prefix: string, code: string): string {
  const key = `${prefix}_${code}`;
  return Object.hasOwn(operationsTexts.vi, key) ? t(key as OperationsTextKey) : code;
}
