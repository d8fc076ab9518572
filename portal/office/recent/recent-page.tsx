/** What I have done lately; what nobody has gone on with yet can be taken back. */

import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { RecentTask } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api, newSubmissionKey } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { recentKey, useRecallable, useRecent, worklistKey } from '../queries.ts';
import { CaseSteps } from '../task/case-steps.tsx';
import { Consequences, listed } from '../task/consequences.tsx';
import { useText } from '../use-text.ts';

export function RecentPage() {
  const t = useText();
  const recent = useRecent();
  const tasks = recent.data;
  return (
    <div className="list-page">
      <h1>{t('recent')}</h1>
      <p className="wf-muted">{t('recentHint')}</p>
      <Definition of="work.recent" />
      <LoadState of={recent} />
      {tasks?.length === 0 && <EmptyState title={t('emptyRecent')}>{t('emptyRecentHint')}</EmptyState>}
      {tasks !== undefined && tasks.length > 0 && (
        <div className="wf-card rows">
          <ul>
            {tasks.map((task) => (
              <Done key={task.taskId} task={task} />
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Done({ task }: { readonly task: RecentTask }) {
  const t = useText();
  const step = task.step[useLanguage()];
  const [opened, dialog] = useDisclosure(false);
  const stepsTitle = t('stepsOf', { number: task.registerNumber });
  return (
    <li className="row done">
      <div className="what">
        <strong>{task.title}</strong>
        <p className="wf-muted">
          <span className="wf-code">{task.registerNumber}</span> · {step} · {dateTime(task.closedAt, timeZone)}
        </p>
      </div>
      <DialogButton label={t('steps')} spokenLabel={stepsTitle} title={stepsTitle} button={{ variant: 'subtle' }}>
        {() => <CaseSteps caseId={task.caseId} />}
      </DialogButton>
      {task.untouched ? (
        <Button variant="default" onClick={dialog.open} aria-label={t('recallOf', { number: task.registerNumber })}>
          {t('recall')}
        </Button>
      ) : (
        <span className="wf-muted">{t('goneOn')}</span>
      )}
      {/* Outlives its button: a refusal because the case has gone on takes the button away, and must still be read. */}
      <Modal opened={opened} onClose={dialog.close} title={t('recallTitle', { step })}>
        {opened && <RecallForm task={task} onClose={dialog.close} />}
      </Modal>
    </li>
  );
}

function RecallForm({ task, onClose }: { readonly task: RecentTask; readonly onClose: () => void }) {
  const t = useText();
  const language = useLanguage();
  const recallable = useRecallable(task.taskId);
  const way = recallable.data;
  const [reason, setReason] = useState('');
  const take = useRecall(task, reason);
  if (way === undefined) return <LoadState of={recallable} />;
  return (
    <DialogForm action={t('recallNow')} sent={take} onSend={() => take.mutate()} onCancel={onClose}>
      <p>{t('recallLead')}</p>
      <Consequences way={way} />
      {way.undoable.length > 0 && <p>{t('isUndone', { steps: listed(way.undoable, language) })}</p>}
      <ReasonField label={t('reasonOptional')} rows={2} value={reason} onChange={setReason} />
    </DialogForm>
  );
}

/** The same key goes along until the server has answered. */
function useRecall(task: RecentTask, reason: string) {
  const t = useText();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [submissionKey] = useState(newSubmissionKey);
  return useMutation({
    mutationFn: () =>
      api.post<{ readonly next: string | null }>(`/tasks/${task.taskId}/recall`, { reason, submissionKey }),
    onSuccess: async ({ next }) => {
      notifications.show({ message: t('recalled') });
      await queries.invalidateQueries({ queryKey: worklistKey });
      await queries.invalidateQueries({ queryKey: recentKey });
      await navigate(next === null ? '/mine' : `/tasks/${next}`);
    },
    onError: () => void queries.invalidateQueries({ queryKey: recentKey }),
  });
}
