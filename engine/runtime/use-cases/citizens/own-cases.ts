/**
 * Whose cases are whose, by what was verified alone. A confidential case is never among them: whoever holds the telephone
 * later, or shares it, must not learn that there is one. It opens with its own code and second factor.
 */
import type { Citizens, OwnCase, VerifiedCitizen } from '../../application/citizens.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseClockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { publicStage } from '../duplicates/near.ts';
import { isUuid } from '../ids.ts';
import { matterOf } from '../names.ts';
import { ownSecret } from '../reports/own-secret.ts';
import { emailAddress, personNumber, personWord } from '../search-words.ts';
import { citizenByToken } from './session.ts';

const pageSize = 20;

export type Contacts = Pick<VerifiedCitizen, 'phone' | 'email' | 'idNumber'>;

export function cases(context: Context): Citizens['cases'] {
  return (citizen, before) =>
    context.store.transaction(async (tx) => {
      const found = await casesOf(context, tx, citizen, { before, limit: pageSize + 1 });
      const items: OwnCase[] = [];
      for (const record of found.slice(0, pageSize)) items.push(await viewOf(context, tx, record));
      return { items, next: found.length > pageSize ? (items.at(-1)?.caseId ?? null) : null };
    });
}

export function open(context: Context): Citizens['open'] {
  return (token, caseId) =>
    context.store.transaction(async (tx) => {
      const citizen = await citizenByToken(context, tx, token);
      const record = citizen && isUuid(caseId) ? await tx.cases.records.byId(caseId) : undefined;
      if (!citizen || !record || !(await isTheirs(context, tx, citizen, record))) return undefined;
      const entry = record.vault['trackingCode'] ?? '';
      const code = (await context.vault.read(tx, record.id, [entry])).get(entry);
      return code === undefined ? undefined : { code, secret: ownSecret(token) };
    });
}

/** Their cases, the newest first. @param page `before` the case with this id */
export async function casesOf(
  context: Context,
  tx: Tx,
  contacts: Contacts,
  page: { readonly before?: string | undefined; readonly limit: number },
): Promise<readonly CaseRow[]> {
  const { phone, email, idNumber } = contacts;
  const words = [phone, email, idNumber].flatMap((one) => personWord(context.secrets, one ?? '') ?? []);
  const before = page.before !== undefined && isUuid(page.before) ? page.before : null;
  const ids = await tx.cases.citizens.casesOf(words, before, page.limit);
  if (ids.length === 0) return [];
  const records = (await tx.cases.records.byIds(ids)).toSorted((a, b) => (a.id < b.id ? 1 : -1));
  const theirs: CaseRow[] = [];
  for (const record of records) if (await isTheirs(context, tx, contacts, record)) theirs.push(record);
  return theirs;
}

/** The index finds them by a hash; what stands in the vault decides. */
export async function isTheirs(context: Context, tx: Tx, contacts: Contacts, record: CaseRow): Promise<boolean> {
  if (record.confidentiality !== 'normal' || record.state === 'erased') return false;
  const { phone = '', email = '', idNumber = '' } = record.vault;
  const texts = await context.vault.read(tx, record.id, [phone, email, idNumber].filter(Boolean));
  const same = (shown: string | null, kept: string, norm: (text: string) => string | undefined): boolean => {
    const text = texts.get(kept);
    return shown !== null && text !== undefined && norm(text) !== undefined && norm(text) === norm(shown);
  };
  return (
    same(contacts.phone, phone, personNumber) ||
    same(contacts.email, email, emailAddress) ||
    same(contacts.idNumber, idNumber, personNumber)
  );
}

async function viewOf(context: Context, tx: Tx, record: CaseRow): Promise<OwnCase> {
  const place = await context.cities.current(tx);
  const clocks = await tx.cases.clocks.ofCase(record.id);
  return {
    caseId: record.id,
    registerNumber: record.registerNumber,
    matter: matterOf(place.city, record.category),
    stage: await publicStage(context, tx, record),
    receivedAt: record.receivedAt,
    clock: caseClockView(clocks, context.clock(), place),
    waits: record.state !== 'closed' && (await waitsForThem(tx, record.id)),
  };
}

/** A task of theirs is open, or an official has written last. */
async function waitsForThem(tx: Tx, caseId: string): Promise<boolean> {
  const tasks = await tx.engine.tasks.ofCase(caseId);
  if (tasks.some(({ open: isOpen, role }) => isOpen && role === 'citizen')) return true;
  return (await tx.cases.relay.ofCase(caseId)).at(-1)?.sender === 'office';
}
