import { Button, PasswordInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

export function PasswordForm({ account: { username, passwordLengthMin }, onDone }: PartProps) {
  const t = useAccountWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const { busy, error, run } = useWork();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await api.put('/account/password', { current, next });
      setCurrent('');
      setNext('');
      onDone(t('passwordChanged'));
    });
  };
  return (
    <section>
      <h2>{t('password')}</h2>
      <form className="account-form" onSubmit={submit}>
        <input type="text" name="username" value={username} autoComplete="username" readOnly hidden />
        <PasswordInput
          label={t('current')}
          required
          maxLength={200}
          autoComplete="current-password"
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('next')}
          description={t('passwordRule', { min: passwordLengthMin })}
          required
          maxLength={200}
          autoComplete="new-password"
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
        />
        {error !== null && (
          <ProblemNotice error={error} labels={(path) => (path === 'current' ? t('current') : t('next'))} />
        )}
        <div>
          <Button type="submit" variant="default" loading={busy}>
            {t('changePassword')}
          </Button>
        </div>
      </form>
    </section>
  );
}
