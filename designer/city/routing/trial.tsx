/** Place, category and time are put in; the unit and its reasons come out as soon as enough is known. */
import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RouteAnswer, RoutedVersion, RouteTrial, RoutingBook } from '#engine/runtime/application/routing.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { PinMap } from '#portal/kit/react/pin-map.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Answer } from './answer.tsx';
import { useRoutingWords } from './use-words.ts';

type Put = Omit<RouteTrial, keyof RoutedVersion>;

export interface TrialProps {
  readonly book: RoutingBook;
  readonly of: RoutedVersion;
  /** Told of the tables that an answer went through. */
  readonly onTables?: (tables: RouteAnswer['tables']) => void;
}

export function Trial({ book, of, onTables }: TrialProps) {
  const t = useRoutingWords();
  const [put, setPut] = useState<Put>({ category: '', point: null, ward: null, urgent: false, at: book.now });
  const trial: RouteTrial = { ...of, ...put };
  const answer = useQuery({
    queryKey: ['city', 'routing', 'try', trial],
    queryFn: () => api.post<RouteAnswer>('/city/routing/try', trial),
    enabled: put.category !== '',
    placeholderData: (before) => before,
  });
  const tables = answer.data?.tables;
  useEffect(() => {
    if (tables !== undefined) onTables?.(tables);
  }, [tables, onTables]);
  return (
    <div className="routing-trial">
      <Fields book={book} put={put} change={(part) => setPut((before) => ({ ...before, ...part }))} />
      <section className="routing-answer" aria-live="polite" aria-label={t('answer')}>
        {put.category === '' && <p className="wf-muted">{t('chooseFirst')}</p>}
        {answer.error !== null && <ProblemNotice error={answer.error} />}
        {answer.data !== undefined && answer.error === null && put.category !== '' && <Answer answer={answer.data} />}
      </section>
    </div>
  );
}

interface FieldsProps {
  readonly book: RoutingBook;
  readonly put: Put;
  readonly change: (part: Partial<Put>) => void;
}

function Fields({ book, put, change }: FieldsProps) {
  const t = useRoutingWords();
  const language = useLanguage();
  const groups = [...Map.groupBy(book.categories, ({ group }) => group[language])];
  return (
    <form className="city-form" onSubmit={(event) => event.preventDefault()}>
      <Select
        label={t('category')}
        searchable
        required
        data={groups.map(([group, of]) => ({
          group,
          items: of.map(({ code, name }) => ({ value: code, label: name[language] })),
        }))}
        value={put.category}
        onChange={(category) => change({ category: category ?? '' })}
      />
      <Select
        label={t('ward')}
        description={t('wardHint')}
        placeholder={t('wardUnknown')}
        searchable
        clearable
        data={book.wards.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={put.ward}
        onChange={(ward) => change({ ward, point: null })}
      />
      <PinMap label={t('map')} onPin={(point) => change({ point, ward: null })} />
      {put.point !== null && (
        <p className="wf-muted">{t('pinAt', { lat: put.point.lat.toFixed(5), lon: put.point.lon.toFixed(5) })}</p>
      )}
      <TextInput
        type="datetime-local"
        label={t('at')}
        value={put.at ?? ''}
        onChange={(event) =>
          change({ at: event.currentTarget.value === '' ? null : event.currentTarget.value.slice(0, 16) })
        }
      />
      <Checkbox
        size="md"
        label={t('urgent')}
        checked={put.urgent}
        onChange={(event) => change({ urgent: event.currentTarget.checked })}
      />
    </form>
  );
}
