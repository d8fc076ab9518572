import { Button, Modal, Radio, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { DossierView, StopDossier } from '#engine/runtime/application/dossiers.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useDossierWords } from './use-dossier-words.ts';

export function StopDialog({
  dossier,
  onClose,
  onStopped,
}: {
  readonly dossier: DossierView;
  readonly onClose: () => void;
  readonly onStopped: (after: DossierView) => void;
}) {
  const t = useDossierWords();
  const [wish, setWish] = useState<StopDossier>({ by: 'applicant', reason: '', basis: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = () => {
    setBusy(true);
    setError(undefined);
    api
      .post<DossierView>(`/dossiers/${dossier.caseId}/stop`, wish)
      .then((after) => {
        notifications.show({ message: t('stopDone') });
        onStopped(after);
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('stopTitle', { code: dossier.code })}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <div className="stop-fields">
        <Radio.Group
          label={t('stopBy')}
          value={wish.by}
          onChange={(by) => setWish({ ...wish, by: by as StopDossier['by'] })}
        >
          <div className="radios">
            <Radio value="applicant" label={t('stopApplicant')} />
            <Radio value="rule" label={t('stopRule')} />
          </div>
        </Radio.Group>
        <Textarea
          label={t('reason')}
          required
          autosize
          minRows={2}
          value={wish.reason}
          onChange={(event) => setWish({ ...wish, reason: event.currentTarget.value })}
        />
        <TextInput
          label={t('basis')}
          required
          value={wish.basis}
          onChange={(event) => setWish({ ...wish, basis: event.currentTarget.value })}
        />
        {error !== undefined && (
          <ProblemNotice error={error} labels={(path) => (path === 'basis' ? t('basis') : t('reason'))} />
        )}
        <div className="work-actions">
          <Button color="red" loading={busy} onClick={send}>
            {t('stopSend')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
