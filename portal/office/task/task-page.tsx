/** One task on one page: the clock on top, left what it is about, right what I must do. */
import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime, promise } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ClockChip, EmptyState, LoadState, toneOf } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { Handed } from '../giving/handed.tsx';
import { useTask } from '../queries.ts';
import { titleOf } from '../title.ts';
import { useText } from '../use-text.ts';
import { About } from './about.tsx';
import { Reopened, ReopenedMark } from './reopened.tsx';
import { Returned } from './returned.tsx';
import { Work } from './work.tsx';
import './task.css';

export function TaskPage() {
  const t = useText();
  const language = useLanguage();
  const taskId = useParams()['taskId'] ?? '';
  const asked = useTask(taskId);
  const { data: task, error, refetch } = asked;
  if (error instanceof ApiError && error.status === 404) {
    return (
      <EmptyState title={t('taskGone')}>
        <Button component={Link} to="/mine" variant="default">
          {t('back')}
        </Button>
      </EmptyState>
    );
  }
  if (error !== null || task === undefined) return <LoadState of={asked} />;
  return (
    <article className="task-page" aria-labelledby="task-title">
      <p>
        <Link to="/mine">← {t('back')}</Link>
      </p>
      <header className={`task-head wf-tone-${toneOf(task.clock)}`}>
        <div>
          <p className="wf-code">{task.registerNumber}</p>
          <h1 id="task-title">{titleOf(task, language)}</h1>
          <Marks task={task} />
        </div>
        <Clock task={task} />
      </header>
      <Reopened task={task} />
      <Returned task={task} />
      <Handed task={task} />
      <div className="task-columns">
        <About task={task} />
        <Work key={`${task.taskId}-${task.assignee?.accountId ?? ''}`} task={task} reload={() => void refetch()} />
      </div>
    </article>
  );
}

function Marks({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const language = useLanguage();
  return (
    <p className="marks">
      <span className="wf-chip mute">{task.category.name[language]}</span>
      <span className="wf-chip info">{task.step[language]}</span>
      {task.reopened !== null && <ReopenedMark reopened={task.reopened} />}
      {task.urgent && <span className="wf-chip late">{t('urgent')}</span>}
      {task.confidential && <span className="wf-chip mute">{t('confidential')}</span>}
    </p>
  );
}

function Clock({ task }: { readonly task: TaskDetail }) {
  const t = useText();
  const language = useLanguage();
  const { clock, caseClock } = task;
  return (
    <div className="task-clock">
      <ClockChip clock={clock} />
      <p>{clock.dueAt === null ? t('noDue') : t('due', { due: promise(clock.dueAt, language, timeZone) })}</p>
      {caseClock.dueAt !== null && caseClock.dueAt !== clock.dueAt && (
        <p>{t('caseDue', { due: promise(caseClock.dueAt, language, timeZone) })}</p>
      )}
      <p>
        <Link to={`/cases/${task.caseId}/deadlines`}>{t('deadlinesOfCase')}</Link>
      </p>
      <details>
        <summary>{t('why')}</summary>
        <p>
          {t('whyText', { opened: dateTime(task.openedAt, timeZone), received: dateTime(task.receivedAt, timeZone) })}
        </p>
      </details>
    </div>
  );
}
