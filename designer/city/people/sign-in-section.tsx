/** How one person signs in, and what helps when they cannot. */
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonDetail } from '#engine/runtime/application/people.ts';
import type { PersonSignIn } from '#engine/runtime/application/sign-in-book.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { SessionFacts } from '#portal/kit/react/session-lines.tsx';
import { useSignInWords } from '../sign-in/use-words.ts';
import { FirstPassword } from './first-password.tsx';

interface Props {
  readonly person: PersonDetail;
  readonly onDone: (words: string) => void;
}

export function SignInSection({ person, onDone }: Props) {
  const t = useSignInWords();
  const key = ['city', 'person-sign-in', person.username] as const;
  const way = `/city/people/${encodeURIComponent(person.username)}`;
  const found = useQuery({ queryKey: key, queryFn: () => api.get<PersonSignIn>(`${way}/sign-in`) });
  const queries = useQueryClient();
  const [resetting, setResetting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const done = (after: PersonSignIn, words: string) => {
    queries.setQueryData(key, after);
    setResetting(false);
    setError(null);
    onDone(words);
  };
  return (
    <section>
      <h2>{t('section')}</h2>
      {found.error !== null && <ProblemNotice error={found.error} />}
      {found.data !== undefined && (
        <>
          <Facts found={found.data} />
          <Links
            person={person}
            found={found.data}
            way={way}
            onError={setError}
            onUnlinked={(after) => done(after, t('unlinked'))}
          />
          <div className="actions">
            <Button
              variant="default"
              disabled={found.data.sessions.length === 0}
              onClick={() =>
                void api.delete<PersonSignIn>(`${way}/sessions`).then((after) => done(after, t('signedOut')), setError)
              }
            >
              {t('signOut')}
            </Button>
            <Button
              variant="default"
              disabled={found.data.totpSince === null && found.data.passkeys === 0}
              onClick={() => setResetting(true)}
            >
              {t('reset')}
            </Button>
          </div>
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      {resetting && (
        <ResetDialog
          person={person}
          way={way}
          onDone={(after) => done(after, t('resetDone'))}
          onClose={() => setResetting(false)}
        />
      )}
    </section>
  );
}

function Facts({ found }: { readonly found: PersonSignIn }) {
  const t = useSignInWords();
  const { demand, totpSince, passkeys, recoveryCodesLeft, sessions } = found;
  return (
    <>
      <ul>
        <li>
          {t('roleDemand')}: {t(demand)}
        </li>
        <li>
          {t('app')}: {totpSince === null ? t('no') : t('appSince', { day: dateTime(totpSince, timeZone) })}
        </li>
        <li>
          {t('passkeys')}: {passkeys === 0 ? t('no') : t('passkeyCount', { count: passkeys })}
        </li>
        <li>
          {t('codes')}: {t('codesLeft', { count: recoveryCodesLeft })}
        </li>
      </ul>
      <h3>{t('sessions')}</h3>
      {sessions.length === 0 && <p className="wf-muted">{t('sessionsNone')}</p>}
      <ul className="absence-list">
        {sessions.map((session) => (
          <li key={session.id}>
            <SessionFacts session={session} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Links({
  person,
  found: { links, providers },
  way,
  onError,
  onUnlinked,
}: {
  readonly person: PersonDetail;
  readonly found: PersonSignIn;
  readonly way: string;
  readonly onError: (error: unknown) => void;
  readonly onUnlinked: (after: PersonSignIn) => void;
}) {
  const t = useSignInWords();
  const language = useLanguage();
  const [code, setCode] = useState<string>();
  if (links.length === 0 && providers.length === 0) return null;
  const give = (provider: string) =>
    api.post<{ readonly code: string }>(`${way}/link-code`, { provider }).then((made) => setCode(made.code), onError);
  return (
    <>
      <h3>{t('links')}</h3>
      <ul className="absence-list">
        {links.map(({ id, provider, createdAt }) => (
          <li key={id}>
            <span>
              {provider[language]} <span className="wf-muted">{dateTime(createdAt, timeZone)}</span>
            </span>
            <Button
              size="xs"
              variant="default"
              onClick={() => void api.delete<PersonSignIn>(`${way}/links/${id}`).then(onUnlinked, onError)}
            >
              {t('unlink', { name: provider[language] })}
            </Button>
          </li>
        ))}
      </ul>
      <div className="actions">
        {providers.map((provider) => (
          <Button key={provider.code} variant="default" onClick={() => void give(provider.code)}>
            {t('linkCode', { name: provider.name[language] })}
          </Button>
        ))}
      </div>
      {code !== undefined && (
        <FirstPassword
          name={person.displayName}
          password={code}
          words={{ title: t('linkTitle', { name: person.displayName }), once: t('linkOnce'), label: t('links') }}
          onClose={() => setCode(undefined)}
        />
      )}
    </>
  );
}

function ResetDialog({
  person,
  way,
  onDone,
  onClose,
}: {
  readonly person: PersonDetail;
  readonly way: string;
  readonly onDone: (after: PersonSignIn) => void;
  readonly onClose: () => void;
}) {
  const t = useSignInWords();
  const [reason, setReason] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await api.post<PersonSignIn>(`${way}/factors/reset`, { reason }).then(onDone, setError);
  };
  return (
    <Dialog onClose={onClose} title={t('reset')}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <p>{t('resetLead', { name: person.displayName })}</p>
        <TextInput
          label={t('reason')}
          description={t('reasonHint')}
          required
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error !== null && <ProblemNotice error={error} labels={() => t('reason')} />}
        <div className="actions">
          <Button data-autofocus variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" color="red.9">
            {t('reset')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
