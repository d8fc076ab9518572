/** Signing in with a passkey: a challenge that is good once and for five minutes, answered by a key that is known here. */
import type { Accounts } from '../../application/accounts.ts';
import type { Strength } from '../../ports/case-rows.ts';
import type { PasskeyRow, StepRow } from '../../ports/sign-in.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { bucketKey, challengesPerAddress, hit, refund, secondsLeft, signInPerAddress } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { openSession } from './open-session.ts';
import { beginStep, stepHash } from './steps.ts';

export const challengeBytes = 32;
const byPasskey: Strength = 3;

export function passkeyChallenge(context: Context): Accounts['passkeyChallenge'] {
  return async (half, from) => {
    await limitChallenges(context, from);
    const challenge = context.random(challengeBytes);
    return await context.store.transaction(async (tx) => {
      const first =
        half === undefined
          ? undefined
          : await tx.cases.signIn.steps.byToken('second', stepHash(context, 'second', half), context.clock());
      if (half !== undefined && first?.accountId == null) throw refusal('SIGN_IN_OVER');
      const accountId = first?.accountId ?? undefined;
      const allowed = accountId === undefined ? [] : await tx.cases.signIn.passkeys.ofAccount(accountId);
      const content = { challenge: Buffer.from(challenge).toString('base64url'), half: half ?? '' };
      const step = await beginStep(context, tx, { kind: 'passkey', content, ...(accountId && { accountId }) });
      return { ...step, options: await context.signIn.passkeys.toSignIn({ challenge, allowed }) };
    });
  };
}

export function signInByPasskey(context: Context): Accounts['signInByPasskey'] {
  return async (token, response, caller) => {
    const now = context.clock();
    const bucket = bucketKey(context.secrets, 'sign-in-address', caller.from);
    const used = await context.store.transaction((tx) => hit(tx, bucket, signInPerAddress, now));
    if (used > signInPerAddress.uses) {
      throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(signInPerAddress, now) });
    }
    // Taken in a transaction of its own: a challenge is spent by any answer, right or wrong.
    const found = await context.store.transaction(async (tx) => {
      const step = await tx.cases.signIn.steps.take('passkey', stepHash(context, 'passkey', token), now);
      const credential = context.signIn.passkeys.credentialOf(response);
      const hash = credential === undefined ? '' : credentialHash(context, credential);
      return { step, passkey: await tx.cases.signIn.passkeys.byCredential(hash) };
    });
    const counter = await counterOf(context, found, response);
    return await context.store.transaction(async (tx) => {
      const { passkey, step } = found;
      const account = passkey && (await tx.cases.accounts.byId(passkey.accountId));
      const isUsed = passkey !== undefined && counter !== undefined && account?.active === true;
      if (!isUsed || !(await tx.cases.signIn.passkeys.use(passkey, counter, now))) {
        const event = { actor: passkey?.accountId ?? '', action: 'session.refused', subject: 'session' };
        await audit(context, tx, { ...event, data: { factor: 'passkey' } }, now);
        return undefined;
      }
      const half = step?.content['half'];
      if (typeof half === 'string' && half !== '') {
        await tx.cases.signIn.steps.take('second', stepHash(context, 'second', half), now);
      }
      await refund(tx, bucket, signInPerAddress, now);
      return await openSession(context, tx, account, { strength: byPasskey, caller });
    });
  };
}

export function credentialHash(context: Context, credentialId: string): string {
  return hashed(context, 'passkey', credentialId);
}

interface Found {
  readonly step: StepRow | undefined;
  readonly passkey: PasskeyRow | undefined;
}

/** @returns the passkey's new counter; undefined where challenge, key and answer do not belong together */
async function counterOf(
  { signIn }: Context,
  { step, passkey }: Found,
  response: unknown,
): Promise<number | undefined> {
  if (step === undefined || passkey === undefined) return undefined;
  if (step.accountId !== null && step.accountId !== passkey.accountId) return undefined;
  const challenge = Buffer.from(String(step.content['challenge']), 'base64url');
  return await signIn.passkeys.verified(response, challenge, passkey);
}

/** Each challenge is a row: nobody may have thousands of them. @throws Refusal 429 */
export async function limitChallenges(context: Context, from: string): Promise<void> {
  const now = context.clock();
  const key = bucketKey(context.secrets, 'challenges', from);
  const used = await context.store.transaction((tx) => hit(tx, key, challengesPerAddress, now));
  if (used <= challengesPerAddress.uses) return;
  throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(challengesPerAddress, now) });
}
