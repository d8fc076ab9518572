import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ProceduresTextKey, proceduresTexts } from '#portal/kit/texts/procedures.ts';

export function useProcedureWords(): Translate<ProceduresTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(proceduresTexts, language), [language]);
}
