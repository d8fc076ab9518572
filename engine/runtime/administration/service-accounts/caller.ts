/**
 * Who a token stands for, looked up with every request: what was revoked opens nothing on any node from then on. What a
 * request costs is this one look-up: requests are counted, and the last use is written, in bundles.
 */
import type { Instant } from '#engine/core/values.ts';
import type { ServiceAccounts, ServiceActor } from '../../application/service-accounts.ts';
import type { ServiceAccountRow, ServiceTokenRow } from '../../ports/service-accounts.ts';
import type { Tx } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { bucketKey, hit, secondsLeft, wrongTokensPerAddress } from '../../use-cases/rate-limit.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { comesFrom } from './networks.ts';
import { tokenHashOf } from './service-accounts.ts';
import { isToken } from './token-text.ts';
import { isGood } from './views.ts';

const minuteMs = 60_000;
/** Requests are taken from the count of all nodes so many at a time: the tenth of a minute's. */
const bundlesAMinute = 10;

export function serviceCallers(context: Context): Pick<ServiceAccounts, 'caller' | 'count'> {
  return { caller: caller(context), count: counter(context) };
}

function caller(context: Context): ServiceAccounts['caller'] {
  return async (text, from) => {
    const found = isToken(text) ? await lookUp(context, text, from) : 'unknown';
    if (typeof found !== 'string') return found;
    const now = context.clock();
    const used = await context.store.transaction(async (tx) => {
      const count = await hit(tx, bucketKey(context.secrets, 'token-wrong', from), wrongTokensPerAddress, now);
      // Beyond the limit nothing is written down any more: the audit is no place to be filled by strangers.
      if (found !== 'unknown' && count <= wrongTokensPerAddress.uses) {
        const event = { actor: '', action: 'service-token.refused', subject: `service-token:${found}` };
        await audit(context, tx, event, now);
      }
      return count;
    });
    if (used > wrongTokensPerAddress.uses) {
      throw refusal('TOO_MANY_REQUESTS', { seconds: secondsLeft(wrongTokensPerAddress, now) });
    }
    throw new Refusal('TOKEN_NOT_VALID', 401);
  };
}

/** @returns who it is; else the id of a token that is known and not good (here), or `unknown` */
async function lookUp(context: Context, text: string, from: string): Promise<ServiceActor | string> {
  const now = context.clock();
  return await context.store.transaction(async (tx) => {
    const token = await tx.cases.serviceAccounts.tokenByHash(tokenHashOf(context, text));
    if (token === undefined) return 'unknown';
    if (!isGood(token, now) || !comesFrom(token.addresses, from)) return token.id;
    const account = await tx.cases.serviceAccounts.byId(token.accountId);
    return account === undefined || account.closedAt !== null ? token.id : actorOf(account, token);
  });
}

function actorOf(account: ServiceAccountRow, { id: tokenId, scopes, perMinute }: ServiceTokenRow): ServiceActor {
  // No user name has a colon: whatever a system has done is told apart from what people have.
  const known = { accountId: account.id, username: `service:${account.code}`, displayName: account.name };
  return { ...known, posts: account.posts, service: { tokenId, scopes, perMinute } };
}

interface Bundle {
  readonly windowStart: Instant;
  left: number;
  over: boolean;
}

/**
 * The count stands in the database, across nodes and restarts; a node takes a bundle of it at a time, so that at most
 * what the other nodes still hold of theirs goes unused in a minute, and never is more let through than is allowed.
 */
function counter(context: Context): ServiceAccounts['count'] {
  const held = new Map<string, Bundle>();
  return async ({ service: { tokenId, perMinute } }) => {
    const now = context.clock();
    const windowStart = now - (now % minuteMs);
    const before = held.get(tokenId);
    const bundle = before?.windowStart === windowStart ? before : { windowStart, left: 0, over: false };
    held.set(tokenId, bundle);
    if (bundle.left <= 0 && !bundle.over) {
      const size = Math.max(1, Math.floor(perMinute / bundlesAMinute));
      const used = await context.store.transaction((tx) => takeBundle(tx, tokenId, { windowStart, now, size }));
      const granted = Math.min(size, perMinute - (used - size));
      bundle.left += Math.max(0, granted);
      bundle.over = granted <= 0;
    }
    if (bundle.left <= 0) throw refusal('TOO_MANY_REQUESTS', { seconds: (windowStart + minuteMs - now) / 1000 });
    bundle.left -= 1;
  };
}

async function takeBundle(
  tx: Tx,
  tokenId: string,
  { windowStart, now, size }: { readonly windowStart: Instant; readonly now: Instant; readonly size: number },
): Promise<number> {
  await tx.cases.serviceAccounts.used(tokenId, now);
  return await tx.cases.rates.hit(`service-token:${tokenId}`, windowStart, size);
}
