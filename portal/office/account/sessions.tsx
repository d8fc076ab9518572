import { Button } from '@mantine/core';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { browserWords, SessionFacts } from '#portal/kit/react/session-lines.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

export function Sessions({ account: { sessions }, onDone }: PartProps) {
  const t = useAccountWords();
  const { busy, error, run } = useWork();
  return (
    <section>
      <h2>{t('sessions')}</h2>
      <p className="wf-muted">{t('sessionsLead')}</p>
      <ul className="absence-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
            {!session.own && (
              <Button
                size="xs"
                variant="default"
                disabled={busy}
                aria-label={t('endOf', {
                  where: browserWords(session, t),
                  opened: dateTime(session.openedAt, timeZone),
                })}
                onClick={() =>
                  void run(() => api.delete(`/account/sessions/${session.id}`).then(() => onDone(t('ended'))))
                }
              >
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
      {sessions.length > 1 && (
        <Button
          variant="default"
          loading={busy}
          onClick={() => void run(() => api.delete('/account/sessions').then(() => onDone(t('othersEnded'))))}
        >
          {t('endOthers')}
        </Button>
      )}
    </section>
  );
}
