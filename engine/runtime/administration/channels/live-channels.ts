/**
 * The ways out of the house as they are now: what the operator of the machine has set stands, and else what the city has
 * set on its screen. Every process looks again together with the city's data, so that a change holds in all of them.
 */
import type { ChannelName, EmailSettings, SmsSettings } from '../../application/channel-book.ts';
import type { ChannelSettingRow } from '../../ports/channel-settings.ts';
import type { NoticeChannel } from '../../ports/channels.ts';
import type { Tx } from '../../ports.ts';
import type { Secrets } from '../../use-cases/application.ts';
import { openSecret } from './sealed.ts';

export interface Channels {
  readonly email?: NoticeChannel | undefined;
  readonly sms?: NoticeChannel | undefined;
}

/** Makes a channel of what was typed on the screen: the connectors, handed in by the composition root. */
export interface ChannelMaker {
  email(settings: EmailSettings, password: string): NoticeChannel;
  sms(settings: SmsSettings, key: string): NoticeChannel;
}

export interface LiveChannels extends Channels {
  /** Those that the operator of the machine has set. */
  readonly operators: ReadonlySet<ChannelName>;
  /** Takes over what the city has set. */
  refresh(tx: Tx): Promise<void>;
}

interface Made {
  readonly revision: number;
  readonly changedAt: number;
  readonly channel: NoticeChannel;
}

/** @param fixed what the operator has set @param maker left out: nothing can be set on a screen */
export function createLiveChannels(fixed: Channels, maker: ChannelMaker | undefined, secrets: Secrets): LiveChannels {
  const made = new Map<ChannelName, Made>();
  const drop = (name: ChannelName) => {
    // What is under way ends on its own line; nothing new begins there.
    void made.get(name)?.channel.close?.();
    made.delete(name);
  };
  return {
    get email() {
      return fixed.email ?? made.get('email')?.channel;
    },
    get sms() {
      return fixed.sms ?? made.get('sms')?.channel;
    },
    operators: new Set((['email', 'sms'] as const).filter((name) => fixed[name] !== undefined)),
    async refresh(tx) {
      if (maker === undefined) return;
      const rows = await tx.cases.channelSettings.all();
      for (const name of ['email', 'sms'] as const) {
        const row = rows.find(({ channel }) => channel === name);
        if (row?.changedAt === made.get(name)?.changedAt && row?.revision === made.get(name)?.revision) continue;
        drop(name);
        if (row === undefined) continue;
        const { revision, changedAt } = row;
        made.set(name, { revision, changedAt, channel: connect(maker, secrets, row) });
      }
    },
  };
}

/** The channel that a row describes. */
function connect(maker: ChannelMaker, secrets: Secrets, row: ChannelSettingRow): NoticeChannel {
  const secret = openSecret(secrets, row);
  return row.channel === 'email'
    ? maker.email(JSON.parse(row.settings) as EmailSettings, secret)
    : maker.sms(JSON.parse(row.settings) as SmsSettings, secret);
}
