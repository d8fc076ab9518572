import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryText } from '#engine/runtime/application/city-history.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { NoteField } from '../note-field.tsx';
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
  const [note, setNote] = useState('');
  const restore = useMutation({
    mutationFn: () => api.post(`/city/texts/${text}/restore`, { to, revision, note }),
    onSuccess: onDone,
  });
  const title = t('restoreTitle', { revision: to });
  return (
    <Dialog onClose={onClose} title={title}>
      <form
        className="city-form"
        onSubmit={(event) => {
          event.preventDefault();
          restore.mutate();
        }}
      >
        <p>{t('restoreLead')}</p>
        {text === 'procedures' && <p>{t('restoreProcedures')}</p>}
        <NoteField value={note} onChange={setNote} />
        {restore.error !== null && <ProblemNotice error={restore.error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={restore.isPending}>
            {t('confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
