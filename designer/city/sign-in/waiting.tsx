/** A change that weakens the policy: what it would change, by whom, and a second person's word. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PendingPolicy, SignInPolicyView } from '#engine/runtime/application/sign-in-book.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { useSignInWords } from './use-words.ts';

export function Waiting({
  waiting,
  now,
  onDone,
}: {
  readonly waiting: PendingPolicy;
  readonly now: SignInPolicyView;
  readonly onDone: () => void;
}) {
  const t = useSignInWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { id, note, own, others, proposedAt: at, proposedBy: by, expiresAt, publishing, roles } = waiting;
  const way = `/city/sign-in/changes/${id}`;
  const act = async (work: Promise<SignInPolicyView>) => {
    setBusy(true);
    setError(null);
    await work.then((after) => {
      queries.setQueryData(['city', 'sign-in'], after);
      onDone();
    }, setError);
    setBusy(false);
  };
  return (
    <section className="wf-card block" aria-label={t('waiting')}>
      <h2>{t('waiting')}</h2>
      <p role="status">
        {t('waitingLead', { by, note, at: dateTime(at, timeZone), until: dateTime(expiresAt, timeZone) })}
      </p>
      <ul>
        {roles.map(({ role, name, before, after }) => (
          <li key={role}>{t('waitingRole', { role: name[language], before: t(before), after: t(after) })}</li>
        ))}
        {publishing === 'one' && now.publishing === 'two' && <li>{t('waitingPublishing')}</li>}
      </ul>
      {own && <p>{others === 0 ? t('waitingAlone', { id }) : t('waitingOwn', { others })}</p>}
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button variant="default" loading={busy} onClick={() => void act(api.delete<SignInPolicyView>(way))}>
          {t('withdrawChange')}
        </Button>
        {!own && (
          <Button loading={busy} onClick={() => void act(api.post<SignInPolicyView>(`${way}/confirm`))}>
            {t('confirmChange')}
          </Button>
        )}
      </div>
    </section>
  );
}
