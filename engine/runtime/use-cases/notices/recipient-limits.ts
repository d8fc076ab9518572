import type { RecipientLimits } from '../../notices/dispatcher.ts';
import type { NoticeChannel, RecipientLimit } from '../../ports/channels.ts';
import type { Secrets } from '../application.ts';
import { bucketKey, hit, refund, secondsLeft } from '../rate-limit.ts';

/** Counts in the database what a recipient was sent, so that restarts and further nodes do not start anew. */
export function createRecipientLimits(secrets: Secrets): RecipientLimits {
  const keyOf = (channel: NoticeChannel, limit: RecipientLimit, to: string): string =>
    bucketKey(secrets, `${channel.name}-${limit.windowMs}`, to);
  const giveBack: RecipientLimits['giveBack'] = async (tx, channel, to, now) => {
    for (const limit of channel.perRecipient ?? []) await refund(tx, keyOf(channel, limit, to), limit, now);
  };
  return {
    giveBack,
    async take(tx, channel, to, now) {
      const full: RecipientLimit[] = [];
      for (const limit of channel.perRecipient ?? [])
        if ((await hit(tx, keyOf(channel, limit, to), limit, now)) > limit.uses) full.push(limit);
      if (full.length === 0) return null;
      await giveBack(tx, channel, to, now);
      return now + Math.max(...full.map((limit) => secondsLeft(limit, now))) * 1000;
    },
  };
}
