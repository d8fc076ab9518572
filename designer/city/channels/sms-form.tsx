/** The account for SMS, and how much goes out at most. */
import { NumberInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelsView, SmsChange, SmsSettings } from '#engine/runtime/application/channel-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { faultsOf } from '../use-save.ts';
import type { OnChanged } from './channel-card.tsx';
import { ChannelForm, SecretField } from './channel-form.tsx';
import { useChannelWords } from './use-words.ts';

interface SmsFormProps {
  readonly state: ChannelsView['sms'];
  readonly onChanged: OnChanged;
}

const empty: SmsSettings = { accountSid: '', from: '', prefixes: ['+84'], perDay: 2000 };

export function SmsForm({ state, onChanged }: SmsFormProps) {
  const t = useChannelWords();
  const [settings, setSettings] = useState(state.settings ?? empty);
  const [prefixes, setPrefixes] = useState(settings.prefixes.join(', '));
  const [secret, setSecret] = useState('');
  const saving = useMutation({
    mutationFn: () => {
      const list = prefixes.split(/[\s,]+/).filter((prefix) => prefix !== '');
      const typed = { ...settings, prefixes: list, revision: state.revision };
      const change: SmsChange = { ...typed, ...(secret !== '' && { secret }) };
      return api.put<ChannelsView>('/city/channels/sms', change);
    },
    onSuccess: (after) => onChanged(after, t('saved')),
  });
  const faults = faultsOf(saving.error);
  const labels = {
    accountSid: t('accountSid'),
    secret: t('authToken'),
    from: t('smsFrom'),
    prefixes: t('prefixes'),
    perDay: t('perDay'),
  };
  const field = (name: 'accountSid' | 'from') => ({
    value: settings[name],
    error: faults.get(name),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      setSettings({ ...settings, [name]: event.currentTarget.value }),
  });
  return (
    <ChannelForm saving={saving} labels={labels}>
      <TextInput label={t('accountSid')} required autoComplete="off" {...field('accountSid')} />
      <SecretField
        label={t('authToken')}
        kept={state.settings !== null}
        value={secret}
        error={faults.get('secret')}
        onChange={setSecret}
      />
      <TextInput label={t('smsFrom')} description={t('smsFromHint')} required autoComplete="off" {...field('from')} />
      <TextInput
        label={t('prefixes')}
        description={t('prefixesHint')}
        required
        value={prefixes}
        error={faults.get('prefixes')}
        onChange={(event) => setPrefixes(event.currentTarget.value)}
      />
      <NumberInput
        label={t('perDay')}
        description={t('perDayHint')}
        min={1}
        max={1_000_000}
        value={settings.perDay}
        error={faults.get('perDay')}
        onChange={(value) => setSettings({ ...settings, perDay: Number(value) })}
      />
    </ChannelForm>
  );
}
