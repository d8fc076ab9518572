import { useMemo } from 'react';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Translate, translator } from '#portal/kit/text.ts';
import { type CalendarTextKey, calendarTexts } from '#portal/kit/texts/calendars.ts';

export function useWords(): Translate<CalendarTextKey> {
  const language = useLanguage();
  return useMemo(() => translator(calendarTexts, language), [language]);
}
