/**
 * Erasures that were ordered, carried out: a transaction for each case, then its images, then the files that the database
 * keeps beside its own. Whoever is killed in between leaves the rest to the next run; the request goes last, because it
 * says whose traces must go.
 */
import { createHash } from 'node:crypto';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { ErasureCaseRow, ErasureRow } from '../ports/erasures.ts';
import type { Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import { endSessionsOf } from '../use-cases/citizens/session.ts';
import type { Context } from '../use-cases/context.ts';
import { betrays, mergedPerson } from './betrays.ts';
import { personIn } from './person.ts';
import { copyOf } from './register-copy.ts';

export type ErasureNeeds = Pick<Context, 'store' | 'files' | 'vault' | 'newId' | 'secrets' | 'registerCopy'>;

interface HowErased {
  /** Cases that run or are held go too: a backup has brought them back. */
  readonly anyway?: boolean;
}

/** Orders and files of one slice. */
const ordersAtOnce = 20;
const filesAtOnce = 200;

/** One slice: what can be done of every order that is open. */
export async function eraseOrdered(context: ErasureNeeds, now: Instant): Promise<DutyRun> {
  const orders = await context.store.transaction((tx) => tx.cases.erasures.open(ordersAtOnce));
  let done = 0;
  for (const order of orders) done += await eraseOrder(context, order, now);
  return { done, more: orders.length === ordersAtOnce && done > 0 };
}

/** What can be done of one order. @returns how many parts of it */
export async function eraseOrder(
  context: ErasureNeeds,
  order: ErasureRow,
  now: Instant,
  how: HowErased = {},
): Promise<number> {
  const rows = await context.store.transaction((tx) => tx.cases.erasures.casesOf(order.id));
  const open = rows.filter(({ doneAt }) => doneAt === null);
  const [last, first] = [open.filter(isRequest), open.filter((row) => !isRequest(row))];
  let done = 0;
  for (const row of first) if (await eraseCase(context, { order, row, now, how })) done += 1;
  if (done === first.length) {
    for (const row of last) if (await eraseCase(context, { order, row, now, how })) done += 1;
  }
  await removeFiles(context, order.id);
  if (done === open.length && (await finish(context, order.id, now))) done += 1;
  return done;
}

function isRequest({ kind }: ErasureCaseRow): boolean {
  return kind === 'request';
}

interface Erasing {
  readonly order: ErasureRow;
  readonly row: ErasureCaseRow;
  readonly now: Instant;
  readonly how: HowErased;
}

/** @returns false where it cannot go yet: something of it is under way, or somebody holds it by now */
async function eraseCase(context: ErasureNeeds, { order, row, now, how }: Erasing): Promise<boolean> {
  return await context.store.transaction(async (tx) => {
    if (row.kind === 'follower') {
      await tx.cases.followers.remove(row.caseId);
      await tx.cases.erasures.caseDone(order.id, row.caseId, now);
      return true;
    }
    const record = await tx.cases.records.byId(row.caseId);
    const person = record && (await personIn(context, tx, record));
    const files =
      record === undefined || record.state === 'erased' ? [] : await erase(context, tx, { order, record, now, how });
    if (files === undefined) return false;
    if (row.kind === 'request' && person !== undefined) await endSessionsOf(context, tx, person);
    await noteErased(context, tx, { erasureId: order.id, caseId: row.caseId, files, now });
    return true;
  });
}

async function erase(
  context: ErasureNeeds,
  tx: Tx,
  { order, record, now, how }: Omit<Erasing, 'row'> & { readonly record: CaseRow },
): Promise<readonly string[] | undefined> {
  const withPublication = order.kind === 'request' && (await isToldOf(context, tx, order, record));
  return await tx.cases.archive.erase(record.id, { now, withPublication, anyway: how.anyway === true });
}

/** The public record of a case goes where it tells of the person; what tells of nobody is the city's answer, and stays. */
async function isToldOf(context: ErasureNeeds, tx: Tx, order: ErasureRow, record: CaseRow): Promise<boolean> {
  const publication = await tx.cases.publications.byCase(record.id);
  const asked = await tx.cases.records.byRegisterNumber(order.request);
  const own = await personIn(context, tx, record);
  const known = mergedPerson(own, ...(asked === undefined ? [] : [await personIn(context, tx, asked)]));
  const versions = await tx.cases.publicationVersions.ofCase(record.id);
  const addresses = versions.map(({ slug, publicNote }) => ({ ...noWords, slug, text: publicNote }));
  return [...(publication ? [publication] : []), ...addresses].some((words) => betrays(words, known));
}

const noWords = { title: '', text: '', answer: '', correction: null };

/** A line of the audit and of the register for a case that is erased; its images are removed after the commit. */
export async function noteErased(
  context: Pick<ErasureNeeds, 'newId'>,
  tx: Tx,
  of: {
    readonly erasureId: string;
    readonly caseId: string;
    readonly files: readonly string[];
    readonly now: Instant;
    readonly rule?: string;
  },
): Promise<void> {
  const { erasureId, caseId, files, now, rule } = of;
  const { erasures } = tx.cases;
  const order = await erasures.byId(erasureId);
  if (order === undefined) throw new Error(`there is no erasure ${erasureId}`);
  await erasures.addFiles(erasureId, files);
  await erasures.caseDone(erasureId, caseId, now);
  const digest = createHash('sha256').update(`${order.digest}\n${caseId}\n${files.length}`).digest('hex');
  const [cases, images] = [order.cases + 1, order.files + files.length];
  await erasures.progress(erasureId, { cases, files: images, digest, doneAt: null });
  const data = { erasure: order.number, files: files.length, ...(rule !== undefined && { rule }) };
  const action = order.kind === 'rule' ? 'case.destroy' : 'case.erase';
  await audit(context, tx, { actor: '', action, subject: `case:${caseId}`, data }, now);
}

/** Where we are killed in between, their names stand in the register's list until the next run has removed them. */
async function removeFiles({ store, files }: ErasureNeeds, erasureId: string): Promise<void> {
  for (;;) {
    const ids = await store.transaction((tx) => tx.cases.erasures.files(erasureId, filesAtOnce));
    for (const id of ids) await files.remove(id);
    await store.transaction((tx) => tx.cases.erasures.removeFiles(ids));
    if (ids.length < filesAtOnce) return;
  }
}

/** @returns false where somebody still reads what stood there before: the next run ends it */
async function finish(context: ErasureNeeds, id: string, now: Instant): Promise<boolean> {
  if (!(await context.store.settle())) return false;
  const { order, cases } = await context.store.transaction(async (tx) => ({
    order: await tx.cases.erasures.byId(id),
    cases: await tx.cases.erasures.casesOf(id),
  }));
  if (order === undefined) return false;
  // Outside first: a register that a restored backup knows nothing of would erase nothing again.
  await context.registerCopy?.append(copyOf({ ...order, doneAt: now }, cases));
  await context.store.transaction(async (tx) => {
    const { cases: count, files, digest, number } = order;
    await tx.cases.erasures.progress(id, { cases: count, files, digest, doneAt: now });
    const data = { cases: count, files, digest };
    await audit(context, tx, { actor: '', action: 'erasure.done', subject: `erasure:${number}`, data }, now);
  });
  await context.store.settle();
  return true;
}
