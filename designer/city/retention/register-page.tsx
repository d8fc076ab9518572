/** The register of deletions: what was erased when and by what order, and nothing of anybody. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ErasureList } from '#engine/runtime/application/own-record.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { timeZone } from '../../queries.ts';
import './retention.css';
import { useRetentionWords } from './use-words.ts';

export function RegisterPage() {
  const t = useRetentionWords();
  const pages = useInfiniteQuery({
    queryKey: ['city', 'erasures'],
    queryFn: ({ pageParam }) => api.get<ErasureList>(`/city/erasures${pageParam === '' ? '' : `?before=${pageParam}`}`),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <p>
        <Link to="/city/retention">{t('title')}</Link>
      </p>
      <PageHead title={t('register')} lead={t('registerLead')} />
      <LoadState of={pages} />
      {pages.data !== undefined && items.length === 0 && (
        <EmptyState title={t('registerNone')}>
          <p>{t('registerNoneHint')}</p>
        </EmptyState>
      )}
      {items.length > 0 && <Register items={items} />}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}

function Register({ items }: { readonly items: ErasureList['items'] }) {
  const t = useRetentionWords();
  return (
    <ListTable
      label={t('register')}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        { head: t('columnNumber'), cell: ({ number }) => <span className="wf-code">{number}</span> },
        {
          head: t('columnOrdered'),
          cell: ({ orderedAt, orderedBy }) =>
            [dateTime(orderedAt, timeZone), orderedBy].filter((part) => part !== '').join(', '),
        },
        {
          head: t('columnBy'),
          cell: ({ kind, request, rule }) =>
            kind === 'request' ? t('byRequest', { number: request }) : t('byRule', { code: rule }),
        },
        { head: t('columnCases'), cell: ({ cases }) => cases, figures: true },
        { head: t('columnFiles'), cell: ({ files }) => files, figures: true },
        {
          head: t('columnDone'),
          cell: ({ doneAt }) => (doneAt === null ? t('notDone') : dateTime(doneAt, timeZone)),
        },
        {
          head: t('columnDigest'),
          cell: ({ digest }) => <abbr title={digest}>{digest.slice(0, 12)}</abbr>,
        },
      ]}
    />
  );
}
