/** Keeps a run as a scenario in the draft, under a name and with a note. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useParams } from 'react-router';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { Tried } from './play.ts';
import { recorded } from './record.ts';
import { saveFile } from './save-file.ts';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';

interface Props {
  readonly stage: Stage;
  readonly tried: Tried;
  readonly onClose: () => void;
  readonly onKept: () => void;
}

export function KeepDialog({ stage, tried, onClose, onKept }: Props) {
  const { t } = useSpeech();
  const { service = '' } = useParams();
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const keep = async () => {
    setBusy(true);
    setError(null);
    try {
      const taken = stage.book.files.map(({ path }) => path);
      await saveFile(service, recorded(stage, tried, { title: title.trim(), note }, taken));
      notifications.show({ message: t('kept') });
      onKept();
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  };
  return (
    <Dialog title={t('keepTitle')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <p className="wf-muted">{t('keepLead')}</p>
        <TextInput
          label={t('keepName')}
          description={t('keepNameHint')}
          required
          maxLength={200}
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Textarea
          label={t('keepNote')}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={title.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
