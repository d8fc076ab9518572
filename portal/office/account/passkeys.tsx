import { Button, TextInput } from '@mantine/core';
import { browserSupportsWebAuthn, startRegistration, WebAuthnError } from '@simplewebauthn/browser';
import { type FormEvent, useState } from 'react';
import type { PasskeyView } from '#engine/runtime/application/own-account.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useAccountWords } from '#portal/kit/react/use-account-words.ts';
import type { PartProps } from './account-page.tsx';
import { useWork } from './use-work.ts';

type Options = Parameters<typeof startRegistration>[0]['optionsJSON'];

export function Passkeys({ account: { passkeys, fresh }, onDone }: PartProps) {
  const t = useAccountWords();
  const { busy, error, run } = useWork();
  const remove = (id: string) => api.delete(`/account/passkeys/${id}`).then(() => onDone(t('passkeyRemoved')));
  return (
    <section>
      <h2>{t('passkeys')}</h2>
      <p className="wf-muted">{t('passkeysLead')}</p>
      {passkeys.length === 0 && <p>{t('passkeysNone')}</p>}
      <ul className="absence-list">
        {passkeys.map((passkey) => (
          <Line key={passkey.id} passkey={passkey} onRenamed={() => onDone(t('saved'))}>
            <Button
              size="xs"
              variant="default"
              disabled={!fresh || busy}
              aria-label={t('passkeyRemoveOf', { name: passkey.name })}
              onClick={() => void run(() => remove(passkey.id))}
            >
              {t('passkeyRemove')}
            </Button>
          </Line>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
      <Add disabled={!fresh} onDone={onDone} />
    </section>
  );
}

function Line({
  passkey: { id, name, createdAt, usedAt },
  onRenamed,
  children,
}: {
  readonly passkey: PasskeyView;
  readonly onRenamed: () => void;
  readonly children: React.ReactNode;
}) {
  const t = useAccountWords();
  const [title, setTitle] = useState<string>();
  const { busy, error, run } = useWork();
  const created = dateTime(createdAt, timeZone);
  const rename = async () => {
    await api.put(`/account/passkeys/${id}`, { name: title });
    setTitle(undefined);
    onRenamed();
  };
  if (title !== undefined) {
    return (
      <li>
        <TextInput
          label={t('passkeyName')}
          maxLength={60}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        {error !== null && <ProblemNotice error={error} />}
        <span className="account-buttons">
          <Button size="xs" loading={busy} onClick={() => void run(rename)}>
            {t('save')}
          </Button>
          <Button size="xs" variant="default" onClick={() => setTitle(undefined)}>
            {t('cancel')}
          </Button>
        </span>
      </li>
    );
  }
  return (
    <li>
      <span>
        <strong>{name}</strong>
        <br />
        <span className="wf-muted">
          {usedAt === null
            ? t('passkeyUnused', { created })
            : t('passkeyTimes', { created, used: dateTime(usedAt, timeZone) })}
        </span>
      </span>
      <span className="account-buttons">
        <Button size="xs" variant="default" aria-label={t('passkeyRenameOf', { name })} onClick={() => setTitle(name)}>
          {t('passkeyRename')}
        </Button>
        {children}
      </span>
    </li>
  );
}

function Add({ disabled, onDone }: { readonly disabled: boolean; readonly onDone: PartProps['onDone'] }) {
  const t = useAccountWords();
  const [name, setName] = useState('');
  const [stopped, setStopped] = useState(false);
  const { busy, error, run } = useWork();
  if (!browserSupportsWebAuthn()) return <p className="wf-muted">{t('passkeyUnsupported')}</p>;
  const add = async () => {
    const { options } = await api.post<{ readonly options: Options }>('/account/passkeys/challenge');
    const response = await startRegistration({ optionsJSON: options });
    const made = { name, response };
    const { recoveryCodes } = await api.post<{ readonly recoveryCodes: readonly string[] | null }>(
      '/account/passkeys',
      made,
    );
    setName('');
    onDone(t('passkeyAdded'), recoveryCodes);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setStopped(false);
    void run(() =>
      add().catch((fault: unknown) => {
        // What a device says of its own is in no language of ours.
        if (!(fault instanceof WebAuthnError) && !(fault instanceof DOMException)) throw fault;
        setStopped(true);
      }),
    );
  };
  return (
    <form className="account-form" onSubmit={submit}>
      <TextInput
        label={t('passkeyName')}
        required
        maxLength={60}
        disabled={disabled}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {stopped && (
        <p className="wf-notice" role="alert">
          {t('passkeyStopped')}
        </p>
      )}
      {error !== null && <ProblemNotice error={error} labels={() => t('passkeyName')} />}
      <div>
        <Button type="submit" loading={busy} disabled={disabled}>
          {t('passkeyAdd')}
        </Button>
      </div>
    </form>
  );
}
