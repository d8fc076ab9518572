/** Working hours of each calendar, other hours from a day on, and which unit goes by which. */
import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { CalendarView } from '#engine/runtime/application/calendars.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { PartProps } from './part-props.ts';
import { useWords } from './use-words.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export function Hours(props: PartProps) {
  const t = useWords();
  return (
    <section aria-label={t('hours')}>
      <h2>{t('hours')}</h2>
      <div className="calendar-cards">
        {props.view.calendars.map((calendar) => (
          <Calendar key={calendar.code} {...props} calendar={calendar} />
        ))}
      </div>
      <UnitCalendar {...props} />
    </section>
  );
}

function Calendar({ calendar, ...props }: PartProps & { readonly calendar: CalendarView }) {
  const t = useWords();
  const language = useLanguage();
  const [opened, form] = useDisclosure(false);
  const { week, changes, units, cutOff } = calendar;
  return (
    <div className="wf-card calendar-card">
      <h3>{calendar.name[language]}</h3>
      <Week week={week} />
      {changes.map((change) => (
        <div key={change.from}>
          <h4>{t('from', { date: change.from.split('-').toReversed().join('/') })}</h4>
          <Week week={change.week} />
        </div>
      ))}
      <p className="wf-muted">{t('openClocks', { count: calendar.openClocks })}</p>
      {!calendar.holidays && <p>{t('noHolidays')}</p>}
      {cutOff !== null && <p>{t('cutOff', { time: cutOff })}</p>}
      {units.length > 0 && <p>{t('usedBy', { units: units.map(({ name }) => name[language]).join(', ') })}</p>}
      {opened ? (
        <HoursForm {...props} calendar={calendar} onDone={form.close} />
      ) : (
        <Button variant="default" onClick={form.open} aria-label={t('hoursOf', { name: calendar.name[language] })}>
          {t('changeHours')}
        </Button>
      )}
    </div>
  );
}

function Week({ week }: { readonly week: readonly string[] }) {
  const t = useWords();
  return (
    <dl className="week">
      {weekdays.map((day, index) => (
        <div key={day}>
          <dt>{t(day)}</dt>
          <dd>{week[index] || '–'}</dd>
        </div>
      ))}
    </dl>
  );
}

function HoursForm({
  calendar,
  draft,
  onChange,
  onDone,
}: PartProps & { readonly calendar: CalendarView; readonly onDone: () => void }) {
  const t = useWords();
  const [from, setFrom] = useState('');
  const [tried, setTried] = useState(false);
  const [week, setWeek] = useState(calendar.changes.at(-1)?.week ?? calendar.week);
  return (
    <form
      noValidate
      className="calendar-add"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (from === '') return;
        onChange({ ...draft, hours: { calendar: calendar.code, from, week } });
        onDone();
      }}
    >
      <TextInput
        type="date"
        required
        label={t('firstDay')}
        value={from}
        error={tried && from === '' ? t('fillIn') : undefined}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      {weekdays.map((day, index) => (
        <TextInput
          key={day}
          label={t(day)}
          {...(index === 0 && { description: t('hoursHint') })}
          value={week[index] ?? ''}
          onChange={(event) => setWeek(week.with(index, event.currentTarget.value))}
        />
      ))}
      <Button type="submit" variant="default">
        {t('changeHours')}
      </Button>
    </form>
  );
}

function UnitCalendar({ view, draft, onChange }: PartProps) {
  const t = useWords();
  const language = useLanguage();
  const [unit, setUnit] = useState<string | null>(null);
  const [calendar, setCalendar] = useState('');
  const choose = (code: string | null) => {
    setUnit(code);
    setCalendar(view.units.find((one) => one.code === code)?.calendar ?? '');
  };
  return (
    <form
      noValidate
      className="wf-card calendar-add"
      aria-label={t('unitTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        if (unit === null) return;
        onChange({ ...draft, unit: { unit, calendar: calendar === '' ? null : calendar } });
      }}
    >
      <h3>{t('unitTitle')}</h3>
      <p className="wf-muted">{t('unitHint')}</p>
      <Select
        label={t('unit')}
        placeholder={t('unitPick')}
        nothingFoundMessage={t('unitNone')}
        required
        searchable
        data={view.units.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
        value={unit}
        onChange={choose}
      />
      <NativeSelect
        label={t('unitCalendar')}
        value={calendar}
        onChange={(event) => setCalendar(event.currentTarget.value)}
        data={[
          { value: '', label: t('inherited') },
          ...view.calendars.map(({ code, name }) => ({ value: code, label: name[language] })),
        ]}
      />
      <Button type="submit" variant="default" disabled={unit === null}>
        {t('unitChoose')}
      </Button>
    </form>
  );
}
