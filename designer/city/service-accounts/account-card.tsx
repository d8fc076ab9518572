import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ServiceAccountView, ServiceTokenView } from '#engine/runtime/application/service-accounts.ts';
import { date } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { AskDialog } from './ask-dialog.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { TokenTable } from './token-table.tsx';
import { useServiceWords } from './use-words.ts';

type Doing = 'token' | 'close' | ServiceTokenView;

/** One system: its posts, its tokens, and what can be done with them. */
export function AccountCard({
  account,
  scopes,
  onDone,
}: {
  readonly account: ServiceAccountView;
  readonly scopes: readonly string[];
  readonly onDone: (words: string) => void;
}) {
  const t = useServiceWords();
  const language = useLanguage();
  const { code, name, purpose, posts, tokens, closedAt, createdAt, createdBy } = account;
  const [doing, setDoing] = useState<Doing>();
  const isOpen = closedAt === null;
  const usable = tokens.filter(({ state }) => state === 'good' || state === 'ending');
  const past = tokens.filter((token) => !usable.includes(token));
  const stop = () => setDoing(undefined);
  return (
    <section className="wf-card block service-account" aria-label={name}>
      <h2>
        {name} <code>{code}</code> {!isOpen && <span className="wf-chip mute">{t('closed')}</span>}
      </h2>
      <p>{purpose}</p>
      <ul>
        {posts.map(({ role, unit, roleName, unitName }) => (
          <li key={`${role} ${unit}`}>
            {roleName[language]}, {unitName[language]}
          </li>
        ))}
      </ul>
      <p className="wf-muted">{t('madeBy', { day: date(createdAt, timeZone), by: createdBy })}</p>
      {isOpen && <TokenTable label={t('tokens', { name })} tokens={usable} onRevoke={(token) => setDoing(token)} />}
      {past.length > 0 && (
        <details className="past">
          <summary>{t('pastTokens', { count: past.length })}</summary>
          <TokenTable label={t('pastTokens', { count: past.length })} tokens={past} />
        </details>
      )}
      {isOpen && (
        <div className="actions">
          <Button variant="default" aria-label={t('closeOf', { name })} onClick={() => setDoing('close')}>
            {t('close')}
          </Button>
          <Button aria-label={t('newTokenOf', { name })} onClick={() => setDoing('token')}>
            {t('newToken')}
          </Button>
        </div>
      )}
      {doing === 'token' && <TokenDialog account={account} scopes={scopes} onMade={() => onDone('')} onClose={stop} />}
      {doing === 'close' && (
        <AskDialog
          title={t('closeTitle', { name })}
          lead={t('closeLead')}
          go={t('closeGo')}
          way={{ method: 'post', path: `/city/service-accounts/${encodeURIComponent(code)}/close` }}
          onDone={() => onDone(t('closedNow', { name }))}
          onClose={stop}
        />
      )}
      {typeof doing === 'object' && (
        <AskDialog
          title={t('revokeTitle', { name: doing.name })}
          lead={t('revokeLead')}
          go={t('revoke')}
          way={{ method: 'delete', path: `/city/service-tokens/${doing.id}` }}
          onDone={() => onDone(t('revokedNow', { name: doing.name }))}
          onClose={stop}
        />
      )}
    </section>
  );
}
