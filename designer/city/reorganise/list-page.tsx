/** Every reorganisation, the newest first. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ReorganisationState, ReorganisationView } from '#engine/runtime/application/reorganisations.ts';
import { dayWords } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { useWords } from './use-words.ts';

export function ListPage() {
  const t = useWords();
  const all = useQuery({
    queryKey: ['city', 'reorganisations'],
    queryFn: () => api.get<readonly ReorganisationView[]>('/city/reorganisations'),
  });
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')}>
        <Button component={Link} to="/city/reorganisations/new">
          {t('new')}
        </Button>
      </PageHead>
      <LoadState of={all} />
      {all.data?.length === 0 && (
        <EmptyState title={t('none')}>
          <p>{t('noneHint')}</p>
        </EmptyState>
      )}
      {all.data !== undefined && all.data.length > 0 && <Table rows={all.data} />}
    </>
  );
}

function Table({ rows }: { readonly rows: readonly ReorganisationView[] }) {
  const t = useWords();
  return (
    <div className="wf-card">
      <ListTable
        label={t('title')}
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            head: t('columnDay'),
            cell: ({ id, day }) => <Link to={`/city/reorganisations/${id}`}>{dayWords(day)}</Link>,
          },
          { head: t('columnNote'), cell: ({ note }) => note },
          { head: t('columnWhat'), cell: ({ units, wards }) => t('what', { units, wards }) },
          { head: t('columnState'), cell: ({ state }) => <StateChip state={state} /> },
        ]}
      />
    </div>
  );
}

const tones = { planned: 'info', running: 'risk', done: 'ok', cancelled: 'mute', stopped: 'late' } as const;

export function StateChip({ state }: { readonly state: ReorganisationState }) {
  const t = useWords();
  return <span className={`wf-chip ${tones[state]}`}>{t(`state_${state}`)}</span>;
}
