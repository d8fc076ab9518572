import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

interface Asked {
  readonly secret: string;
  readonly qr: { readonly size: number; readonly path: string };
}

/** The authenticator app: asked for, scanned or typed, and in force with its first code. */
export function Totp({ account: { totpSince, fresh }, onDone }: PartProps) {
  const t = useAccountWords();
  const [asked, setAsked] = useState<Asked>();
  const { busy, error, run } = useWork();
  return (
    <section>
      <h2>{t('totp')}</h2>
      <p className="wf-muted">{t('totpLead')}</p>
      <p>{totpSince === null ? t('totpOff') : t('totpOn', { day: dateTime(totpSince, timeZone) })}</p>
      {asked === undefined ? (
        <div className="account-buttons">
          <Button
            variant={totpSince === null ? 'filled' : 'default'}
            loading={busy}
            disabled={!fresh}
            onClick={() => void run(async () => setAsked(await api.post<Asked>('/account/totp')))}
          >
            {t(totpSince === null ? 'totpSetUp' : 'totpAnew')}
          </Button>
          {totpSince !== null && (
            <Button
              variant="default"
              disabled={!fresh || busy}
              onClick={() => void run(() => api.delete('/account/totp').then(() => onDone(t('totpRemoved'))))}
            >
              {t('totpRemove')}
            </Button>
          )}
        </div>
      ) : (
        <SetUp
          asked={asked}
          onCancel={() => setAsked(undefined)}
          onDone={(words, codes) => {
            setAsked(undefined);
            onDone(words, codes);
          }}
        />
      )}
      {error !== null && <ProblemNotice error={error} />}
    </section>
  );
}

function SetUp({
  asked: { secret, qr },
  onCancel,
  onDone,
}: {
  readonly asked: Asked;
  readonly onCancel: () => void;
  readonly onDone: PartProps['onDone'];
}) {
  const t = useAccountWords();
  const [code, setCode] = useState('');
  const { busy, error, run } = useWork();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      const { recoveryCodes } = await api.put<{ readonly recoveryCodes: readonly string[] | null }>('/account/totp', {
        code,
      });
      onDone(t('totpKept'), recoveryCodes);
    });
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <p>{t('totpScan')}</p>
      <svg className="account-qr" role="img" aria-label={t('totpScan')} viewBox={`0 0 ${qr.size} ${qr.size}`}>
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p>
        {t('totpType')} <code className="account-secret">{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <TextInput
        label={t('totpCode')}
        required
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={10}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {error !== null && <ProblemNotice error={error} labels={() => t('totpCode')} />}
      <div className="account-buttons">
        <Button type="submit" loading={busy}>
          {t('totpKeep')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
