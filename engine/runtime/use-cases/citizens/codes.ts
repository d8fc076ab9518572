/**
 * A citizen shows that a telephone or an address is theirs: a code of six digits, sent to it, good once, for ten minutes, in
 * the browser that asked (whose secret the step has). What counts guesses stands in the database and is committed before a
 * code is looked at, so that guesses side by side count as well.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Citizens, CodeQuestion } from '../../application/citizens.ts';
import type { StepRow } from '../../ports/sign-in.ts';
import type { Tx } from '../../ports.ts';
import { beginStep, stepHash } from '../accounts/steps.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import {
  type Allowance,
  bucketKey,
  codesPerContact,
  codesPerContactAndDay,
  hit,
  peek,
  secondsLeft,
  wrongCodesPerContact,
} from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { type CodeSent, sendCode, sentBy, stepPlace } from './code-message.ts';
import { type Contact, masked, readContact } from './contact.ts';
import { newCode } from './new-code.ts';
import { sealFor } from './sealed.ts';
import { openCitizenSession } from './session.ts';
import { waysOf } from './ways.ts';

const triesMax = 5;
const kind = 'citizenCode';

export function askForCode(context: Context): Citizens['askForCode'] {
  return async ({ contact: typed, language, former }: CodeQuestion) => {
    const contact = readContact(typed);
    if (contact === undefined) throw refusal('NO_CONTACT');
    const ways = await context.store.transaction((tx) => waysOf(context, tx));
    if (!ways[contact.way]) throw refusal('WAY_CLOSED');
    await limitCodes(context, contact);
    return await context.store.transaction(async (tx) => {
      if (former !== undefined) await forget(context, tx, former);
      const id = context.newId(context.clock());
      const code = newCode(context);
      const sent: CodeSent = { ...contact, code };
      const sealed = Buffer.from(sealFor(context, stepPlace(id), sent)).toString('base64url');
      await sendCode(context, tx, { id, way: contact.way, language });
      return await beginStep(context, tx, { id, kind, content: { sealed } });
    });
  };
}

export function asked(context: Context): Citizens['asked'] {
  return (token) =>
    context.store.transaction(async (tx) => {
      const step = await stepOf(context, tx, token);
      const contact = step && sentBy(context, step);
      if (step === undefined || contact === undefined) return undefined;
      return { way: contact.way, to: masked(contact), expiresAt: step.expiresAt };
    });
}

export function enterCode(context: Context): Citizens['enterCode'] {
  return async (token, typed) => {
    const found = await context.store.transaction((tx) => countTry(context, tx, token));
    if (found === undefined) throw refusal('SIGN_IN_OVER');
    if ('seconds' in found) throw refusal('TOO_MANY_ATTEMPTS', found);
    const outcome = await context.store.transaction((tx) => judge(context, tx, { ...found, token, typed }));
    if (outcome === 'over') throw refusal('SIGN_IN_OVER');
    return outcome === 'wrong' ? undefined : outcome;
  };
}

interface Tried {
  readonly step: StepRow;
  readonly sent: CodeSent;
  readonly tries: number;
}

/** Counts before it is known whether the code is right; a step whose tries are used up is gone. */
async function countTry(
  context: Context,
  tx: Tx,
  token: string,
): Promise<Tried | { readonly seconds: number } | undefined> {
  const now = context.clock();
  const step = await stepOf(context, tx, token);
  const sent = step && sentBy(context, step);
  if (step === undefined || sent === undefined) return undefined;
  const wrong = bucketKey(context.secrets, 'citizen-wrong', sent.to);
  if ((await peek(tx, wrong, wrongCodesPerContact, now)) >= wrongCodesPerContact.uses)
    return { seconds: secondsLeft(wrongCodesPerContact, now) };
  // In the step's own window, which no boundary of time begins anew.
  const tries = await tx.cases.rates.hit(bucketKey(context.secrets, 'citizen-tries', step.id), step.expiresAt);
  return { step, sent, tries };
}

interface Judging extends Tried {
  readonly token: string;
  readonly typed: string;
}

async function judge(context: Context, tx: Tx, { step, sent, tries, token, typed }: Judging) {
  const now = context.clock();
  if (tries > triesMax) {
    await forget(context, tx, token);
    return 'over';
  }
  if (!isRight(sent, typed)) {
    await hit(tx, bucketKey(context.secrets, 'citizen-wrong', sent.to), wrongCodesPerContact, now);
    await audit(context, tx, { actor: 'citizen', action: 'citizen.refused', subject: `citizen-code:${step.id}` }, now);
    if (tries < triesMax) return 'wrong';
    await forget(context, tx, token);
    return 'over';
  }
  // Whoever takes the step is the only one, in whichever process and browser.
  if ((await forget(context, tx, token)) === undefined) return 'over';
  return await openCitizenSession(context, tx, { way: sent.way, contacts: { [sent.way]: sent.to } });
}

function isRight({ code }: CodeSent, typed: string): boolean {
  const [shown, expected] = [Buffer.from(typed.replaceAll(/\D/g, '')), Buffer.from(code)];
  return shown.length === expected.length && timingSafeEqual(shown, expected);
}

/** Takes a step, and destroys what was kept to send its code. */
async function forget(context: Context, tx: Tx, token: string): Promise<StepRow | undefined> {
  const step = await tx.cases.signIn.steps.take(kind, stepHash(context, kind, token), context.clock());
  if (step !== undefined) await tx.cases.citizens.forgetCode(step.id);
  return step;
}

function stepOf(context: Context, tx: Tx, token: string): Promise<StepRow | undefined> {
  return tx.cases.signIn.steps.byToken(kind, stepHash(context, kind, token), context.clock());
}

/** @throws Refusal 429, in the same way for a contact of no case */
async function limitCodes(context: Context, { to }: Contact): Promise<void> {
  const now = context.clock();
  const limits: readonly Allowance[] = [codesPerContact, codesPerContactAndDay];
  const full = await context.store.transaction(async (tx) => {
    const over: Allowance[] = [];
    for (const [index, limit] of limits.entries())
      if ((await hit(tx, bucketKey(context.secrets, `citizen-code-${index}`, to), limit, now)) > limit.uses)
        over.push(limit);
    return over;
  });
  if (full.length === 0) return;
  throw refusal('TOO_MANY_ATTEMPTS', { seconds: Math.max(...full.map((limit) => secondsLeft(limit, now))) });
}
