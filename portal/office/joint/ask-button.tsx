/** "Đề nghị phối hợp…": units, for work or an opinion, what is asked, by when inside the lead's own time, required or not. */
import { Checkbox, MultiSelect, Radio, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AskUnits, JointView } from '#engine/runtime/application/parts.ts';
import { promise } from '#portal/kit/format.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { useJointText } from './use-joint-text.ts';

interface Props {
  readonly taskId: string;
  readonly joint: JointView;
  readonly changed: (view: JointView) => void;
}

export function AskButton(props: Props) {
  const t = useJointText();
  return (
    <DialogButton label={t('ask')} title={t('askTitle')} button={{ size: 'md' }} wide>
      {(close) => <Ask {...props} onDone={close} />}
    </DialogButton>
  );
}

interface Put extends Omit<AskUnits, 'due' | 'submissionKey'> {
  readonly day: string;
  readonly time: string;
}

const nothing: Put = { units: [], kind: 'work', asked: '', day: '', time: '', required: true };

function Ask({ taskId, joint, changed, onDone }: Props & { readonly onDone: () => void }) {
  const t = useJointText();
  const [put, setPut] = useState(nothing);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Put>) => setPut((before) => ({ ...before, ...part }));
  const missing = { units: put.units.length === 0, asked: put.asked.trim() === '', day: put.day === '' };
  const send = useAsk(taskId, put, (view) => {
    onDone();
    changed(view);
  });
  return (
    <DialogForm
      action={t('askNow')}
      sent={send}
      labels={(path) => labelOf(path, t)}
      onSend={() => {
        setTried(true);
        if (!Object.values(missing).includes(true)) send.mutate();
      }}
    >
      <p>{t('askLead')}</p>
      <Whom joint={joint} put={put} change={change} error={tried && missing.units} />
      <ReasonField
        label={t('asked')}
        description={t('askedHint')}
        required
        value={put.asked}
        error={tried && missing.asked && t('askedMissing')}
        onChange={(asked) => change({ asked })}
      />
      <ByWhen joint={joint} put={put} change={change} error={tried && missing.day} />
      <Checkbox
        label={t('required')}
        checked={put.required}
        onChange={(event) => change({ required: event.currentTarget.checked })}
      />
    </DialogForm>
  );
}

interface FieldProps {
  readonly joint: JointView;
  readonly put: Put;
  readonly change: (part: Partial<Put>) => void;
  readonly error: boolean;
}

function Whom({ joint, put, change, error }: FieldProps) {
  const t = useJointText();
  const language = useLanguage();
  const days = joint.consentDays ?? 0;
  return (
    <>
      <MultiSelect
        label={t('unitsAsked')}
        description={t('unitsHint')}
        required
        searchable
        data={joint.units.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={[...put.units]}
        error={error ? t('unitsMissing') : undefined}
        onChange={(units) => change({ units })}
      />
      <Radio.Group
        label={t('kind')}
        value={put.kind}
        onChange={(kind) => change({ kind: kind === 'opinion' ? 'opinion' : 'work' })}
      >
        {joint.kinds.map((kind) => (
          <Radio key={kind} value={kind} label={t(`kind_${kind}`)} description={t(`kindHint_${kind}`, { days })} />
        ))}
      </Radio.Group>
      {put.kind === 'opinion' && joint.consentBasis !== '' && (
        <p className="wf-muted">{t('basis', { basis: joint.consentBasis })}</p>
      )}
    </>
  );
}

function ByWhen({ joint: { latest }, put, change, error }: FieldProps) {
  const t = useJointText();
  const language = useLanguage();
  const hint = latest === null ? t('dueHintFree') : t('dueHint', { latest: promise(latest, language, timeZone) });
  return (
    <div className="part-when">
      <TextInput
        type="date"
        label={t('dueDay')}
        description={hint}
        required
        {...(latest !== null && { max: localDay(latest) })}
        value={put.day}
        error={error ? t('dueMissing') : undefined}
        onChange={(event) => change({ day: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={t('dueTime')}
        value={put.time}
        onChange={(event) => change({ time: event.currentTarget.value })}
      />
    </div>
  );
}

/** ISO 8601, by the city's clock. */
function localDay(at: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

function labelOf(path: string, t: ReturnType<typeof useJointText>): string {
  const labels = { units: 'unitsAsked', kind: 'kind', asked: 'asked', due: 'dueDay' } as const;
  return Object.hasOwn(labels, path) ? t(labels[path as keyof typeof labels]) : path;
}

/** The same key goes along until the server has answered. */
function useAsk(taskId: string, { day, time, ...rest }: Put, onDone: (view: JointView) => void) {
  const t = useJointText();
  const [submissionKey] = useState(newSubmissionKey);
  const asked: AskUnits = { ...rest, due: time === '' ? day : `${day}T${time}`, submissionKey };
  return useMutation({
    mutationFn: () => api.post<JointView>(`/tasks/${taskId}/parts`, asked),
    onSuccess: (view) => {
      notifications.show({ message: t('askDone') });
      onDone(view);
    },
  });
}
