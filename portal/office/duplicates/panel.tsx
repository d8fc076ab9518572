/** "Có thể trùng": what may be the same matter, why, and side by side with this report; one tap fills in the conclusion. */

import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Candidate } from '#engine/runtime/application/duplicates.ts';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { reasonWords } from '#portal/kit/duplicates.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { taskKey } from '../queries.ts';
import { SideBySide } from './side-by-side.tsx';
import { useWords } from './use-words.ts';
import './duplicates.css';

interface Props {
  readonly task: TaskDetail;
  readonly put: (values: Readonly<Record<string, unknown>>) => void;
}

/** Only where the form asks which report this one is the same as. */
export function DuplicatePanel({ task, put }: Props) {
  const asks = task.form?.components.some(({ key }) => key === 'duplicateOf') === true;
  return asks ? <Panel task={task} put={put} /> : null;
}

function Panel({ task, put }: Props) {
  const t = useWords();
  const { data, error } = useQuery({
    queryKey: [...taskKey(task.taskId), 'duplicates'],
    queryFn: () => api.get<readonly Candidate[]>(`/tasks/${task.taskId}/duplicates`),
    retry: false,
  });
  const [named, setNamed] = useState<Candidate>();
  const found = data ?? [];
  const shown = named === undefined ? found : [named, ...found.filter(({ caseId }) => caseId !== named.caseId)];
  return (
    <section className="duplicates" aria-labelledby="duplicates-title">
      <h3 id="duplicates-title">
        {t('panelTitle')} {data !== undefined && <span className="wf-chip mute">{shown.length}</span>}
      </h3>
      <p className="wf-muted">{t(task.point === null ? 'panelNoPlace' : 'panelLead')}</p>
      <Definition of="duplicates.candidates" />
      {error !== null && <ProblemNotice error={error} />}
      {data !== undefined && shown.length === 0 && task.point !== null && <p role="status">{t('panelNone')}</p>}
      <ul className="duplicate-list">
        {shown.map((candidate) => (
          <One key={candidate.caseId} task={task} candidate={candidate} put={put} />
        ))}
      </ul>
      <ByNumber task={task} show={setNamed} />
    </section>
  );
}

function One({ task, candidate, put }: Props & { readonly candidate: Candidate }) {
  const t = useWords();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { registerNumber: number, reasons } = candidate;
  const merge = () => {
    put({ outcome: 'duplicate', duplicateOf: number });
    notifications.show({ message: t('panelMerged') });
  };
  return (
    <li>
      <p className="duplicate-head">
        <strong className="wf-code">{number}</strong> {candidate.category.name[language]}
      </p>
      {reasons !== null && <p>{reasonWords(reasons, language)}</p>}
      <p className="marks">
        {candidate.stage !== null && <span className="wf-chip info">{candidate.stage[language]}</span>}
        {candidate.answered && <span className="wf-chip risk">{t('panelAnswered')}</span>}
        {candidate.followers > 0 && (
          <span className="wf-chip mute">{t('panelFollowers', { count: candidate.followers })}</span>
        )}
        <span className="wf-muted">{dateTime(candidate.receivedAt, timeZone)}</span>
      </p>
      <div className="work-actions">
        <Button size="xs" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? 'panelHide' : 'panelShow')}
        </Button>
        {candidate.mayMerge ? (
          <Button size="xs" variant="default" onClick={merge}>
            {t('panelMerge', { number })}
          </Button>
        ) : (
          <span className="wf-muted">{t('panelMayNot')}</span>
        )}
      </div>
      {open && <SideBySide task={task} candidate={candidate} />}
    </li>
  );
}

/** One that is too far away to be proposed, or that somebody has named on the telephone. */
function ByNumber({ task, show }: { readonly task: TaskDetail; readonly show: (candidate: Candidate) => void }) {
  const t = useWords();
  const [number, setNumber] = useState('');
  const [error, setError] = useState<unknown>(null);
  const look = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const typed = number.trim();
    if (typed === '') return;
    const path = `/tasks/${task.taskId}/duplicates/${encodeURIComponent(typed)}`;
    await api.get<Candidate>(path).then(show, setError);
  };
  const unknown = error instanceof ApiError && error.status === 404;
  return (
    <form className="duplicate-number" onSubmit={(event) => void look(event)}>
      <TextInput
        label={t('panelNumber')}
        value={number}
        maxLength={40}
        error={unknown ? t('panelUnknown') : undefined}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Button type="submit" variant="default">
        {t('panelCompare')}
      </Button>
      {error !== null && !unknown && <ProblemNotice error={error} />}
    </form>
  );
}
