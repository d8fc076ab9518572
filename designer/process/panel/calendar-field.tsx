/** In which working time a length counts, and whether the first day does. */
import { Checkbox } from '@mantine/core';
import type { Named } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../../use-text.ts';
import { PickField } from './fields.tsx';

export interface CalendarFieldProps {
  readonly calendars: readonly Named[];
  readonly calendar: string;
  readonly dayCount: string;
  readonly onCommit: (change: { readonly calendar?: string; readonly dayCount?: string }) => void;
}

export function CalendarField({ calendars, calendar, dayCount, onCommit }: CalendarFieldProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <>
      <PickField
        label={t('calendar')}
        value={calendar}
        none={t('calendarNone')}
        choices={[
          ...calendars.map(({ code, name }) => ({ value: code, label: name[language] })),
          { value: '=sla.calendar', label: t('calendarOfPriority') },
        ]}
        onCommit={(value) => onCommit({ calendar: value })}
      />
      {calendar !== '' && (
        <Checkbox
          label={t('dayCountExclude')}
          checked={dayCount === 'exclude_first_day'}
          onChange={(event) => onCommit({ dayCount: event.currentTarget.checked ? 'exclude_first_day' : '' })}
        />
      )}
    </>
  );
}
