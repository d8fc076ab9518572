/** "Trả lại…": where to, in plain words; what that gives up, what stays sent, what may be undone; and why. */
import { Checkbox, Radio } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TaskDetail, WayBack } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { recentKey, useWaysBack, worklistKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { Consequences, listed } from './consequences.tsx';
import { forgetDraft } from './drafts.ts';

export function SendBackButton({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const language = useLanguage();
  const title = t('sendBackTitle', { step: task.step[language] });
  return (
    <DialogButton label={t('sendBack')} title={title} button={{ size: 'md' }} wide>
      {(close) => <Ways task={task} onClose={close} />}
    </DialogButton>
  );
}

function Ways({ task, onClose }: { readonly task: TaskDetail; readonly onClose: () => void }) {
  const t = useText();
  const ways = useWaysBack(task.taskId);
  if (ways.data === undefined) return <LoadState of={ways} />;
  const [first] = ways.data;
  if (first === undefined) return <p role="status">{t('noWayBack')}</p>;
  return <SendBackForm task={task} ways={ways.data} first={first} onClose={onClose} />;
}

interface FormProps {
  readonly task: TaskDetail;
  readonly ways: readonly WayBack[];
  readonly first: WayBack;
  readonly onClose: () => void;
}

function SendBackForm({ task, ways, first, onClose }: FormProps) {
  const t = useText();
  const language = useLanguage();
  const [to, setTo] = useState(first.step);
  const [reason, setReason] = useState('');
  const [undo, setUndo] = useState(true);
  const [missing, setMissing] = useState(false);
  const chosen = ways.find(({ step }) => step === to) ?? first;
  const send = useSendBack(task, { to, reason, undo: undo && chosen.undoable.length > 0 });
  return (
    <DialogForm
      action={t('sendBackNow')}
      sent={send}
      onCancel={onClose}
      onSend={() => {
        setMissing(reason.trim() === '');
        if (reason.trim() !== '') send.mutate();
      }}
    >
      <Radio.Group label={t('sendBackTo')} value={to} onChange={setTo}>
        {ways.map((way) => (
          <Radio key={way.step} value={way.step} label={way.name[language]} description={<Who way={way} />} />
        ))}
      </Radio.Group>
      <Consequences way={chosen} />
      {chosen.undoable.length > 0 && (
        <Checkbox
          checked={undo}
          onChange={(event) => setUndo(event.currentTarget.checked)}
          label={t('undoFirst')}
          description={listed(chosen.undoable, language)}
        />
      )}
      <ReasonField
        label={t('reason')}
        description={t('reasonHint')}
        required
        value={reason}
        error={missing && reason.trim() === '' && t('reasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}

function Who({ way: { by, unit, at } }: { readonly way: WayBack }) {
  const t = useText();
  const language = useLanguage();
  const who = [by, unit?.name[language]].filter(Boolean).join(', ');
  return t('doneBy', { who: who || t('machine'), at: dateTime(at, timeZone) });
}

/** The same key goes along until the server has answered. */
function useSendBack(task: TaskDetail, back: { readonly to: string; readonly reason: string; readonly undo: boolean }) {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [submissionKey] = useState(newSubmissionKey);
  return useMutation({
    mutationFn: () => api.post(`/tasks/${task.taskId}/send-back`, { ...back, submissionKey }),
    onSuccess: async () => {
      forgetDraft(task.taskId);
      notifications.show({ message: t('sentBack') });
      await queries.invalidateQueries({ queryKey: worklistKey });
      await queries.invalidateQueries({ queryKey: recentKey });
      await navigate('/mine');
    },
  });
}
