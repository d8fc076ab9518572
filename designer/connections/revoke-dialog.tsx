import { Button } from '@mantine/core';
import { useState } from 'react';
import type { WorkerTokenView } from '#engine/runtime/application/external.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useWords } from './use-words.ts';

/** Asks, by the name of the program. */
export function RevokeDialog({
  token,
  onDone,
  onClose,
}: {
  readonly token: WorkerTokenView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const revoke = async () => {
    setBusy(true);
    setError(null);
    await api
      .delete<void>(`/worker-tokens/${token.id}`)
      .then(onDone)
      .then(onClose, (refused: unknown) => {
        setError(refused);
        setBusy(false);
      });
  };
  return (
    <Dialog onClose={onClose} title={t('revokeTitle', { name: token.name })}>
      <p className="ask">{t('revokeLead')}</p>
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button data-autofocus variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button color="red" loading={busy} onClick={() => void revoke()}>
          {t('revokeGo')}
        </Button>
      </div>
    </Dialog>
  );
}
