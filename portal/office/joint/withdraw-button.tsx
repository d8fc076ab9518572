/** "Rút đề nghị…": a part is taken back, with a reason. */
import { Button, Modal, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JointView } from '#engine/runtime/application/parts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useText } from '../use-text.ts';
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
  const office = useText();
  const [opened, dialog] = useDisclosure(false);
  const { unit } = props;
  return (
    <>
      <Button variant="default" aria-label={t('withdrawOf', { unit })} onClick={dialog.open}>
        {t('withdraw')}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t('withdrawTitle', { unit })}
        closeButtonProps={{ 'aria-label': office('close') }}
      >
        {opened && <Withdraw {...props} onDone={dialog.close} />}
      </Modal>
    </>
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
    <form
      noValidate
      className="send-back"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing) send.mutate();
      }}
    >
      <Textarea
        label={t('withdrawReason')}
        required
        autosize
        minRows={2}
        maxLength={reasonCharactersMax}
        value={reason}
        error={tried && missing ? t('withdrawReasonMissing') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {send.error !== null && <ProblemNotice error={send.error} labels={() => t('withdrawReason')} />}
      <div className="work-actions">
        <Button type="submit" size="md" loading={send.isPending}>
          {t('withdrawNow')}
        </Button>
      </div>
    </form>
  );
}
