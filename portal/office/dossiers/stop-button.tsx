/** "Dừng giải quyết": by the applicant's wish or by a rule, with reason and legal basis. */
import { Radio, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { DossierView, StopDossier } from '#engine/runtime/application/dossiers.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { useDossierWords } from './use-dossier-words.ts';

const charactersMax = 4_000;

interface Props {
  readonly dossier: DossierView;
  readonly onStopped: (after: DossierView) => void;
}

export function StopButton(props: Props) {
  const t = useDossierWords();
  return (
    <DialogButton label={t('stop')} title={t('stopTitle', { code: props.dossier.code })}>
      {(close) => <Stop {...props} onCancel={close} />}
    </DialogButton>
  );
}

function Stop({ dossier, onStopped, onCancel }: Props & { readonly onCancel: () => void }) {
  const t = useDossierWords();
  const [wish, setWish] = useState<StopDossier>({ by: 'applicant', reason: '', basis: '' });
  const send = useMutation({
    mutationFn: () => api.post<DossierView>(`/dossiers/${dossier.caseId}/stop`, wish),
    onSuccess: (after) => {
      notifications.show({ message: t('stopDone') });
      onStopped(after);
    },
  });
  return (
    <DialogForm
      action={t('stopSend')}
      danger
      sent={send}
      onSend={() => send.mutate()}
      onCancel={onCancel}
      labels={(path) => (path === 'basis' ? t('basis') : t('reason'))}
    >
      <Radio.Group
        label={t('stopBy')}
        value={wish.by}
        onChange={(by) => setWish({ ...wish, by: by === 'rule' ? 'rule' : 'applicant' })}
      >
        <Radio value="applicant" label={t('stopApplicant')} />
        <Radio value="rule" label={t('stopRule')} />
      </Radio.Group>
      <ReasonField
        label={t('reason')}
        required
        rows={2}
        charactersMax={charactersMax}
        value={wish.reason}
        onChange={(reason) => setWish({ ...wish, reason })}
      />
      <TextInput
        label={t('basis')}
        required
        maxLength={charactersMax}
        value={wish.basis}
        onChange={(event) => setWish({ ...wish, basis: event.currentTarget.value })}
      />
    </DialogForm>
  );
}
