/** The mail server: its name, port and account. */
import { NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelsView, EmailChange, EmailSettings } from '#engine/runtime/application/channel-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { faultsOf } from '../use-save.ts';
import type { OnChanged } from './channel-card.tsx';
import { ChannelForm, SecretField } from './channel-form.tsx';
import { useChannelWords } from './use-words.ts';

interface EmailFormProps {
  readonly state: ChannelsView['email'];
  readonly onChanged: OnChanged;
}

/** RFC 8314 prefers the first; the others are what providers have. */
const ports = [465, 587, 2525, 25] as const;
const empty: EmailSettings = { host: '', port: 465, security: 'tls', user: '', from: '' };

export function EmailForm({ state, onChanged }: EmailFormProps) {
  const t = useChannelWords();
  const [settings, setSettings] = useState(state.settings ?? empty);
  const [secret, setSecret] = useState('');
  const saving = useMutation({
    mutationFn: () => {
      const change: EmailChange = { ...settings, revision: state.revision, ...(secret !== '' && { secret }) };
      return api.put<ChannelsView>('/city/channels/email', change);
    },
    onSuccess: (after) => onChanged(after, t('saved')),
  });
  const faults = faultsOf(saving.error);
  const labels = {
    host: t('host'),
    port: t('port'),
    user: t('user'),
    secret: t('password'),
    from: t('from'),
  };
  const field = (name: 'host' | 'user' | 'from') => ({
    value: settings[name],
    error: faults.get(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setSettings({ ...settings, [name]: event.currentTarget.value }),
  });
  return (
    <ChannelForm saving={saving} labels={labels}>
      <TextInput label={t('host')} description={t('hostHint')} required autoComplete="off" {...field('host')} />
      <NativeSelect
        label={t('port')}
        value={String(settings.port)}
        error={faults.get('port')}
        data={ports.map((port) => ({
          value: String(port),
          label: port === 465 ? t('portTls') : t('portStarttls', { port }),
        }))}
        onChange={(event) => {
          const port = Number(event.currentTarget.value);
          setSettings({ ...settings, port, security: port === 465 ? 'tls' : 'starttls' });
        }}
      />
      <TextInput label={t('user')} description={t('userHint')} autoComplete="off" {...field('user')} />
      <SecretField
        label={t('password')}
        kept={state.settings !== null}
        value={secret}
        error={faults.get('secret')}
        onChange={setSecret}
      />
      <TextInput label={t('from')} description={t('fromHint')} required autoComplete="off" {...field('from')} />
    </ChannelForm>
  );
}
