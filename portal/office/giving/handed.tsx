/** From whom a task came, and why: on top of it, before anything else. */
import type { TaskDetail } from '#engine/runtime/application/tasks.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';

export function Handed({ task: { transferred, given } }: { readonly task: TaskDetail }) {
  const t = useGivingText();
  const language = useLanguage();
  if (transferred === null && given === null) return null;
  return (
    <aside className="wf-card returned" aria-label={t('markTransferred')}>
      {transferred !== null && (
        <Words
          head={t(`${transferred.kind}By`, {
            who: transferred.by,
            unit: transferred.fromUnit.name[language],
            at: dateTime(transferred.at, timeZone),
          })}
          reason={transferred.reason}
        />
      )}
      {given !== null && (
        <Words head={t('givenBy', { who: given.by, at: dateTime(given.at, timeZone) })} reason={given.reason} />
      )}
    </aside>
  );
}

function Words({ head, reason }: { readonly head: string; readonly reason: string | null }) {
  return (
    <>
      <p>
        <strong>{head}</strong>
      </p>
      {reason !== null && <p className="reason">{reason}</p>}
    </>
  );
}
