/** A scenario gets another name, or goes from the draft. */
import { Button } from '@mantine/core';
import { useParams } from 'react-router';
import { removedFrom, renamedIn } from '#engine/scenarios/edit-file.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { RunScenario } from './run-all.ts';
import { removeFile, saveFile } from './save-file.ts';
import type { Stage } from './stage.ts';
import { TitleDialog } from './title-dialog.tsx';
import { useSaving } from './use-saving.ts';
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
  const { run, busy, error } = useSaving(t('renamed'), onDone);
  const rename = (title: string) =>
    run(async () => {
      const content = renamedIn(contentOf(stage, one), { index: one.index, language, title });
      await saveFile(service, { path: one.path, content });
    });
  return (
    <TitleDialog
      title={t('rename')}
      before={one.title[language]}
      busy={busy}
      error={error}
      onSave={(title) => void rename(title)}
      onClose={onClose}
    />
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

function contentOf({ book }: Stage, { path }: RunScenario): string {
  return book.files.find((file) => file.path === path)?.content ?? '';
}
