import { Button } from '@mantine/core';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

export function Links({ account: { links, fresh }, onDone }: PartProps) {
  const t = useAccountWords();
  const language = useLanguage();
  const { busy, error, run } = useWork();
  return (
    <section>
      <h2>{t('links')}</h2>
      {links.length === 0 && <p className="wf-muted">{t('linksNone')}</p>}
      <ul className="absence-list">
        {links.map(({ id, provider, createdAt }) => (
          <li key={id}>
            <span>
              <strong>{provider[language]}</strong>
              <br />
              <span className="wf-muted">{t('linkTimes', { created: dateTime(createdAt, timeZone) })}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              disabled={!fresh || busy}
              aria-label={t('unlinkOf', { name: provider[language] })}
              onClick={() => void run(() => api.delete(`/account/links/${id}`).then(() => onDone(t('unlinkDone'))))}
            >
              {t('unlink')}
            </Button>
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
    </section>
  );
}
