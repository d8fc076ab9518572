/** One message now, and what became of it in words. */
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelName, ChannelTest } from '#engine/runtime/application/channel-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import type { Translate } from '#portal/kit/text.ts';
import { type ChannelsTextKey, channelsTexts } from '#portal/kit/texts/channels.ts';
import { useChannelWords } from './use-words.ts';

export function TryChannel({ channel }: { readonly channel: ChannelName }) {
  const t = useChannelWords();
  const [to, setTo] = useState('');
  const trying = useMutation({
    mutationFn: () => api.post<ChannelTest>(`/city/channels/${channel}/test`, { to }),
  });
  const told = trying.data;
  return (
    <form
      className="try"
      onSubmit={(event) => {
        event.preventDefault();
        trying.mutate();
      }}
    >
      <TextInput
        label={t(channel === 'email' ? 'testTo' : 'testToNumber')}
        type={channel === 'email' ? 'email' : 'tel'}
        required
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={trying.isPending}>
        {t('test')}
      </Button>
      <p role="status" className={told?.sent === false ? 'wf-notice' : undefined}>
        {told !== undefined && (told.sent ? t('testSent') : t('testFailed', { why: reason(told.code ?? '', t) }))}
      </p>
      {trying.error !== null && <ProblemNotice error={trying.error} />}
    </form>
  );
}

function reason(code: string, t: Translate<ChannelsTextKey>): string {
  return code in channelsTexts.vi ? t(code as ChannelsTextKey) : t('otherFault', { code });
}
