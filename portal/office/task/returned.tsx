/** Why a task is there again: on top of it, before anything else. */
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';

export function Returned({ task: { returned } }: { readonly task: TaskDetail }) {
  const t = useText();
  const language = useLanguage();
  if (returned === null) return null;
  const { kind, by, from, at, reason } = returned;
  const when = dateTime(at, timeZone);
  return (
    <aside className="wf-card returned" aria-label={t(kind === 'recall' ? 'recalledMark' : 'returnedMark')}>
      <p>
        <strong>
          {kind === 'recall'
            ? t('recalledBy', { who: by, at: when })
            : t('returnedBy', { who: by, from: from[language], at: when })}
        </strong>
      </p>
      {reason !== null && <p className="reason">{reason}</p>}
    </aside>
  );
}
