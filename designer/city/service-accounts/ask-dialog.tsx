import { Button } from '@mantine/core';
import { useState } from 'react';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useServiceWords } from './use-words.ts';

/** Asks before something that is not taken back. */
export function AskDialog({
  title,
  lead,
  go,
  way,
  onDone,
  onClose,
}: {
  readonly title: string;
  readonly lead: string;
  readonly go: string;
  readonly way: { readonly method: 'post' | 'delete'; readonly path: string };
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = useServiceWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const act = async () => {
    setBusy(true);
    setError(null);
    const done = () => {
      onClose();
      onDone();
    };
    await (way.method === 'post' ? api.post<void>(way.path) : api.delete<void>(way.path)).then(done, setError);
    setBusy(false);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="city-form">
        <p>{lead}</p>
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button data-autofocus variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={busy} onClick={() => void act()}>
            {go}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
