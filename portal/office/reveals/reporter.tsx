/** Who reported, as far as I may know it; where I may not, how to ask. */
import { Select } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { revealKinds } from '#engine/cases/reveals/reveals.ts';
import type { OwnReveal, RevealDesk } from '#engine/runtime/application/reveals.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { DialogButton } from '../dialog/dialog-button.tsx';
import { DialogForm } from '../dialog/dialog-form.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { taskKey } from '../queries.ts';
import { useText } from '../use-text.ts';
import { useRevealText } from './use-reveal-text.ts';

const deskKey = (caseId: string) => ['reveals', caseId] as const;

export function Reporter({ task }: { readonly task: TaskDetail }) {
  const t = useRevealText();
  const office = useText();
  const { reporter } = task;
  if (reporter.hidden) return <Hidden task={task} />;
  const known = [reporter.name, reporter.phone, reporter.email].filter((part) => part !== null && part !== '');
  return (
    <>
      <p>{known.length === 0 ? office('reporterAnonymous') : known.join(' · ')}</p>
      {reporter.until !== null && <p className="wf-muted">{t('until', { at: dateTime(reporter.until, timeZone) })}</p>}
    </>
  );
}

function Hidden({ task }: { readonly task: TaskDetail }) {
  const t = useRevealText();
  const office = useText();
  const queries = useQueryClient();
  const { data: desk } = useQuery({
    queryKey: deskKey(task.caseId),
    queryFn: () => api.get<RevealDesk>(`/cases/${task.caseId}/reveals`),
    refetchInterval: 30_000,
  });
  const changed = (view: RevealDesk) => {
    queries.setQueryData(deskKey(task.caseId), view);
    void queries.invalidateQueries({ queryKey: taskKey(task.taskId), exact: true });
  };
  const own = desk?.own ?? null;
  return (
    <>
      <p>{office('reporterHidden')}</p>
      {own !== null && <Own own={own} />}
      {own?.state === 'granted' && (
        <p>
          <button
            type="button"
            className="link"
            onClick={() => void queries.invalidateQueries({ queryKey: taskKey(task.taskId), exact: true })}
          >
            {t('openNow')}
          </button>
        </p>
      )}
      {desk?.mayAsk === true && own?.state !== 'asked' && own?.state !== 'granted' && (
        <DialogButton label={t('ask')} title={t('askTitle')}>
          {(close) => <Ask task={task} desk={desk} changed={changed} onDone={close} />}
        </DialogButton>
      )}
    </>
  );
}

function Own({ own }: { readonly own: OwnReveal }) {
  const t = useRevealText();
  if (own.state === 'granted') return null;
  return (
    <p className="wf-muted" role="status">
      {t(`own_${own.state}`, { at: dateTime(own.askedAt, timeZone), note: own.note ?? '' })}
    </p>
  );
}

interface AskProps {
  readonly task: TaskDetail;
  readonly desk: RevealDesk;
  readonly changed: (view: RevealDesk) => void;
  readonly onDone: () => void;
}

function Ask({ task, desk, changed, onDone }: AskProps) {
  const t = useRevealText();
  const [kind, setKind] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const send = useMutation({
    mutationFn: () => api.post<RevealDesk>(`/cases/${task.caseId}/reveals`, { kind: kind ?? '', reason }),
    onSuccess: (view) => {
      notifications.show({ message: t(view.needsSecond ? 'asked' : 'opened') });
      onDone();
      changed(view);
    },
  });
  return (
    <DialogForm
      action={t(desk.needsSecond ? 'askNow' : 'openNow')}
      sent={send}
      labels={(path) => t(path === 'kind' ? 'kind' : 'reason')}
      onSend={() => {
        setTried(true);
        if (!missing && kind !== null) send.mutate();
      }}
    >
      <p>{t(desk.needsSecond ? 'askSecond' : 'askAlone')}</p>
      <p className="wf-muted">{t('relayFirst')}</p>
      <Select
        label={t('kind')}
        required
        data={revealKinds.map((value) => ({ value, label: t(`kind_${value}`) }))}
        value={kind}
        error={tried && kind === null && t('kindMissing')}
        onChange={setKind}
      />
      <ReasonField
        label={t('reason')}
        description={t('reasonHint')}
        required
        charactersMax={desk.charactersMax}
        value={reason}
        error={tried && missing && t('reasonMissing')}
        onChange={setReason}
      />
    </DialogForm>
  );
}
