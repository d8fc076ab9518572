/** "Rút đề nghị…": a part is taken back, with a reason. */
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JointView } from '#engine/runtime/application/parts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { useJointText } from './use-joint-text.ts';

interface Props {
  readonly taskId: string;
  readonly partId: string;
  readonly unit: string;
  readonly changed: (view: JointView) => void;
}

const reasonCharactersMax = 500;

export function WithdrawButton(props: Props) {
  const t = useJointText();
  const { unit } = props;
  return (
    <DialogButton label={t('withdraw')} spokenLabel={t('withdrawOf', { unit })} title={t('withdrawTitle', { unit })}>
      {(close) => <Withdraw {...props} onDone={close} />}
    </DialogButton>
  );
}

function Withdraw({ taskId, partId, unit, changed, onDone }: Props & { readonly onDone: () => void }) {
  const t = useJointText();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const send = useMutation({
    mutationFn: () => api.post<JointView>(`/tasks/${taskId}/parts/${partId}/withdraw`, { reason }),
    onSuccess: (view) => {
      notifications.show({ message: t('withdrawDone', { unit }) });
      onDone();
      changed(view);
    },
  });
  return (
    <DialogForm
      action={t('withdrawNow')}
      sent={send}
      labels={() => t('withdrawReason')}
      onSend={() => {
        setTried(true);
        if (!missing) send.mutate();
      }}
    >
      <ReasonField
        label={t('withdrawReason')}
        required
        rows={2}
        charactersMax={reasonCharactersMax}
        value={reason}
        error={tried && missing && t('withdrawReasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}
