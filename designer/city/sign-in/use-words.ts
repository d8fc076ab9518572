import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type SignInBookTextKey, signInBookTexts } from '#portal/kit/texts/sign-in-book.ts';

export function useSignInWords(): Translate<SignInBookTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(signInBookTexts, language), [language]);
}
