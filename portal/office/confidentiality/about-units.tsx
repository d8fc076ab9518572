/** Which units a case complains of, and the buttons to say so or take it off. */
import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { AboutChange, AboutDesk } from '#engine/runtime/application/confidentiality.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { translator } from '#portal/kit/text.ts';
import { aboutUnitsTexts } from '#portal/kit/texts/about-units.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { taskKey, worklistKey } from '../queries.ts';

function useWords() {
  const language = useLanguage();
  return useMemo(() => translator(aboutUnitsTexts, language), [language]);
}

const keyOf = (caseId: string) => ['about-units', caseId] as const;

export function AboutUnits({ task }: { readonly task: TaskDetail }) {
  const t = useWords();
  const language = useLanguage();
  const { data: desk } = useQuery({
    queryKey: keyOf(task.caseId),
    queryFn: () => api.get<AboutDesk>(`/cases/${task.caseId}/about-units`),
  });
  if (desk === undefined) return null;
  return (
    <>
      {desk.units.length > 0 && (
        <p className="wf-muted">{t('isAbout', { units: desk.units.map(({ name }) => name[language]).join(', ') })}</p>
      )}
      {desk.mayAdd && (
        <DialogButton label={t('say')} title={t('sayTitle')}>
          {(close) => <Change task={task} desk={desk} onDone={close} />}
        </DialogButton>
      )}
      {desk.mayTakeOff &&
        desk.units.map(({ code, name }) => (
          <DialogButton key={code} label={t('takeOff', { unit: name[language] })} title={t('takeOffTitle')}>
            {(close) => <Change task={task} desk={desk} takeOff={code} onDone={close} />}
          </DialogButton>
        ))}
    </>
  );
}

interface ChangeProps {
  readonly task: TaskDetail;
  readonly desk: AboutDesk;
  /** The unit that it does not complain of any more. */
  readonly takeOff?: string;
  readonly onDone: () => void;
}

function Change({ task, desk, takeOff, onDone }: ChangeProps) {
  const t = useWords();
  const language = useLanguage();
  const [unit, setUnit] = useState(takeOff ?? '');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = { unit: unit === '', reason: reason.trim() === '' };
  const says = takeOff === undefined;
  const send = useChange(task, { unit, about: says, reason }, onDone);
  return (
    <DialogForm
      action={t(says ? 'sayNow' : 'takeOffNow')}
      sent={send}
      labels={(path) => t(path === 'unit' ? 'unit' : 'reason')}
      onSend={() => {
        setTried(true);
        if (!missing.unit && !missing.reason) send.mutate();
      }}
    >
      <p>{t(says ? 'sayLead' : 'takeOffLead')}</p>
      {says && (
        <Select
          label={t('unit')}
          required
          searchable
          data={desk.choices.map(({ code, name }) => ({ value: code, label: name[language] }))}
          value={unit === '' ? null : unit}
          error={tried && missing.unit ? t('unitMissing') : undefined}
          onChange={(chosen) => setUnit(chosen ?? '')}
        />
      )}
      <ReasonField
        label={t('reason')}
        required
        charactersMax={1_000}
        value={reason}
        error={tried && missing.reason && t('reasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}

function useChange(task: TaskDetail, change: AboutChange, onDone: () => void) {
  const t = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<AboutDesk>(`/cases/${task.caseId}/about-units`, change),
    onSuccess: () => {
      notifications.show({ message: t(change.about ? 'sayDone' : 'takeOffDone') });
      onDone();
      void queries.invalidateQueries({ queryKey: keyOf(task.caseId) });
      void queries.invalidateQueries({ queryKey: taskKey(task.taskId) });
      void queries.invalidateQueries({ queryKey: worklistKey });
    },
  });
}
