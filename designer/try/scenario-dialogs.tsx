/** A scenario gets another name, or goes from the draft. */
import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useParams } from 'react-router';
import { removedFrom, renamedIn } from '#engine/scenarios/edit-file.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { RunScenario } from './run-all.ts';
import { removeFile, saveFile } from './save-file.ts';
import type { Stage } from './stage.ts';
import { useSpeech } from './use-words.ts';

interface Props {
  readonly stage: Stage;
  readonly one: RunScenario;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function RenameDialog({ stage, one, onClose, onDone }: Props) {
  const { t, language } = useSpeech();
  const { service = '' } = useParams();
  const [title, setTitle] = useState(one.title[language]);
  const { run, busy, error } = useSaving(t('renamed'), onDone);
  const rename = () =>
    run(async () => {
      const content = renamedIn(contentOf(stage, one), { index: one.index, language, title: title.trim() });
      await saveFile(service, { path: one.path, content });
    });
  return (
    <Dialog title={t('rename')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void rename();
        }}
      >
        <TextInput
          label={t('keepName')}
          required
          maxLength={200}
          data-autofocus
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
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

export function RemoveDialog({ stage, one, onClose, onDone }: Props) {
  const { t, language } = useSpeech();
  const { service = '' } = useParams();
  const { run, busy, error } = useSaving(t('removed'), onDone);
  const remove = () =>
    run(async () => {
      const content = removedFrom(contentOf(stage, one), one.index);
      if (content === null) await removeFile(service, one.path);
      else await saveFile(service, { path: one.path, content });
    });
  return (
    <Dialog title={t('removeTitle', { title: one.title[language] })} onClose={onClose}>
      <p>{t('removeLead')}</p>
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={busy} onClick={() => void remove()}>
          {t('remove')}
        </Button>
      </div>
    </Dialog>
  );
}

function useSaving(done: string, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (save: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await save();
      notifications.show({ message: done });
      onDone();
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  };
  return { run, busy, error };
}

function contentOf({ book }: Stage, { path }: RunScenario): string {
  return book.files.find((file) => file.path === path)?.content ?? '';
}
