/** That a case was opened again, and why: as a mark in lists, with the reporter's words on top of the task. */
import type { ReopenedView, TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export function ReopenedMark({ reopened }: { readonly reopened: ReopenedView }) {
  const t = useText();
  return <span className="wf-chip late">{t('reopenedMark', { times: reopened.times })}</span>;
}

export function Reopened({ task: { reopened } }: { readonly task: TaskDetail }) {
  const t = useText();
  const language = useLanguage();
  if (reopened === null) return null;
  const { times, at, rating, reasons, comment } = reopened;
  return (
    <aside className="wf-card returned" aria-label={t('reopenedMark', { times })}>
      <p>
        <strong>{t('reopenedHead', { at: dateTime(at, timeZone), rating })}</strong>
      </p>
      {reasons.length > 0 && (
        <p>{t('reopenedReasons', { reasons: reasons.map((reason) => reason[language]).join(', ') })}</p>
      )}
      {comment !== null && <p className="reason">{comment}</p>}
    </aside>
  );
}
