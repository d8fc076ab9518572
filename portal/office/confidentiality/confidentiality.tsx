/** That a case is kept confidential, and the buttons to keep it so or lift it. */
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ConfidentialityDesk } from '#engine/runtime/application/confidentiality.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { translator } from '#portal/kit/text.ts';
import { confidentialityTexts } from '#portal/kit/texts/confidentiality.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { taskKey, worklistKey } from '../queries.ts';

function useWords() {
  const language = useLanguage();
  return useMemo(() => translator(confidentialityTexts, language), [language]);
}

const keyOf = (caseId: string) => ['confidentiality', caseId] as const;

export function KeptConfidential({ task }: { readonly task: TaskDetail }) {
  const t = useWords();
  const { data: desk } = useQuery({
    queryKey: keyOf(task.caseId),
    queryFn: () => api.get<ConfidentialityDesk>(`/cases/${task.caseId}/confidentiality`),
  });
  if (desk === undefined) return null;
  const mayChange = desk.confidential ? desk.mayLift && !desk.byCategory : desk.mayKeep;
  return (
    <>
      {desk.confidential && <p className="wf-muted">{t(desk.byCategory ? 'byCategory' : 'kept')}</p>}
      {mayChange && (
        <DialogButton
          label={t(desk.confidential ? 'lift' : 'keep')}
          title={t(desk.confidential ? 'liftTitle' : 'keepTitle')}
        >
          {(close) => <Change task={task} keep={!desk.confidential} onDone={close} />}
        </DialogButton>
      )}
    </>
  );
}

interface ChangeProps {
  readonly task: TaskDetail;
  readonly keep: boolean;
  readonly onDone: () => void;
}

function Change({ task, keep, onDone }: ChangeProps) {
  const t = useWords();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const send = useMutation({
    mutationFn: () =>
      api.post<ConfidentialityDesk>(`/cases/${task.caseId}/confidentiality`, { confidential: keep, reason }),
    onSuccess: (desk) => {
      notifications.show({ message: t(keep ? 'keepDone' : 'liftDone') });
      onDone();
      queries.setQueryData(keyOf(task.caseId), desk);
      void queries.invalidateQueries({ queryKey: taskKey(task.taskId) });
      void queries.invalidateQueries({ queryKey: worklistKey });
    },
  });
  return (
    <DialogForm
      action={t(keep ? 'keepNow' : 'liftNow')}
      sent={send}
      labels={() => t('reason')}
      onSend={() => {
        setTried(true);
        if (!missing) send.mutate();
      }}
    >
      <p>{t(keep ? 'keepLead' : 'liftLead')}</p>
      <ReasonField
        label={t('reason')}
        required
        charactersMax={1_000}
        value={reason}
        error={tried && missing && t('reasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}
