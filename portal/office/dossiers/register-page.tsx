/** The register of dossiers (07) over a period: narrowed down, read page by page, printed, taken into a spreadsheet. */

import { Button, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RegisterPage as Page, RegisterEntry } from '#engine/runtime/application/documents.ts';
import { documentUrl } from '#portal/kit/document-url.ts';
import { date } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import '#portal/kit/react/table.css';
import { PeriodPicker, usePeriod } from '../figures/period.tsx';
import { useDocumentWords } from './use-words.ts';

type Narrowed = Readonly<Record<'unit' | 'procedure' | 'state', string | null>>;

export function RegisterPage() {
  const t = useDocumentWords();
  const period = usePeriod();
  const [narrowed, setNarrowed] = useState<Narrowed>({ unit: null, procedure: null, state: null });
  const query = new URLSearchParams(period.days);
  for (const [name, value] of Object.entries(narrowed)) if (value !== null) query.set(name, value);
  const asked = query.toString();
  const register = useRegister(asked, period.good);
  const { data, hasNextPage, fetchNextPage, isFetching } = register;
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="list-page">
      <h1>{t('register')}</h1>
      <p className="wf-muted">{t('registerLead')}</p>
      <Definition of="dossiers.register" />
      <div className="filters">
        <PeriodPicker period={period} />
        <Filters narrowed={narrowed} choices={data?.pages[0]} onChange={setNarrowed} />
      </div>
      {period.good && (
        <p className="actions">
          <a href={`/documents/register?${asked}`} target="_blank" rel="noreferrer">
            {t('printRegister')}
          </a>{' '}
          <a href={`/documents/register.csv?${asked}`}>{t('downloadRegister')}</a>
        </p>
      )}
      <LoadState of={register} />
      {data !== undefined && entries.length === 0 && <EmptyState title={t('none')}>{t('noneHint')}</EmptyState>}
      {entries.length > 0 && (
        <div className="wf-card" aria-busy={isFetching}>
          <Table entries={entries} />
        </div>
      )}
      {hasNextPage && (
        <Button variant="default" loading={isFetching} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

function useRegister(asked: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['register', asked],
    queryFn: ({ pageParam }) =>
      api.get<Page>(`/dossiers/register?${asked}${pageParam === '' ? '' : `&after=${encodeURIComponent(pageParam)}`}`),
    initialPageParam: '',
    getNextPageParam: (page: Page) => page.next ?? undefined,
    placeholderData: (before) => before,
    enabled,
    retry: false,
  });
}

interface FilterProps {
  readonly narrowed: Narrowed;
  readonly choices: Page | undefined;
  onChange(narrowed: Narrowed): void;
}

function Filters({ narrowed, choices, onChange }: FilterProps) {
  const t = useDocumentWords();
  const language = useLanguage();
  const named = (places: Page['units'] | undefined) =>
    (places ?? []).map(({ code, name }) => ({ value: code, label: name[language] }));
  const filter = (name: keyof Narrowed, placeholder: string, data: readonly { value: string; label: string }[]) => (
    <Select
      label={t(name)}
      placeholder={placeholder}
      clearable
      searchable={name !== 'state'}
      value={narrowed[name]}
      onChange={(value) => onChange({ ...narrowed, [name]: value })}
      data={data}
    />
  );
  return (
    <>
      {filter('unit', t('anyUnit'), named(choices?.units))}
      {filter('procedure', t('anyProcedure'), named(choices?.procedures))}
      {filter('state', t('anyState'), [
        { value: 'open', label: t('open') },
        { value: 'closed', label: t('closed') },
      ])}
    </>
  );
}

function Table({ entries }: { readonly entries: readonly RegisterEntry[] }) {
  const t = useDocumentWords();
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('columnCode')}</th>
          <th scope="col">{t('columnApplicant')}</th>
          <th scope="col">{t('columnUnit')}</th>
          <th scope="col">{t('columnReceived')}</th>
          <th scope="col">{t('columnDue')}</th>
          <th scope="col">{t('columnReturned')}</th>
          <th scope="col">{t('columnStanding')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.caseId} entry={entry} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry }: { readonly entry: RegisterEntry }) {
  const t = useDocumentWords();
  const language = useLanguage();
  const { caseId, code, procedure, applicant, unit, receivedAt, dueAt, handedOverAt, standing, late } = entry;
  const day = (at: number | null) => (at === null ? '–' : date(at, timeZone));
  return (
    <tr>
      <th scope="row">
        <a
          className="wf-code"
          href={documentUrl(caseId, '06')}
          target="_blank"
          rel="noreferrer"
          title={t('printForm', { name: t('form06') })}
        >
          {code}
        </a>
        <br />
        <span className="wf-muted">{procedure[language]}</span>
      </th>
      <td data-label={t('columnApplicant')}>{applicant ?? <span className="wf-muted">{t('hidden')}</span>}</td>
      <td data-label={t('columnUnit')}>{unit?.name[language] ?? '–'}</td>
      <td data-label={t('columnReceived')}>{day(receivedAt)}</td>
      <td data-label={t('columnDue')}>{day(dueAt)}</td>
      <td data-label={t('columnReturned')}>{day(handedOverAt)}</td>
      <td data-label={t('columnStanding')}>
        {t(standing)} {late && <span className="wf-chip late">{t('late')}</span>}
      </td>
    </tr>
  );
}
