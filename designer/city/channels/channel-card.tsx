/** One way out: where it was set, its settings, a message to try it, and the end of it. */
import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ChannelName, ChannelsView } from '#engine/runtime/application/channel-book.ts';
import { dateTime } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../../queries.ts';
import { TryChannel } from './try-channel.tsx';
import { useChannelWords } from './use-words.ts';

export type OnChanged = (after: ChannelsView, words: string) => void;

interface ChannelCardProps {
  readonly channel: ChannelName;
  readonly state: ChannelsView[ChannelName];
  readonly onChanged: OnChanged;
  readonly children: ReactNode;
}

const settings: Readonly<Record<ChannelName, string>> = { email: 'SMTP_URL', sms: 'SMS_ACCOUNT_SID' };

export function ChannelCard({ channel, state, onChanged, children }: ChannelCardProps) {
  const t = useChannelWords();
  const name = t(channel);
  const set = state.origin === 'operator' || state.origin === 'city';
  return (
    <section className="wf-card block channel" aria-labelledby={`channel-${channel}`}>
      <h2 id={`channel-${channel}`}>{name}</h2>
      <Origin channel={channel} state={state} />
      {state.origin !== 'operator' && children}
      {set && <TryChannel channel={channel} />}
      {state.origin === 'city' && <Remove channel={channel} revision={state.revision} onChanged={onChanged} />}
    </section>
  );
}

function Origin({ channel, state }: Pick<ChannelCardProps, 'channel' | 'state'>) {
  const t = useChannelWords();
  const { origin, changedAt, changedBy } = state;
  const at = changedAt === null ? '' : dateTime(changedAt, timeZone);
  const words = {
    operator: t('originOperator', { setting: settings[channel] }),
    city: t('originCity', { by: changedBy, at }),
    mailbox: t('originMailbox'),
    none: t('originNone'),
  };
  return <p className={origin === 'none' ? 'wf-notice' : 'wf-muted'}>{words[origin]}</p>;
}

function Remove({ channel, revision, onChanged }: Omit<ChannelCardProps, 'state' | 'children'> & { revision: number }) {
  const t = useChannelWords();
  const [asking, setAsking] = useState(false);
  const name = t(channel);
  const removing = useMutation({
    mutationFn: () => api.delete<ChannelsView>(`/city/channels/${channel}?revision=${revision}`),
    onSuccess: (after) => onChanged(after, t('removed', { name })),
  });
  return (
    <>
      <div className="actions">
        <Button variant="default" onClick={() => setAsking(true)}>
          {t('removeOf', { name })}
        </Button>
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('removeTitle', { name })}>
        <p>{t('removeLead')}</p>
        {removing.error !== null && <ProblemNotice error={removing.error} />}
        <div className="actions">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button color="red" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t('removeGo')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
