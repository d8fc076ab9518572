import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type ServiceTasksTextKey, serviceTasksTexts } from '#portal/kit/texts/service-tasks.ts';

export function useTaskWords(): Translate<ServiceTasksTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(serviceTasksTexts, language), [language]);
}
