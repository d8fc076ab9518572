import { timingSafeEqual } from 'node:crypto';
import { normaliseDossierCode } from '#engine/cases/dossiers/code-pattern.ts';
import { normaliseTrackingCode } from '#engine/cases/text/identifiers.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { FollowerRow } from '../../ports/followers.ts';
import type { Tx } from '../../ports.ts';
import { isTheirs } from '../citizens/own-cases.ts';
import { citizenByToken } from '../citizens/session.ts';
import { type Context, hashed } from '../context.ts';
import { bucketKey, hit, peek, secondsLeft, wrongSecretsPerCase } from '../rate-limit.ts';
import { refusal } from '../refuse.ts';
import { sessionIn } from './own-secret.ts';

export interface ReporterKey {
  readonly code: string;
  /** Last four digits of the phone, or the PIN; or a session of the citizen whose case it is (own-secret.ts). */
  readonly secret: string;
}

/** What is stored of a tracking code. */
export function trackingHash(context: Pick<Context, 'secrets'>, code: string): string {
  return hashed(context, 'tracking', code);
}

/** What is stored of the second factor; it is bound to its code, so that equal digits look different. */
export function secretHash(context: Pick<Context, 'secrets'>, code: string, secret: string): string {
  return hashed(context, 'secret', `${code}/${secret}`);
}

/** The case of a tracking code as a person typed it; never a dossier, whose code can be guessed and opens nothing alone. */
export async function caseByCode(context: Context, tx: Tx, typed: string): Promise<CaseRow | undefined> {
  // What cannot be a code is looked up all the same: an answer must not come sooner for it.
  const code = normaliseTrackingCode(typed) ?? '';
  return await tx.cases.records.byTrackingHash(trackingHash(context, code));
}

/** Who follows a case with a code of their own. */
export async function followerByCode(context: Context, tx: Tx, typed: string): Promise<FollowerRow | undefined> {
  return await tx.cases.followers.byTrackingHash(trackingHash(context, normaliseTrackingCode(typed) ?? ''));
}

/**
 * The case of a reporter who knows code and second factor, or who has shown that it is theirs; undefined for anything else,
 * in the same time.
 * @throws Refusal 429 `TOO_MANY_ATTEMPTS` after too many wrong tries at one code, whether it exists or not
 */
export async function caseForReporter(context: Context, tx: Tx, key: ReporterKey): Promise<CaseRow | undefined> {
  const token = sessionIn(key.secret);
  return token === undefined ? await caseBySecret(context, tx, key) : await ownCase(context, tx, codeIn(key), token);
}

/** By the second factor alone. @throws as {@link caseForReporter} */
export async function caseBySecret(
  context: Pick<Context, 'clock' | 'secrets'>,
  tx: Tx,
  key: ReporterKey,
): Promise<CaseRow | undefined> {
  const now = context.clock();
  const code = codeIn(key);
  const bucket = bucketKey(context.secrets, 'second-factor', code);
  if ((await peek(tx, bucket, wrongSecretsPerCase, now)) >= wrongSecretsPerCase.uses) {
    throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(wrongSecretsPerCase, now) });
  }
  const record = await tx.cases.records.byTrackingHash(trackingHash(context, code));
  const shown = Buffer.from(secretHash(context, code, key.secret.replaceAll(/\D/g, '')), 'hex');
  const expected = record ? Buffer.from(record.secretHash, 'hex') : Buffer.alloc(shown.length);
  if (record && timingSafeEqual(shown, expected)) return record;
  await hit(tx, bucket, wrongSecretsPerCase, now);
  return undefined;
}

function codeIn({ code }: ReporterKey): string {
  return normaliseDossierCode(code) ?? normaliseTrackingCode(code) ?? '';
}

async function ownCase(context: Context, tx: Tx, code: string, token: string): Promise<CaseRow | undefined> {
  const citizen = await citizenByToken(context, tx, token);
  const record = await tx.cases.records.byTrackingHash(trackingHash(context, code));
  return citizen && record && (await isTheirs(context, tx, citizen, record)) ? record : undefined;
}
