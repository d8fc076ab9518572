/** "Chuyển đơn vị khác…": a task, and the case with it, to another unit; who gave it away before needs something new. */
import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TransferPlaces, Transferred } from '#engine/runtime/application/assignments.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { worklistKey } from '../queries.ts';
import { forgetDraft } from '../task/drafts.ts';
import { useTransferPlaces } from './queries.ts';

export function TransferButton({ task }: { readonly task: TaskDetail }) {
  const t = useGivingText();
  return (
    <DialogButton label={t('transfer')} title={t('transferTitle')} button={{ size: 'md' }}>
      {() => <Places task={task} />}
    </DialogButton>
  );
}

function Places({ task }: { readonly task: TaskDetail }) {
  const t = useGivingText();
  const places = useTransferPlaces(task.taskId);
  if (places.data === undefined) return <LoadState of={places} />;
  if (places.data.units.length === 0) return <p role="status">{t('transferNobody')}</p>;
  return <TransferForm task={task} places={places.data} />;
}

interface Put {
  readonly unit: string;
  readonly to: string | null;
  readonly reason: string;
  readonly newFacts: string;
}

interface FormProps {
  readonly task: TaskDetail;
  readonly places: TransferPlaces;
}

function TransferForm({ task, places }: FormProps) {
  const t = useGivingText();
  const [put, setPut] = useState<Put>({ unit: '', to: null, reason: '', newFacts: '' });
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Put>) => setPut((before) => ({ ...before, ...part }));
  const place = places.units.find(({ unit }) => unit.code === put.unit);
  const needsNew = place?.gaveItAway === true && !places.decides && !places.disputed;
  const missing = {
    unit: place === undefined,
    reason: put.reason.trim() === '',
    newFacts: needsNew && put.newFacts.trim() === '',
  };
  const send = useTransfer(task, put);
  return (
    <DialogForm
      action={t('transferNow')}
      sent={send}
      labels={(path) => labelOf(path, t)}
      onSend={() => {
        setTried(true);
        if (!Object.values(missing).includes(true)) send.mutate();
      }}
    >
      <p>{t(leadOf(places))}</p>
      <WhereTo places={places} put={put} change={change} error={tried && missing.unit} />
      <ReasonField
        label={t('transferReason')}
        required
        value={put.reason}
        error={tried && missing.reason && t('transferReasonMissing')}
        onChange={(reason) => change({ reason })}
      />
      {needsNew && (
        <ReasonField
          label={t('transferNewFacts')}
          description={t('transferNewFactsHint')}
          required
          rows={2}
          value={put.newFacts}
          error={tried && missing.newFacts && t('transferNewFactsMissing')}
          onChange={(newFacts) => change({ newFacts })}
        />
      )}
    </DialogForm>
  );
}

interface WhereProps {
  readonly places: TransferPlaces;
  readonly put: Put;
  readonly change: (part: Partial<Put>) => void;
  readonly error: boolean;
}

function WhereTo({ places, put, change, error }: WhereProps) {
  const t = useGivingText();
  const language = useLanguage();
  const people = places.units.find(({ unit }) => unit.code === put.unit)?.people ?? [];
  return (
    <>
      <Select
        label={t('transferUnit')}
        required
        searchable
        data={places.units.map(({ unit }) => ({ value: unit.code, label: unit.name[language] }))}
        value={put.unit === '' ? null : put.unit}
        error={error ? t('transferUnitMissing') : undefined}
        onChange={(unit) => change({ unit: unit ?? '', to: null })}
      />
      {people.length > 0 && !places.disputed && (
        <Select
          label={t('transferPerson')}
          placeholder={t('transferAnyone')}
          clearable
          data={people.map(({ username, displayName, away }) => ({
            value: username,
            label: away ? t('personAway', { name: displayName }) : displayName,
            disabled: away,
          }))}
          value={put.to}
          onChange={(to) => change({ to })}
        />
      )}
    </>
  );
}

function leadOf({ disputed, decides }: TransferPlaces): 'transferDisputed' | 'transferDecides' | 'transferLead' {
  if (disputed) return 'transferDisputed';
  return decides ? 'transferDecides' : 'transferLead';
}

function labelOf(path: string, t: ReturnType<typeof useGivingText>): string {
  if (path === 'unit') return t('transferUnit');
  return path === 'reason' ? t('transferReason') : path;
}

/** The same key goes along until the server has answered. */
function useTransfer(task: TaskDetail, put: Put) {
  const t = useGivingText();
  const language = useLanguage();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [submissionKey] = useState(newSubmissionKey);
  return useMutation({
    mutationFn: () => api.post<Transferred>(`/tasks/${task.taskId}/transfer`, { ...put, submissionKey }),
    onSuccess: async ({ unit, disputed }) => {
      forgetDraft(task.taskId);
      const message = t(disputed ? 'transferDoneDisputed' : 'transferDone', { unit: unit.name[language] });
      notifications.show({ message });
      await queries.invalidateQueries({ queryKey: worklistKey });
      await navigate('/mine');
    },
  });
}
