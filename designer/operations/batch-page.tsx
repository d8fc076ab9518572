/** A batch under way: how far it is, what became of each case and why not, and how to stop it or take it back. */
import { Button, Progress, SegmentedControl } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { BatchView, ItemState } from '#engine/runtime/application/operations.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../queries.ts';
import { BatchDialog } from './batch-dialog.tsx';
import { BatchChip, ItemChip } from './chips.tsx';
import './operations.css';
import { operationsKey, type ToldItem, useBatch, useBatchItems } from './queries.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { useWords } from './use-words.ts';

export function BatchPage() {
  const t = useWords();
  const { id = '' } = useParams();
  const batch = useBatch(id);
  const gone = batch.error instanceof ApiError && [403, 404].includes(batch.error.status);
  return (
    <div className="page operations">
      <p className="crumb">
        <Link to="/operations/batches">{t('batches')}</Link>
      </p>
      {gone && <p className="wf-notice">{t('notFound')}</p>}
      {batch.error !== null && !gone && <ProblemNotice error={batch.error} />}
      {batch.data !== undefined && <Batch key={batch.data.id} batch={batch.data} />}
    </div>
  );
}

const shownStates: readonly ItemState[] = ['done', 'refused', 'failed', 'skipped', 'pending'];

function Batch({ batch }: { readonly batch: BatchView }) {
  const t = useWords();
  const { counts, total, operation } = batch;
  const looked = total - counts.pending;
  const name = t(`op_${operation.kind}`);
  return (
    <>
      <div className="service-head">
        <div>
          <h1>{t('batchTitle', { operation: name })}</h1>
          <p className="facts">
            <BatchChip life={batch.state} />
            {batch.dryRun && <span className="wf-chip mute">{t('batchDry')}</span>}
            <span className="wf-muted">
              {t('batchBy', { name: batch.createdBy, at: dateTime(batch.createdAt, timeZone) })} · {batch.reason}
            </span>
          </p>
        </div>
        <Controls batch={batch} />
      </div>
      <div className="wf-card batch-progress">
        <p role="status">{t('progress', { done: looked, total })}</p>
        <Progress.Root size="lg" transitionDuration={0}>
          <Progress.Section value={(counts.done / total) * 100} color="ward" aria-label={t('item_done')} />
          <Progress.Section value={(counts.refused / total) * 100} color="yellow" aria-label={t('item_refused')} />
          <Progress.Section value={(counts.failed / total) * 100} color="red" aria-label={t('item_failed')} />
        </Progress.Root>
        <p className="totals">
          {shownStates
            .filter((state) => counts[state] > 0)
            .map((state) => (
              <span key={state} className="count">
                <ItemChip state={state} /> {counts[state]}
              </span>
            ))}
        </p>
        {batch.dryRun && batch.state === 'done' && <p>{t('batchDryDone')}</p>}
        {batch.undoneBy !== null && <Link to={`/operations/batches/${batch.undoneBy}`}>{t('batchUndone')}</Link>}
        {batch.undoes !== null && <Link to={`/operations/batches/${batch.undoes}`}>{t('batchUndoes')}</Link>}
      </div>
      <Items batch={batch} />
    </>
  );
}

function Controls({ batch }: { readonly batch: BatchView }) {
  const t = useWords();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'undo' | 'real'>();
  const control = useMutation({
    mutationFn: (verb: 'pause' | 'resume' | 'cancel') =>
      api.post<void>(`/operations/batches/${batch.id}/control`, { verb }),
    onSettled: () => queries.invalidateQueries({ queryKey: operationsKey }),
  });
  return (
    <div className="actions">
      {control.error !== null && <ProblemNotice error={control.error} />}
      {batch.mayControl && batch.state === 'running' && (
        <Button variant="default" onClick={() => control.mutate('pause')}>
          {t('batchPause')}
        </Button>
      )}
      {batch.mayControl && batch.state === 'paused' && (
        <Button onClick={() => control.mutate('resume')}>{t('batchResume')}</Button>
      )}
      {batch.mayControl && (
        <Button variant="default" onClick={() => control.mutate('cancel')}>
          {t('batchCancel')}
        </Button>
      )}
      {batch.dryRun && batch.state === 'done' && batch.selection !== null && (
        <Button onClick={() => setAsked('real')}>{t('batchReal')}</Button>
      )}
      {batch.mayUndo && (
        <Button variant="default" onClick={() => setAsked('undo')}>
          {t('batchUndo')}
        </Button>
      )}
      {asked === 'undo' && <UndoDialog batch={batch} onClose={() => setAsked(undefined)} />}
      {asked === 'real' && batch.selection !== null && (
        <BatchDialog
          operation={batch.operation}
          selection={batch.selection}
          count={t('found', { count: batch.total })}
          again
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}

function UndoDialog({ batch, onClose }: { readonly batch: BatchView; readonly onClose: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const run = async (reason: string, key: string) => {
    const { batchId } = await api.post<{ readonly batchId: string }>(`/operations/batches/${batch.id}/undo`, {
      reason,
      key,
    });
    onClose();
    await navigate(`/operations/batches/${batchId}`);
  };
  return (
    <ReasonDialog title={t('batchUndo')} deeds={[{ label: t('batchUndo'), run }]} onClose={onClose}>
      <p>{t('undoLead')}</p>
    </ReasonDialog>
  );
}

function Items({ batch }: { readonly batch: BatchView }) {
  const t = useWords();
  const [state, setState] = useState('');
  const items = useBatchItems(batch.id, state, batch.state === 'running');
  const rows = items.data?.pages.flatMap((page) => page.items) ?? [];
  const states = shownStates.filter((one) => batch.counts[one] > 0);
  return (
    <section className="wf-card" aria-labelledby="results">
      <div className="card-head">
        <h2 id="results">{t('columnResult')}</h2>
        <SegmentedControl
          aria-label={t('columnState')}
          value={state}
          onChange={setState}
          data={[
            { value: '', label: t('itemsAll') },
            ...states.map((one) => ({ value: one, label: t(`item_${one}`) })),
          ]}
        />
      </div>
      <LoadState of={items} />
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('columnCase')}</th>
            <th scope="col">{t('columnState')}</th>
            <th scope="col">{t('columnResult')}</th>
            <th scope="col">{t('columnAt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((item) => (
            <Row key={item.instanceId} item={item} />
          ))}
        </tbody>
      </table>
      {items.hasNextPage && (
        <p className="more">
          <Button variant="default" onClick={() => void items.fetchNextPage()}>
            {t('more')}
          </Button>
        </p>
      )}
    </section>
  );
}

function Row({ item }: { readonly item: ToldItem }) {
  const t = useWords();
  return (
    <tr>
      <th scope="row">
        <Link to={`/operations/instances/${item.instanceId}`}>{item.registerNumber ?? item.instanceId.slice(-8)}</Link>
      </th>
      <td data-label={t('columnState')}>
        <ItemChip state={item.state} />
      </td>
      <td data-label={t('columnResult')}>
        {item.message}
        {item.faults.length > 0 && (
          <ul className="faults">
            {item.faults.map(({ element, message }) => (
              <li key={`${element} ${message}`}>
                <span className="wf-code">{element}</span>: {message}
              </li>
            ))}
          </ul>
        )}
      </td>
      <td data-label={t('columnAt')}>{item.at === null ? '' : dateTime(item.at, timeZone)}</td>
    </tr>
  );
}
