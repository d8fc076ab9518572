/** One's own e-mail address: in force, and told of what happens to the account, once its code was typed. */
import { timingSafeEqual } from 'node:crypto';
import { isEmail } from '#forms/rules.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type { OwnAccounts } from '../../application/own-account.ts';
import type { StepRow } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { newCode } from '../citizens/new-code.ts';
import type { Context } from '../context.ts';
import { bucketKey, emailCodesPerAccount, hit, secondsLeft } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { emailOfStep, mailCode, sealEmailCode, sendsMail, verifiedEmail } from './account-mail.ts';
import { auditOwn } from './audit-own.ts';
import { mustBeFresh } from './fresh.ts';
import { tell } from './notices.ts';
import { beginStep, stepHash } from './steps.ts';

const kind = 'email';
const triesMax = 5;

export function askEmail(context: Context): OwnAccounts['askEmail'] {
  return async (me, typed) => {
    mustBeFresh(context, me);
    const to = typed.trim();
    if (!isEmail(to) || to.length > 150) throw refusal('INVALID_FIELDS', {}, [{ path: 'email', rule: 'email' }]);
    if (!sendsMail(context)) throw refusal('NO_MAIL');
    const now = context.clock();
    const { accountId } = me;
    const used = await context.store.transaction((tx) =>
      hit(tx, bucketKey(context.secrets, 'email-code', accountId), emailCodesPerAccount, now),
    );
    if (used > emailCodesPerAccount.uses) {
      throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(emailCodesPerAccount, now) });
    }
    await context.store.transaction(async (tx) => {
      // One at a time: what was asked before is over.
      await tx.cases.signIn.steps.take(kind, stepHash(context, kind, accountId), now);
      await tx.cases.signIn.steps.deleteExpired(now);
      const id = context.newId(now);
      const sealed = sealEmailCode(context, id, { to, code: newCode(context) });
      await beginStep(context, tx, { id, kind, accountId, content: { sealed }, token: accountId });
      await mailCode(context, tx, id, accountId);
    });
  };
}

export function keepEmail(context: Context): OwnAccounts['keepEmail'] {
  return async (me, typed) => {
    mustBeFresh(context, me);
    // Counted, and committed, before the code is looked at.
    const tried = await context.store.transaction((tx) => countTry(context, tx, me));
    if (tried === undefined || tried.tries > triesMax) throw refusal('SIGN_IN_OVER');
    const sent = emailOfStep(context, tried.step);
    if (sent === undefined) throw refusal('SIGN_IN_OVER');
    if (!isRight(sent.code, typed)) throw refusal('INVALID_FIELDS', {}, [{ path: 'code', rule: 'CODE_WRONG' }]);
    await context.store.transaction(async (tx) => {
      const taken = await tx.cases.signIn.steps.take(kind, stepHash(context, kind, me.accountId), context.clock());
      if (taken?.id !== tried.step.id) throw refusal('SIGN_IN_OVER');
      await put(context, tx, me, sent.to);
    });
  };
}

async function put(context: Context, tx: Tx, me: SessionActor, email: string): Promise<void> {
  const { accountId } = me;
  const account = await tx.cases.accounts.byId(accountId);
  const before = account && (await verifiedEmail(tx, account));
  await tx.cases.organisation.describe(accountId, { email });
  await tx.cases.signIn.emails.put({ accountId, email, verifiedAt: context.clock() });
  // The address before hears of it too: it may be the only one that is the person's.
  if (before !== email) await tell(context, tx, { accountId, code: 'emailChanged', ...(before && { to: before }) });
  await auditOwn(context, tx, me, 'account.verify-email');
}

async function countTry(
  context: Context,
  tx: Tx,
  { accountId }: SessionActor,
): Promise<{ readonly step: StepRow; readonly tries: number } | undefined> {
  const step = await tx.cases.signIn.steps.byToken(kind, stepHash(context, kind, accountId), context.clock());
  if (step === undefined) return undefined;
  return { step, tries: await tx.cases.rates.hit(bucketKey(context.secrets, 'email-tries', step.id), step.expiresAt) };
}

function isRight(code: string, typed: string): boolean {
  const [shown, expected] = [Buffer.from(typed.replaceAll(/\D/g, '')), Buffer.from(code)];
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}
