/**
 * "Tôi cũng gặp": somebody follows a case that another has reported. They get a code of their own and a vault of their
 * own, so that stopping destroys what was kept of them. Nothing that they are answered tells who else is there: a number
 * that is known already is taken as any other.
 */

import { trackingCode } from '#engine/cases/text/identifiers.ts';
import { isMobile, normalisePhone } from '#engine/cases/text/phone.ts';
import type { Instant } from '#engine/core/values.ts';
import { isEmail } from '#forms/rules.ts';
import type { Duplicates, FollowerReceipt, Joining } from '../../application/duplicates.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import { audit } from '../audit.ts';
import { certain } from '../certain.ts';
import { type Context, hashed } from '../context.ts';
import { namedIn, namedOrNull } from '../names.ts';
import { refusal } from '../refuse.ts';
import { keepReceipt } from '../reports/kept-receipt.ts';
import { trackingHash } from '../reports/second-factor.ts';
import { contactHash, isCountedAlready } from './contact.ts';
import { countUp } from './merged.ts';
import { publicStage } from './near.ts';
import { publicCase } from './nearby.ts';
import { welcome } from './tell-followers.ts';

export function join(context: Context): Duplicates['join'] {
  return async (joining) => {
    const key = `join:${hashed(context, 'submission', joining.submissionKey)}`;
    const now = context.clock();
    return await certain(() =>
      context.store.transaction(async (tx) => {
        const before = await earlier(context, tx, key);
        return before ?? (await follow(context, tx, joining, { key, now }));
      }),
    );
  };
}

interface Contacts {
  readonly phone: string;
  readonly email: string;
}

async function follow(
  context: Context,
  tx: Tx,
  joining: Joining,
  { key, now }: { readonly key: string; readonly now: Instant },
): Promise<FollowerReceipt> {
  const contacts = contactsOf(joining);
  const record = await publicCase(context, tx, joining.registerNumber);
  if (record === undefined) throw refusal('NOT_FOUND');
  const id = context.newId(now);
  const code = trackingCode(context.random(12));
  const hash = contactHash(context, contacts.phone, contacts.email);
  const again = await isCountedAlready(context, tx, record, { hash, but: id });
  await context.vault.open(tx, id, now);
  const told = toldBy(contacts);
  const vault = await context.vault.seal(tx, id, { trackingCode: code, ...told }, now);
  const row = { id, caseId: record.id, reporterOf: null, trackingHash: trackingHash(context, code) };
  const follower = { ...row, contactHash: hash, language: joining.language, vault, joinedAt: now, stoppedAt: null };
  await tx.cases.followers.insert(follower);
  if (!again) await countUp(tx, record, 1);
  await audit(context, tx, { actor: 'citizen', action: 'case.join', subject: `case:${record.id}` }, now);
  await welcome(context, tx, { record, follower, now });
  const receipt = await receiptOf(context, tx, record, { code, told: Object.keys(told).length > 0 });
  await keepReceipt(context, tx, { receiptKey: key, caseId: id, receipt, now });
  return receipt;
}

/** @throws Refusal 422 by field */
function contactsOf({ phone: typed, email }: Joining): Contacts {
  const phone = typed.trim() === '' ? '' : normalisePhone(typed);
  const faults: FieldFault[] = [];
  if (phone === undefined || (phone !== '' && !isMobile(phone))) faults.push({ path: 'phone', rule: 'phone' });
  if (email.trim() !== '' && !isEmail(email.trim())) faults.push({ path: 'email', rule: 'email' });
  if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
  return { phone: phone ?? '', email: email.trim() };
}

function toldBy({ phone, email }: Contacts): Readonly<Record<string, string>> {
  return { ...(phone !== '' && { phone }), ...(email !== '' && { email }) };
}

async function receiptOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { code, told }: { readonly code: string; readonly told: boolean },
): Promise<FollowerReceipt> {
  const { city } = await context.cities.current(tx);
  return {
    registerNumber: record.registerNumber,
    trackingCode: code,
    category: namedIn(city.categories, record.category),
    ward: namedOrNull(city.wards, record.ward),
    stage: await publicStage(context, tx, record),
    told,
  };
}

/** Who has stopped since is not made to follow again by an old form that is sent once more. @throws Refusal 404 */
async function earlier(context: Context, tx: Tx, key: string): Promise<FollowerReceipt | undefined> {
  const found = (await tx.engine.receipts.find(key)) as { readonly caseId: string; readonly entry: string } | undefined;
  if (found === undefined) return undefined;
  const sealed = (await context.vault.read(tx, found.caseId, [found.entry])).get(found.entry);
  if (sealed === undefined) throw refusal('NOT_FOUND');
  return JSON.parse(sealed) as FollowerReceipt;
}
