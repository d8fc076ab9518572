/** Service accounts as those who keep accounts work on them. */
import type { City } from '#engine/cases/city/city.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type { Actor } from '../../application/common.ts';
import {
  type NewServiceAccount,
  type ServiceAccountList,
  type ServiceAccounts,
  serviceScopes,
} from '../../application/service-accounts.ts';
import type { ServiceAccountRow } from '../../ports/service-accounts.ts';
import type { Tx } from '../../ports.ts';
import { mustBeFresh } from '../../use-cases/accounts/fresh.ts';
import { audit } from '../../use-cases/audit.ts';
import { type Context, hashed } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { refuse } from '../people/checks.ts';
import { keeping } from '../people/person.ts';
import { peopleList } from '../people/views.ts';
import { accountFaults, endOf, tokenFaults } from './checks.ts';
import { readNetwork } from './networks.ts';
import { tokenBytes, writeToken } from './token-text.ts';
import { accountView, isGood } from './views.ts';

type Kept = Pick<ServiceAccounts, 'all' | 'create' | 'close' | 'createToken' | 'revokeToken'>;

/** Enough for a change of tokens on every side of a system. */
const goodTokensMax = 10;
const hintLength = 12;

export function serviceAccounts(context: Context): Kept {
  return {
    all: (actor) => keeping(context, actor, (tx, city) => listOf(context, tx, city)),
    create: (actor, account) => freshly(context, actor, (tx, city) => create(context, tx, { actor, city, account })),
    close: (actor, code) =>
      freshly(context, actor, async (tx) => {
        const { id } = await open(tx, code);
        await tx.cases.serviceAccounts.close(id, context.clock(), actor.username);
        await note(context, tx, actor, { action: 'service-account.close', id });
      }),
    createToken: (actor, code, token) =>
      freshly(context, actor, async (tx, city) => {
        const account = await open(tx, code);
        refuse(tokenFaults(city, token, context.clock()));
        await mustHaveRoom(context, tx, account);
        const now = context.clock();
        const text = writeToken(context.random(tokenBytes));
        const id = context.newId(now);
        const scopes = [...new Set(token.scopes)].toSorted();
        const addresses = [...new Set(token.addresses.map((one) => readNetwork(one) ?? ''))];
        const given = { name: token.name.trim(), scopes, addresses, perMinute: token.perMinute };
        const made = { createdAt: now, createdBy: actor.username, expiresAt: endOf(city, token.lastDay) };
        const unused = { lastUsedAt: null, revokedAt: null, revokedBy: '', toldAt: null };
        const hidden = { hint: text.slice(0, hintLength), tokenHash: tokenHashOf(context, text) };
        await tx.cases.serviceAccounts.insertToken({
          ...{ id, accountId: account.id },
          ...{ ...given, ...made, ...hidden, ...unused },
        });
        const data = { account: account.id, scopes, addresses: addresses.length, lastDay: token.lastDay };
        await note(context, tx, actor, { action: 'service-token.create', id, data });
        return { id, token: text };
      }),
    revokeToken: (actor, id) =>
      keeping(context, actor, async (tx) => {
        const known = isUuid(id) && (await tx.cases.serviceAccounts.revoke(id, context.clock(), actor.username));
        if (!known) throw refusal('NOT_FOUND');
        await note(context, tx, actor, { action: 'service-token.revoke', id });
      }),
  };
}

export function tokenHashOf(context: Pick<Context, 'secrets'>, text: string): string {
  return hashed(context, 'service-token', text);
}

/** What lets others in asks for a sign-in of the last minutes. @throws Refusal 403 */
async function freshly<T>(context: Context, actor: SessionActor, work: (tx: Tx, city: City) => Promise<T>): Promise<T> {
  return await keeping(context, actor, async (tx, city) => {
    mustBeFresh(context, actor);
    return await work(tx, city);
  });
}

async function create(
  context: Context,
  tx: Tx,
  { actor, city, account }: { readonly actor: Actor; readonly city: City; readonly account: NewServiceAccount },
): Promise<void> {
  const now = context.clock();
  const code = account.code.trim().toLowerCase();
  refuse(accountFaults(city, { ...account, code }, now));
  if ((await tx.cases.serviceAccounts.byCode(code)) !== undefined) {
    throw refusal('SERVICE_CODE_TAKEN', {}, [{ path: 'code', rule: 'SERVICE_CODE_TAKEN' }]);
  }
  const id = context.newId(now);
  const posts = account.posts.map(({ role, unit }) => ({ role, unit }));
  const described = { name: account.name.normalize('NFC').trim(), purpose: account.purpose.normalize('NFC').trim() };
  const made = { createdAt: now, createdBy: actor.username, closedAt: null, closedBy: '' };
  await tx.cases.serviceAccounts.insert({ id, code, ...described, posts, ...made });
  await note(context, tx, actor, { action: 'service-account.create', id, data: { code, posts } });
}

async function open(tx: Tx, code: string): Promise<ServiceAccountRow> {
  const account = await tx.cases.serviceAccounts.byCode(code);
  if (account === undefined || account.closedAt !== null) throw refusal('NOT_FOUND');
  return account;
}

async function mustHaveRoom(context: Context, tx: Tx, { id }: ServiceAccountRow): Promise<void> {
  const now = context.clock();
  const tokens = (await tx.cases.serviceAccounts.tokens()).filter((token) => token.accountId === id);
  if (tokens.filter((token) => isGood(token, now)).length >= goodTokensMax) {
    throw refusal('SERVICE_TOKENS_MAX', { max: goodTokensMax });
  }
}

async function listOf(context: Context, tx: Tx, city: City): Promise<ServiceAccountList> {
  const { roles, units } = await peopleList(context, tx, city);
  const tokens = Map.groupBy(await tx.cases.serviceAccounts.tokens(), ({ accountId }) => accountId);
  const accounts = (await tx.cases.serviceAccounts.all()).map((account) =>
    accountView(city, account, tokens.get(account.id) ?? [], context.clock()),
  );
  const closed = ({ closedAt }: { readonly closedAt: unknown }) => Number(closedAt !== null);
  return { accounts: accounts.toSorted((a, b) => closed(a) - closed(b)), scopes: serviceScopes, roles, units };
}

interface Deed {
  readonly action: string;
  readonly id: string;
  readonly data?: Parameters<typeof audit>[2]['data'];
}

async function note(context: Context, tx: Tx, { username }: Actor, { action, id, data = {} }: Deed): Promise<void> {
  const [kind] = action.split('.');
  await audit(context, tx, { actor: username, action, subject: `${kind}:${id}`, data }, context.clock());
}
