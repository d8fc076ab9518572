/** The same operation on many instances: tried first, or done at once; either way a batch that one can follow. */
import { useNavigate } from 'react-router';
import type { Operation, Selection } from '#engine/runtime/application/operations.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { type Deed, ReasonDialog } from './reason-dialog.tsx';
import { useWords } from './use-words.ts';

export function BatchDialog({
  operation,
  selection,
  count,
  again = false,
  onClose,
}: {
  readonly operation: Operation;
  readonly selection: Selection;
  readonly count: string;
  /** It has been tried already. */
  readonly again?: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const run = (dryRun: boolean) => async (reason: string, key: string) => {
    const request = { operation, selection, reason, dryRun, key };
    const { batchId } = await api.post<{ readonly batchId: string }>('/operations/batches', request);
    onClose();
    await navigate(`/operations/batches/${batchId}`);
  };
  const danger = operation.kind === 'cancel';
  const now: Deed = { label: t('doNow'), variant: again ? 'filled' : 'default', danger, run: run(false) };
  return (
    <ReasonDialog
      title={`${t(`op_${operation.kind}`)}: ${count}`}
      deeds={again ? [now] : [now, { label: t('dryFirst'), run: run(true) }]}
      onClose={onClose}
    >
      <p>{t(`lead_${operation.kind}`)}</p>
      {again && <p>{t('batchRealLead')}</p>}
    </ReasonDialog>
  );
}
