/** Drafts that wait for the reader to look at them; nothing where there are none. */
import { Link } from 'react-router';
import { dateTime } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { useWaitingReviews } from './queries.ts';

export function WaitingReviews() {
  const t = useText();
  const language = useLanguage();
  const waiting = useWaitingReviews().data ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className="wf-notice" aria-label={t('reviewHead')}>
      <ul className="plain-list">
        {waiting.map(({ service, name, askedBy, askedAt, note }) => (
          <li key={service}>
            <strong>{t('reviewWaiting', { name: name[language], by: askedBy })}</strong> · {dateTime(askedAt, timeZone)}
            {note !== '' && <> · {note}</>} · <Link to={`/${service}/review`}>{t('reviewOpen')}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
