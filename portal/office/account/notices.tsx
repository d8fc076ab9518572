import { Button } from '@mantine/core';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

/** What was changed about the account, by whom and why; new until it was read. */
export function Notices({ account: { notices }, onDone }: PartProps) {
  const t = useAccountWords();
  const { busy, error, run } = useWork();
  const hasNew = notices.some(({ seen }) => !seen);
  return (
    <section>
      <h2>{t('notices')}</h2>
      <Definition of="account.news" />
      {notices.length === 0 && <p className="wf-muted">{t('noticesNone')}</p>}
      <ul className="absence-list">
        {notices.map(({ id, at, code, by, note, seen }) => (
          <li key={id}>
            <span>
              {!seen && <span className="wf-chip risk">{t('noticeNew')}</span>} {t(`notice.${code}`)}{' '}
              {by !== '' && t('noticeBy', { name: by })}
              <br />
              <span className="wf-muted">
                {dateTime(at, timeZone)}
                {note !== '' && ` · ${t(noteWords(code), { note })}`}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
      {hasNew && (
        <>
          <p>{t('notYou')}</p>
          <Button
            variant="default"
            loading={busy}
            onClick={() => void run(() => api.post('/account/notices/seen').then(() => onDone('')))}
          >
            {t('noticesSeen')}
          </Button>
        </>
      )}
    </section>
  );
}

function noteWords(code: string): 'noticeToken' | 'noticeService' | 'noticeReason' {
  if (code === 'tokenEnds') return 'noticeToken';
  return /^(?:draft|plan)[A-Z]/.test(code) ? 'noticeService' : 'noticeReason';
}
