/** Days off and days worked in exchange, by year: their status, new ones by hand, from a file, or as suggested. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HolidayLine } from '#engine/cases/calendars/suggested-holidays.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { FileField } from '../file-field.tsx';
import { type DayLine, daysOf, withDays, withRemoved, withStatus } from './draft.ts';
import type { PartProps } from './part-props.ts';
import { useWords } from './use-words.ts';

export function Days(props: PartProps) {
  const t = useWords();
  const { view, draft } = props;
  const thisYear = Number(view.today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const years = new Set([...view.days, ...draft.put].map(({ date }) => Number(date.slice(0, 4))));
  const offered = [...years.add(thisYear).add(thisYear + 1)].toSorted((a, b) => a - b);
  const days = daysOf(view, draft, year);
  return (
    <section className="wf-card" aria-label={t('days')}>
      <div className="service-head">
        <h2>{t('days')}</h2>
        <NativeSelect
          label={t('year')}
          value={String(year)}
          onChange={(event) => setYear(Number(event.currentTarget.value))}
          data={offered.map(String)}
        />
      </div>
      {days.length === 0 ? <p>{t('noDays')}</p> : <DayTable {...props} days={days} />}
      <AddDay {...props} />
      <Suggestion {...props} year={year} />
      <FromFile {...props} />
    </section>
  );
}

function DayTable({ days, ...props }: PartProps & { readonly days: readonly DayLine[] }) {
  const t = useWords();
  return (
    <div className="calendar-scroll">
      <table className="list">
        <caption className="visually-hidden">{t('days')}</caption>
        <thead>
          <tr>
            {(['columnDay', 'columnName', 'columnKind', 'columnStatus', 'columnCounts', 'columnDo'] as const).map(
              (key) => (
                <th key={key} scope="col">
                  {t(key)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <Day key={day.date} {...props} day={day} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const drafted = { new: 'draftNew', changed: 'draftChanged', removed: 'draftRemoved' } as const;

function Day({ view, draft, onChange, day }: PartProps & { readonly day: DayLine }) {
  const t = useWords();
  const language = useLanguage();
  const ahead = day.date > view.today;
  const date = day.date.split('-').toReversed().join('/');
  const removed = day.draft === 'removed';
  return (
    <tr className={removed ? 'removed' : undefined}>
      <td>{date}</td>
      <td data-label={t('columnName')}>
        {day.name[language]} {day.draft !== null && <span className="wf-chip info">{t(drafted[day.draft])}</span>}
      </td>
      <td data-label={t('columnKind')}>{t(day.kind)}</td>
      <td data-label={t('columnStatus')}>
        {ahead && !removed ? (
          <NativeSelect
            aria-label={t('status', { date })}
            value={day.status}
            onChange={(event) => onChange(withStatus(draft, day, event.currentTarget.value, day.draft === 'new'))}
            data={view.statuses.map(({ code, name }) => ({ value: code, label: name[language] }))}
          />
        ) : (
          (view.statuses.find(({ code }) => code === day.status)?.name[language] ?? day.status)
        )}
      </td>
      <td data-label={t('columnCounts')}>{t(day.counts ? 'counts' : 'countsNot')}</td>
      <td>
        {ahead && (
          <Button
            variant="default"
            size="compact-md"
            aria-label={t(removed ? 'keep' : 'remove', { date })}
            onClick={() => onChange(withRemoved(draft, day))}
          >
            {t(removed ? 'keepShort' : 'removeShort')}
          </Button>
        )}
      </td>
    </tr>
  );
}

function AddDay({ view, draft, onChange }: PartProps) {
  const t = useWords();
  const [date, setDate] = useState('');
  const [vi, setVi] = useState('');
  const [en, setEn] = useState('');
  const [kind, setKind] = useState<'dayOff' | 'workDay'>('dayOff');
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && text.trim() === '' ? t('fillIn') : undefined);
  const status = view.statuses.find((one) => one.counts)?.code ?? '';
  return (
    <form
      noValidate
      className="calendar-add"
      onSubmit={(event) => {
        event.preventDefault();
        const complete = date !== '' && vi.trim() !== '';
        setTried(!complete);
        if (!complete) return;
        const day = { date, name: { vi: vi.trim(), en: en.trim() || vi.trim() }, kind, status, isNew: true };
        onChange({ ...draft, put: [...draft.put, day] });
        setDate('');
        setVi('');
        setEn('');
      }}
    >
      <TextInput
        type="date"
        required
        label={t('newDay')}
        value={date}
        error={missing(date)}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t('newNameVi')}
        value={vi}
        error={missing(vi)}
        onChange={(event) => setVi(event.currentTarget.value)}
      />
      <TextInput label={t('newNameEn')} value={en} onChange={(event) => setEn(event.currentTarget.value)} />
      <NativeSelect
        label={t('newKind')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
        data={[
          { value: 'dayOff', label: t('dayOff') },
          { value: 'workDay', label: t('workDay') },
        ]}
      />
      <Button type="submit" variant="default">
        {t('add')}
      </Button>
    </form>
  );
}

function Suggestion({ view, draft, onChange, year }: PartProps & { readonly year: number }) {
  const t = useWords();
  const ask = useMutation({
    mutationFn: () => api.get<readonly HolidayLine[]>(`/city/calendars/suggestions/${year}`),
    onSuccess: (days) => onChange(withDays(draft, view, days)),
  });
  return (
    <div className="calendar-source">
      <Button variant="default" loading={ask.isPending} onClick={() => ask.mutate()}>
        {t('suggest', { year })}
      </Button>
      <p className="wf-muted">{t('suggestHint')}</p>
      {ask.error !== null && <ProblemNotice error={ask.error} />}
    </div>
  );
}

function FromFile({ view, draft, onChange }: PartProps) {
  const t = useWords();
  const read = useMutation({
    mutationFn: async (file: File) =>
      api.post<readonly HolidayLine[]>('/city/calendars/read', { text: await file.text() }),
    onSuccess: (days) => onChange(withDays(draft, view, days)),
  });
  return (
    <div className="calendar-source">
      <FileField
        label={t('file')}
        description={t('fileHint')}
        accept=".ics,.csv,text/calendar,text/csv"
        onChange={(file) => file !== null && read.mutate(file)}
      />
      {read.data !== undefined && <p role="status">{t('read', { count: read.data.length })}</p>}
      {read.error !== null && <ProblemNotice error={read.error} />}
    </div>
  );
}
