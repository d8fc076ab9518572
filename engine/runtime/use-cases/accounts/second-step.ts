/** The second step of a sign-in: a code of the authenticator app, or one of the recovery codes, each taken once. */
import type { Accounts } from '../../application/accounts.ts';
import type { Strength } from '../../ports/case-rows.ts';
import type { TotpRow } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import {
  bucketKey,
  hit,
  refund,
  secondFactorPerAccount,
  secondFactorPerDay,
  secondsLeft,
  signInPerAddress,
} from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { tell } from './notices.ts';
import { openSession } from './open-session.ts';
import { readCode, recoveryHash } from './recovery.ts';
import { factorsOf } from './sign-in.ts';
import { stepHash } from './steps.ts';
import { openSecret } from './totp-secret.ts';

export function half(context: Context): Accounts['half'] {
  return (token) =>
    context.store.transaction(async (tx) => {
      const step = await tx.cases.signIn.steps.byToken('second', stepHash(context, 'second', token), context.clock());
      return step?.accountId == null ? undefined : await factorsOf(tx, step.accountId);
    });
}

export function enterCode(context: Context): Accounts['enterCode'] {
  return async (token, code, caller) => {
    const hash = stepHash(context, 'second', token);
    const tried = await context.store.transaction(async (tx) => {
      const step = await tx.cases.signIn.steps.byToken('second', hash, context.clock());
      if (step?.accountId == null) return undefined;
      return { accountId: step.accountId, wait: await countTry(context, tx, step.accountId, caller.from) };
    });
    if (tried === undefined) throw refusal('SIGN_IN_OVER');
    if (tried.wait > 0) throw refusal('TOO_MANY_ATTEMPTS', { seconds: tried.wait });
    const { accountId } = tried;
    return await context.store.transaction(async (tx) => {
      const now = context.clock();
      const account = await tx.cases.accounts.byId(accountId);
      if (!account?.active || !(await takeCode(context, tx, accountId, code))) {
        const event = { actor: accountId, action: 'session.refused', subject: `account:${accountId}` };
        await audit(context, tx, { ...event, data: { factor: 'code' } }, now);
        return undefined;
      }
      // Two right codes for one half sign-in are one sign-in: whoever is second begins again.
      if ((await tx.cases.signIn.steps.take('second', hash, now)) === undefined) throw refusal('SIGN_IN_OVER');
      await uncountTry(context, tx, accountId, caller.from);
      return await openSession(context, tx, account, { strength: secondFactor, caller });
    });
  };
}

const secondFactor: Strength = 2;

/** @returns seconds to wait; 0: the code may be looked at */
export async function countTry(context: Context, tx: Tx, accountId: string, from: string): Promise<number> {
  const now = context.clock();
  let wait = 0;
  for (const { key, allowance } of bucketsOf(context, accountId, from)) {
    if ((await hit(tx, key, allowance, now)) > allowance.uses) wait = Math.max(wait, secondsLeft(allowance, now));
  }
  return wait;
}

export async function uncountTry(context: Context, tx: Tx, accountId: string, from: string): Promise<void> {
  const now = context.clock();
  for (const { key, allowance } of bucketsOf(context, accountId, from)) await refund(tx, key, allowance, now);
}

function bucketsOf({ secrets }: Context, accountId: string, from: string) {
  return [
    { key: bucketKey(secrets, 'second-factor', accountId), allowance: secondFactorPerAccount },
    { key: bucketKey(secrets, 'second-factor-day', accountId), allowance: secondFactorPerDay },
    { key: bucketKey(secrets, 'sign-in-address', from), allowance: signInPerAddress },
  ];
}

/** Whether the code is right and nobody has used it before; it is used then. */
async function takeCode(context: Context, tx: Tx, accountId: string, typed: string): Promise<boolean> {
  const code = readCode(typed);
  const { totp, recovery } = tx.cases.signIn;
  if (code.kind === 'totp') {
    const kept = (await totp.ofAccount(accountId)).find(({ state }) => state === 'kept');
    const step = kept === undefined ? undefined : await stepOf(context, kept, code.text);
    return step !== undefined && (await totp.take(accountId, step));
  }
  if (!(await recovery.use(accountId, recoveryHash(context, accountId, code.text)))) return false;
  await tell(context, tx, { accountId, code: 'recoveryUsed' });
  return true;
}

export async function stepOf(context: Context, row: TotpRow, code: string): Promise<number | undefined> {
  return await context.signIn.codes.stepOf(openSecret(context, row), code, context.clock());
}
