import { useMutation } from '@tanstack/react-query';
import type { HistoryText } from '#engine/runtime/application/city-history.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { SaveForm } from '../save-form.tsx';
import { useHistoryWords } from './use-words.ts';

interface Props {
  readonly text: HistoryText;
  readonly to: number;
  /** The one in force, as it was read. */
  readonly revision: number;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RestoreDialog({ text, to, revision, onDone, onClose }: Props) {
  const t = useHistoryWords();
  const restore = useMutation({
    mutationFn: (note: string) => api.post(`/city/texts/${text}/restore`, { to, revision, note }),
    onSuccess: onDone,
  });
  const title = t('restoreTitle', { revision: to });
  return (
    <Dialog onClose={onClose} title={title}>
      <SaveForm save={restore} verb={t('confirm')} cancel={onClose}>
        <p>{t('restoreLead')}</p>
        {text === 'procedures' && <p>{t('restoreProcedures')}</p>}
      </SaveForm>
    </Dialog>
  );
}
