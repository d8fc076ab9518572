/**
 * Signing in at an identity provider (OpenID Connect): an account is known by issuer and subject alone, never by an
 * address, which people can change and get. Who is not linked yet shows a code that an administrator has given them.
 */
import type { Accounts, Caller, FromProvider } from '../../application/accounts.ts';
import type { Strength } from '../../ports/case-rows.ts';
import type { Identity, ProviderStep, StepRow } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { bucketKey, hit, secondsLeft, signInPerAddress } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { tell } from './notices.ts';
import { openSession } from './open-session.ts';
import { limitChallenges } from './passkey-sign-in.ts';
import { readCode } from './recovery.ts';
import { afterFirst } from './sign-in.ts';
import { beginStep, stepHash } from './steps.ts';

const secondFactor: Strength = 2;

export function toProvider(context: Context): Accounts['toProvider'] {
  return async (provider, next, from) => {
    if (!context.signIn.providers.list.some(({ code }) => code === provider)) throw refusal('NOT_FOUND');
    await limitChallenges(context, from);
    const { url, kept } = await context.signIn.providers.begin(provider);
    const content = { ...kept, provider, next };
    const step = await context.store.transaction((tx) => beginStep(context, tx, { kind: 'provider', content }));
    return { url, ...step };
  };
}

export function fromProvider(context: Context): Accounts['fromProvider'] {
  return async (token, provider, answer, caller) => {
    const now = context.clock();
    const step = await context.store.transaction((tx) =>
      tx.cases.signIn.steps.take('provider', stepHash(context, 'provider', token), now),
    );
    // An answer of one provider is no answer to a question that another was asked (mix-up, RFC 9700, 4.4).
    if (step === undefined || step.content['provider'] !== provider) throw refusal('SIGN_IN_OVER');
    const { state, nonce, verifier } = step.content as unknown as ProviderStep;
    const identity = await context.signIn.providers.finish(provider, answer, { state, nonce, verifier });
    const next = String(step.content['next']);
    return await context.store.transaction(async (tx) => {
      const hash = identityHash(context, identity);
      const link = await tx.cases.signIn.links.byIdentity(hash);
      if (link === undefined) {
        const content = { provider, next, hash, secondFactor: identity.secondFactor };
        return { next, outcome: { unlinked: true, ...(await beginStep(context, tx, { kind: 'unlinked', content })) } };
      }
      await tx.cases.signIn.links.used(link.id, now);
      return { next, outcome: await enter(context, tx, { accountId: link.accountId, ...identity, caller }) };
    });
  };
}

export function linkByCode(context: Context): Accounts['linkByCode'] {
  return async (token, typed, caller) => {
    const now = context.clock();
    const bucket = bucketKey(context.secrets, 'sign-in-address', caller.from);
    const used = await context.store.transaction((tx) => hit(tx, bucket, signInPerAddress, now));
    if (used > signInPerAddress.uses)
      throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(signInPerAddress, now) });
    return await context.store.transaction(async (tx) => {
      const { steps } = tx.cases.signIn;
      const unlinked = await steps.byToken('unlinked', stepHash(context, 'unlinked', token), now);
      if (unlinked === undefined) throw refusal('SIGN_IN_OVER');
      const code = await steps.byToken('link', stepHash(context, 'link', readCode(typed).text), now);
      if (code?.accountId == null || code.content['provider'] !== unlinked.content['provider']) {
        const event = { actor: '', action: 'session.refused', subject: 'session', data: { factor: 'link' } };
        await audit(context, tx, event, now);
        return undefined;
      }
      return await link(context, tx, { unlinked, code: { ...code, accountId: code.accountId }, caller });
    });
  };
}

interface Linking {
  readonly unlinked: StepRow;
  readonly code: StepRow & { readonly accountId: string };
  readonly caller: Caller;
}

async function link(context: Context, tx: Tx, { unlinked, code, caller }: Linking): Promise<FromProvider> {
  const now = context.clock();
  const { steps, links } = tx.cases.signIn;
  const taken = [await steps.take('link', code.tokenHash, now), await steps.take('unlinked', unlinked.tokenHash, now)];
  if (taken.includes(undefined)) throw refusal('SIGN_IN_OVER');
  const [provider, identity] = [String(unlinked.content['provider']), String(unlinked.content['hash'])];
  if ((await links.byIdentity(identity)) !== undefined) throw refusal('IDENTITY_TAKEN');
  const { accountId } = code;
  const row = { id: context.newId(now), accountId, provider, identityHash: identity, createdAt: now, usedAt: now };
  await links.insert(row);
  const notice = await tell(context, tx, { accountId, code: 'linked' });
  const event = { actor: accountId, action: 'account.link', subject: `account:${accountId}` };
  await audit(context, tx, { ...event, data: { provider, notice } }, now);
  const second = unlinked.content['secondFactor'] === true;
  const outcome = await enter(context, tx, { accountId, secondFactor: second, caller });
  return { next: String(unlinked.content['next']), outcome };
}

interface Entering extends Pick<Identity, 'secondFactor'> {
  readonly accountId: string;
  readonly caller: Caller;
}

/** The provider's word is a first factor; a second one where it says so in the claim that the operator has named. */
async function enter(
  context: Context,
  tx: Tx,
  { accountId, secondFactor: hasSecond, caller }: Entering,
): Promise<FromProvider['outcome']> {
  const account = await tx.cases.accounts.byId(accountId);
  if (!account?.active) throw refusal('PROVIDER_REFUSED');
  return hasSecond
    ? await openSession(context, tx, account, { strength: secondFactor, caller })
    : await afterFirst(context, tx, account, caller);
}

export function identityHash(context: Context, { issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string {
  return hashed(context, 'identity', `${issuer}\0${subject}`);
}
