/** What is not saved yet: which open cases it would move, and then saving it, with why. */
import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarMoves, CalendarsView } from '#engine/runtime/application/calendars.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { type Draft, noDraft } from './draft.ts';
import type { PartProps } from './part-props.ts';
import { useWords } from './use-words.ts';

export function Pending({ view, draft, onChange }: PartProps) {
  const t = useWords();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const change = { revision: view.revision, ...draft, note };
  const preview = useMutation({
    mutationFn: async (asked: Draft) => ({
      asked,
      moves: await api.post<CalendarMoves>('/city/calendars/preview', { ...change, ...asked }),
    }),
  });
  // What is changed after it was looked at has to be looked at again before it is saved.
  const moves = preview.data?.asked === draft ? preview.data.moves : undefined;
  const save = useMutation({
    mutationFn: () => api.put<CalendarsView>('/city/calendars', change),
    onSuccess: (after) => {
      notifications.show({ message: t('saved') });
      queries.setQueryData(['city', 'calendars'], after);
    },
  });
  const error = save.error ?? preview.error;
  return (
    <section className="wf-card calendar-pending" aria-label={t('pending')}>
      <h2>{t('pending')}</h2>
      <Said view={view} draft={draft} onChange={onChange} />
      {moves !== undefined && <Moves moves={moves} />}
      {error !== null && <ProblemNotice error={error} />}
      <Textarea
        label={t('note')}
        required
        autosize
        minRows={2}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="actions">
        <Button
          variant={moves === undefined ? 'filled' : 'default'}
          loading={preview.isPending}
          onClick={() => preview.mutate(draft)}
        >
          {t('preview')}
        </Button>
        {moves !== undefined && (
          <Button loading={save.isPending} onClick={() => save.mutate()}>
            {t('save')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => onChange(noDraft)}>
          {t('discard')}
        </Button>
      </div>
    </section>
  );
}

function Said({ view, draft }: PartProps) {
  const t = useWords();
  const language = useLanguage();
  const { put, remove, hours, unit } = draft;
  const unitName = view.units.find(({ code }) => code === unit?.unit)?.name[language] ?? unit?.unit ?? '';
  const name = view.calendars.find(({ code }) => code === hours?.calendar)?.name[language] ?? '';
  const parts = [
    ...(put.length + remove.length > 0 ? [t('pendingDays', { put: put.length, removed: remove.length })] : []),
    ...(hours === null ? [] : [t('pendingHours', { name, from: hours.from })]),
    ...(unit === null ? [] : [t('pendingUnit', { unit: unitName })]),
  ];
  return <p>{parts.join('; ')}</p>;
}

function Moves({ moves }: { readonly moves: CalendarMoves }) {
  const t = useWords();
  const language = useLanguage();
  const { moved, looked, cases } = moves;
  return (
    <div role="status">
      <p>
        <strong>{t('moved', { moved, looked })}</strong>{' '}
        {cases.length < moved && t('movedFirst', { count: cases.length })}
      </p>
      {cases.length > 0 && (
        <div className="calendar-scroll">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t('columnNumber')}</th>
                <th scope="col">{t('columnUnit')}</th>
                <th scope="col">{t('columnFrom')}</th>
                <th scope="col">{t('columnTo')}</th>
              </tr>
            </thead>
            <tbody>
              {cases.map((one) => (
                <tr key={`${one.caseId}-${one.clock}-${one.from}`}>
                  <td className="wf-code">{one.registerNumber}</td>
                  <td>{one.unit?.[language] ?? '–'}</td>
                  <td>{dateTime(one.from, timeZone)}</td>
                  <td>
                    {dateTime(one.to, timeZone)} {one.paused && <span className="wf-muted">{t('movedPaused')}</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
