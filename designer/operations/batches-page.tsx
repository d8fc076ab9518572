/** What operators have set going on many cases at once, newest first. */

import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { BatchSummary } from '#engine/runtime/application/operations.ts';
import { dateTime } from '#portal/kit/format.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../queries.ts';
import { BatchChip } from './chips.tsx';
import './operations.css';
import { useBatches } from './queries.ts';
import { useWords } from './use-words.ts';

export function BatchesPage() {
  const t = useWords();
  const batches = useBatches();
  const items = batches.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="page operations">
      <p className="crumb">
        <Link to="/operations">{t('backToList')}</Link>
      </p>
      <h1>{t('batches')}</h1>
      <Definition of="operations.batches" />
      <LoadState of={batches} />
      {batches.data !== undefined && items.length === 0 && (
        <EmptyState title={t('noBatches')}>
          <p>{t('noBatchesHint')}</p>
        </EmptyState>
      )}
      {items.length > 0 && (
        <div className="wf-card">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{t('columnBatch')}</th>
                <th scope="col">{t('columnState')}</th>
                <th scope="col">{t('columnProgress')}</th>
                <th scope="col">{t('columnStarted')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((batch) => (
                <Row key={batch.id} batch={batch} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {batches.hasNextPage && (
        <p className="more">
          <Button variant="default" onClick={() => void batches.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </div>
  );
}

function Row({ batch }: { readonly batch: BatchSummary }) {
  const t = useWords();
  return (
    <tr>
      <th scope="row">
        <Link to={`/operations/batches/${batch.id}`}>{t(`op_${batch.operation.kind}`)}</Link>{' '}
        {batch.dryRun && <span className="wf-chip mute">{t('batchDry')}</span>}
        <p className="wf-muted why">{batch.reason}</p>
      </th>
      <td data-label={t('columnState')}>
        <BatchChip life={batch.state} />
      </td>
      <td data-label={t('columnProgress')}>
        {t('progress', { done: batch.total - batch.counts.pending, total: batch.total })}
      </td>
      <td data-label={t('columnStarted')}>
        {t('batchBy', { name: batch.createdBy, at: dateTime(batch.createdAt, timeZone) })}
      </td>
    </tr>
  );
}
