/** "Tải bản gốc…": an original leaves as a file, after its reader has said why. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OriginalView } from '#engine/runtime/application/originals.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { originalsKey } from './key.ts';
import { useOriginalWords } from './use-words.ts';

interface Props {
  readonly original: OriginalView;
  readonly spokenLabel: string;
  /** By which its case was found. */
  readonly number: string;
}

const reasonCharactersMax = 500;

export function ReadButton(props: Props) {
  const t = useOriginalWords();
  return (
    <DialogButton label={t('read')} spokenLabel={props.spokenLabel} title={t('readTitle')}>
      {(close) => <Read {...props} onDone={close} />}
    </DialogButton>
  );
}

function Read({ original: { id }, number, onDone }: Props & { readonly onDone: () => void }) {
  const t = useOriginalWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const read = useMutation({
    mutationFn: () => api.download(`/originals/${id}`, { reason }),
    onSuccess: async () => {
      notifications.show({ message: t('done') });
      onDone();
      await queries.invalidateQueries({ queryKey: originalsKey(number) });
    },
  });
  return (
    <DialogForm
      action={t('readNow')}
      sent={read}
      labels={() => t('reason')}
      onSend={() => {
        setTried(true);
        if (!missing) read.mutate();
      }}
    >
      <p className="wf-muted">{t('readLead')}</p>
      <ReasonField
        label={t('reason')}
        required
        rows={2}
        charactersMax={reasonCharactersMax}
        value={reason}
        error={tried && missing && t('reasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}
