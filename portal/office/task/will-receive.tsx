import type { NoticePreview } from '#engine/runtime/application/tasks.ts';
import { useText } from '../use-text.ts';

/** Exactly what the citizen will get, before it is sent. */
export function WillReceive({ notices }: { readonly notices: readonly NoticePreview[] | undefined }) {
  const t = useText();
  if (notices === undefined) return null;
  return (
    <section className="will-receive" aria-live="polite">
      <h3>{t('willReceive')}</h3>
      {notices.length === 0 && <p className="wf-muted">{t('willReceiveNothing')}</p>}
      {notices.map((notice) => (
        <figure key={`${notice.channel}-${notice.text}`}>
          <figcaption className="wf-muted">
            {notice.channel === 'sms' ? t('sms', { segments: notice.segments ?? 1 }) : t('email')}
            {notice.subject !== null && ` · ${notice.subject}`}
          </figcaption>
          <blockquote>{notice.text}</blockquote>
        </figure>
      ))}
    </section>
  );
}
