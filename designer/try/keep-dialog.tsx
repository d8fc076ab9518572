/** Keeps a run as a scenario in the draft, under a name and with a note. */
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { Tried } from './play.ts';
import { recorded } from './record.ts';
import { saveFile } from './save-file.ts';
import type { Stage } from './stage.ts';
import { TitleDialog } from './title-dialog.tsx';
import { useSaving } from './use-saving.ts';
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
  const [note, setNote] = useState('');
  const { run, busy, error } = useSaving(t('kept'), onKept);
  const keep = (title: string) =>
    run(async () => {
      const taken = stage.book.files.map(({ path }) => path);
      await saveFile(service, recorded(stage, tried, { title, note }, taken));
    });
  return (
    <TitleDialog
      title={t('keepTitle')}
      lead={t('keepLead')}
      hint={t('keepNameHint')}
      busy={busy}
      error={error}
      onSave={(title) => void keep(title)}
      onClose={onClose}
    >
      <Textarea
        label={t('keepNote')}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </TitleDialog>
  );
}
