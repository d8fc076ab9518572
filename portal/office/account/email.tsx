import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

/** The address that hears of what happens to the account; in force with the code that was sent there. */
export function Email({ account, onDone }: PartProps) {
  const t = useAccountWords();
  const { email, emailVerified, sendsMail } = account;
  const [sentTo, setSentTo] = useState<string>();
  const words = email === '' ? t('emailNone') : t(emailVerified ? 'emailVerified' : 'emailUnverified', { email });
  return (
    <section>
      <h2>{t('email')}</h2>
      <p className="wf-muted">{t('emailLead')}</p>
      <p>{words}</p>
      {!sendsMail && <p>{t('emailNoMail')}</p>}
      {sendsMail && sentTo === undefined && <Ask account={account} onSent={setSentTo} />}
      {sendsMail && sentTo !== undefined && (
        <Keep
          sentTo={sentTo}
          onBack={() => setSentTo(undefined)}
          onKept={() => {
            setSentTo(undefined);
            onDone(t('emailKept'));
          }}
        />
      )}
    </section>
  );
}

function Ask({
  account: { email, fresh },
  onSent,
}: Pick<PartProps, 'account'> & { readonly onSent: (to: string) => void }) {
  const t = useAccountWords();
  const [to, setTo] = useState(email);
  const { busy, error, run } = useWork();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => api.post('/account/email', { email: to }).then(() => onSent(to)));
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <TextInput
        type="email"
        label={t('emailAddress')}
        required
        maxLength={150}
        autoComplete="email"
        disabled={!fresh}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {error !== null && <ProblemNotice error={error} labels={() => t('emailAddress')} />}
      <div>
        <Button type="submit" variant="default" loading={busy} disabled={!fresh}>
          {t('emailSend')}
        </Button>
      </div>
    </form>
  );
}

function Keep({
  sentTo,
  onBack,
  onKept,
}: {
  readonly sentTo: string;
  readonly onBack: () => void;
  readonly onKept: () => void;
}) {
  const t = useAccountWords();
  const [code, setCode] = useState('');
  const { busy, error, run } = useWork();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(() => api.put('/account/email', { code }).then(onKept));
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p role="status">{t('emailSent', { email: sentTo })}</p>
      <TextInput
        label={t('emailCode')}
        required
        data-autofocus
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={12}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {error !== null && <ProblemNotice error={error} labels={() => t('emailCode')} />}
      <div className="account-buttons">
        <Button variant="default" onClick={onBack}>
          {t('emailOther')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('emailKeep')}
        </Button>
      </div>
    </form>
  );
}
