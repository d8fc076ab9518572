import type { RecipientLimits } from '../../notices/dispatcher.ts';
import type { NoticeChannel, RecipientLimit } from '../../ports/channels.ts';
import type { Store } from '../../ports.ts';
import type { Secrets } from '../application.ts';
import { bucketKey, hit, refund, secondsLeft } from '../rate-limit.ts';

/** Counts in the database what a recipient was sent, so that restarts and further nodes do not start anew. */
export function createRecipientLimits(store: Store, secrets: Secrets): RecipientLimits {
  const keyOf = (channel: NoticeChannel, limit: RecipientLimit, to: string): string =>
    bucketKey(secrets, `${channel.name}-${limit.windowMs}`, to);
  return {
    async take(channel, to, now) {
      const { perRecipient = [] } = channel;
      if (perRecipient.length === 0) return null;
      return await store.transaction(async (tx) => {
        const full: RecipientLimit[] = [];
        for (const limit of perRecipient)
          if ((await hit(tx, keyOf(channel, limit, to), limit, now)) > limit.uses) full.push(limit);
        if (full.length === 0) return null;
        for (const limit of perRecipient) await refund(tx, keyOf(channel, limit, to), limit, now);
        return now + Math.max(...full.map((limit) => secondsLeft(limit, now))) * 1000;
      });
    },
    async giveBack(channel, to, now) {
      await store.transaction(async (tx) => {
        for (const limit of channel.perRecipient ?? []) await refund(tx, keyOf(channel, limit, to), limit, now);
      });
    },
  };
}
