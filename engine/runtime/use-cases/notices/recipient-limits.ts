import type { RecipientLimits } from '../../notices/dispatcher.ts';
import type { NoticeChannel, RecipientLimit } from '../../ports/channels.ts';
import type { Secrets } from '../application.ts';
import { bucketKey, hit, refund, secondsLeft } from '../rate-limit.ts';

/** Counts in the database what a recipient was sent, and all together, so that restarts and further nodes do not start anew. */
export function createRecipientLimits(secrets: Secrets): RecipientLimits {
  const countsOf = ({ name, perRecipient = [], inAll = [] }: NoticeChannel, to: string): readonly Count[] => [
    ...perRecipient.map((limit) => ({ limit, key: bucketKey(secrets, `${name}-${limit.windowMs}`, to) })),
    ...inAll.map((limit) => ({ limit, key: bucketKey(secrets, `${name}-all-${limit.windowMs}`, '') })),
  ];
  const giveBack: RecipientLimits['giveBack'] = async (tx, channel, to, now) => {
    for (const { limit, key } of countsOf(channel, to)) await refund(tx, key, limit, now);
  };
  return {
    giveBack,
    async take(tx, channel, to, now) {
      const full: RecipientLimit[] = [];
      for (const { limit, key } of countsOf(channel, to))
        if ((await hit(tx, key, limit, now)) > limit.uses) full.push(limit);
      if (full.length === 0) return null;
      await giveBack(tx, channel, to, now);
      return now + Math.max(...full.map((limit) => secondsLeft(limit, now))) * 1000;
    },
  };
}

interface Count {
  readonly limit: RecipientLimit;
  readonly key: string;
}
