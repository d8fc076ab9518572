/** "Kênh gửi tin": which way e-mail and SMS leave the house; set, tried, and switched off. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChannelsView } from '#engine/runtime/application/channel-book.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { PageHead } from '../../page-head.tsx';
import { ChannelCard } from './channel-card.tsx';
import './channels.css';
import { EmailForm } from './email-form.tsx';
import { SmsForm } from './sms-form.tsx';
import { useChannelWords } from './use-words.ts';

const key = ['city', 'channels'] as const;

export function ChannelsPage() {
  const t = useChannelWords();
  const queries = useQueryClient();
  const channels = useQuery({ queryKey: key, queryFn: () => api.get<ChannelsView>('/city/channels') });
  const [told, setTold] = useState('');
  const onChanged = (after: ChannelsView, words: string) => {
    queries.setQueryData(key, after);
    setTold(words);
  };
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <p role="status">{told}</p>
      <LoadState of={channels} />
      {channels.data !== undefined && (
        <div className="channels">
          <ChannelCard channel="email" state={channels.data.email} onChanged={onChanged}>
            <EmailForm key={channels.data.email.revision} state={channels.data.email} onChanged={onChanged} />
          </ChannelCard>
          <ChannelCard channel="sms" state={channels.data.sms} onChanged={onChanged}>
            <SmsForm key={channels.data.sms.revision} state={channels.data.sms} onChanged={onChanged} />
          </ChannelCard>
        </div>
      )}
    </>
  );
}
