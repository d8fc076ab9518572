/** In which working time a length counts, and whether the first day does. */
import { Checkbox } from '@mantine/core';
import type { Named } from '#engine/runtime/application/common.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { readCalendar, writeCalendar } from '../../calendar-name.ts';
import { useText } from '../../use-text.ts';
import { PickField } from './fields.tsx';

export interface CalendarFieldProps {
  readonly calendars: readonly Named[];
  readonly calendar: string;
  readonly dayCount: string;
  /** Who does the step, as the process says it; '' where nobody does. */
  readonly unit?: string;
  readonly onCommit: (change: { readonly calendar?: string; readonly dayCount?: string }) => void;
}

export function CalendarField({ calendars, calendar, dayCount, unit = '', onCommit }: CalendarFieldProps) {
  const t = useText();
  const name = readCalendar(calendar);
  const language = useLanguage();
  return (
    <>
      <PickField
        label={t('calendar')}
        value={name.calendar}
        none={t('calendarNone')}
        choices={[
          ...calendars.map(({ code, name }) => ({ value: code, label: name[language] })),
          { value: '=sla.calendar', label: t('calendarOfPriority') },
        ]}
        onCommit={(value) => onCommit({ calendar: writeCalendar({ ...name, calendar: value }) })}
      />
      {calendar !== '' && (unit !== '' || name.unit !== null) && (
        <Checkbox
          label={t('calendarOfUnit')}
          checked={name.unit !== null}
          onChange={(event) => {
            const own = event.currentTarget.checked ? unit : null;
            onCommit({ calendar: writeCalendar({ ...name, unit: own }) });
          }}
        />
      )}
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
