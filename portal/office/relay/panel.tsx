/** "Nhắn cho người gửi": what was written to and fro, and room for a message; nobody's contact is shown. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { OfficialRelayMessage, RelayView } from '#engine/runtime/application/relay.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { ReasonField } from '../dialog/reason-field.tsx';
import { taskKey, worklistKey } from '../queries.ts';
import './relay.css';
import { useRelayText } from './use-relay-text.ts';

const relayKey = (taskId: string) => [...taskKey(taskId), 'messages'] as const;

export function RelayPanel({ task }: { readonly task: TaskDetail }) {
  const t = useRelayText();
  const [writing, setWriting] = useState(false);
  const queries = useQueryClient();
  const { data: relay } = useQuery({
    queryKey: relayKey(task.taskId),
    queryFn: () => api.get<RelayView>(`/tasks/${task.taskId}/messages`),
    // The reporter may answer at any moment.
    refetchInterval: 30_000,
  });
  if (relay === undefined || (!relay.mayWrite && relay.messages.length === 0)) return null;
  // Most cases need no message: the room for one opens when somebody asks for it.
  const begun = writing || relay.messages.length > 0;
  const changed = (view: RelayView) => {
    queries.setQueryData(relayKey(task.taskId), view);
    void queries.invalidateQueries({ queryKey: worklistKey });
  };
  return (
    <section className="wf-card block" aria-labelledby="relay-title">
      <h2 id="relay-title">{t('title')}</h2>
      {!begun && (
        <Button variant="default" onClick={() => setWriting(true)}>
          {t('begin')}
        </Button>
      )}
      {begun && <p className="wf-muted">{t('lead')}</p>}
      <ol className="relay">
        {relay.messages.map((message) => (
          <Message key={message.position} message={message} />
        ))}
      </ol>
      {relay.mayWrite && <Seen task={task} relay={relay} changed={changed} />}
      {relay.mayWrite && begun && <Write task={task} relay={relay} changed={changed} autoFocus={writing} />}
    </section>
  );
}

function Message({ message }: { readonly message: OfficialRelayMessage }) {
  const t = useRelayText();
  const language = useLanguage();
  const { role, unit, by } = message;
  const from =
    message.from === 'reporter'
      ? t('fromReporter')
      : t('fromOffice', { role: role?.name[language] ?? '', unit: unit?.name[language] ?? '', by: by ?? '' });
  return (
    <li className={message.from}>
      <p className="wf-muted">
        {from} · {dateTime(message.at, timeZone)}{' '}
        {message.from === 'reporter' && !message.seen && <span className="wf-chip info">{t('unread')}</span>}
      </p>
      <p className="report-text">{message.text}</p>
      {message.photos.length > 0 && (
        <ul className="thumbs">
          {message.photos.map((photo) => (
            <li key={photo.id}>
              <a href={photo.url} target="_blank" rel="noreferrer">
                <img src={photo.thumbnailUrl} alt={t('photo')} width={140} height={105} loading="lazy" />
              </a>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

interface Props {
  readonly task: TaskDetail;
  readonly relay: RelayView;
  readonly changed: (view: RelayView) => void;
}

function Seen({ task, relay, changed }: Props) {
  const t = useRelayText();
  const upTo = relay.messages.findLast(({ from, seen }) => from === 'reporter' && !seen)?.position;
  const see = useMutation({
    mutationFn: () => api.post<RelayView>(`/tasks/${task.taskId}/messages/seen`, { upTo }),
    onSuccess: (view) => {
      notifications.show({ message: t('seen') });
      changed(view);
    },
  });
  if (upTo === undefined) return null;
  return (
    <p>
      <Button variant="default" loading={see.isPending} onClick={() => see.mutate()}>
        {t('see')}
      </Button>
      {see.error !== null && <ProblemNotice error={see.error} />}
    </p>
  );
}

function Write({ task, relay, changed, autoFocus }: Props & { readonly autoFocus: boolean }) {
  const t = useRelayText();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [submissionKey, setSubmissionKey] = useState(() => crypto.randomUUID());
  const missing = text.trim() === '';
  const send = useMutation({
    mutationFn: () => api.post<RelayView>(`/tasks/${task.taskId}/messages`, { text, submissionKey }),
    onSuccess: (view) => {
      notifications.show({ message: t('sent') });
      setText('');
      setTried(false);
      setSubmissionKey(crypto.randomUUID());
      changed(view);
    },
  });
  if (relay.hindrance !== null) return <p className="wf-muted">{t(`hindrance_${relay.hindrance}`)}</p>;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing) send.mutate();
      }}
    >
      <ReasonField
        label={t('write')}
        autoFocus={autoFocus}
        description={t('writeHint')}
        charactersMax={relay.charactersMax}
        value={text}
        error={tried && missing && t('writeMissing')}
        onChange={setText}
      />
      <p className="wf-muted">{t(reachedKey(relay.reachedBy))}</p>
      {send.error !== null && <ProblemNotice error={send.error} labels={() => t('write')} />}
      <Button type="submit" loading={send.isPending}>
        {t('send')}
      </Button>
    </form>
  );
}

function reachedKey(ways: RelayView['reachedBy']) {
  if (ways.length === 0) return 'reachedNone' as const;
  if (ways.length > 1) return 'reachedBoth' as const;
  return ways.includes('sms') ? ('reachedSms' as const) : ('reachedEmail' as const);
}
