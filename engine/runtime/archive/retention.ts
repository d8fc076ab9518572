/**
 * What becomes of closed cases when their time is over: the rules of the city decide, and a hold goes before them. Who asks
 * what would go (the simulation, the dry run) and who lets it go read the same list.
 */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { type Fated, fatesAt, latestOver, type Retention } from '#engine/cases/retention.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import { type ErasureNeeds, eraseOrdered, noteErased } from '../erasure/carry-out.ts';
import { newErasure } from '../erasure/new-erasure.ts';
import type { ClosedCase } from '../ports/archive.ts';
import type { Store, Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import type { Context } from '../use-cases/context.ts';

/** A case whose time is over by a rule. */
export type Expired = ClosedCase & Fated;

export type RetentionNeeds = ErasureNeeds & Pick<Context, 'cities'>;

const pageSize = 500;
/** Cases of one slice. */
const batch = 50;

/** Everything that would go by the rules in force, held or not, in order of closing. */
export async function* expired(
  context: Pick<RetentionNeeds, 'store' | 'cities'>,
  now: Instant,
): AsyncGenerator<Expired> {
  const city = await cityOf(context);
  if (city !== undefined)
    yield* expiredBy(context.store, city.retention, { at: now, timeZone: city.province.timeZone });
}

/** Everything that would go by some rules at an instant. */
export async function* expiredBy(
  store: Store,
  retention: Pick<Retention, 'rules'>,
  { at, timeZone }: { readonly at: Instant; readonly timeZone: string },
): AsyncGenerator<Expired> {
  const before = latestOver(retention, at, timeZone);
  if (before === undefined) return;
  const fateOf = fatesAt(retention, at, timeZone);
  for await (const one of closedCases(store, before)) {
    const fated = fateOf(one);
    if (fated !== undefined && !(fated.fate === 'anonymise' && one.forgotten)) yield { ...one, ...fated };
  }
}

/** Closed cases in order of closing, read page by page. */
export async function* closedCases(store: Store, before: Instant): AsyncGenerator<ClosedCase> {
  let after: ClosedCase | null = null;
  for (;;) {
    const page: readonly ClosedCase[] = await store.transaction((tx) =>
      tx.cases.archive.closed(before, after, pageSize),
    );
    yield* page;
    after = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

/** Whether what would go can go now: it lies in the archive, and nothing holds it. */
export function mayGo({ hold, archivedAt }: Pick<ClosedCase, 'hold' | 'archivedAt'>): boolean {
  return hold === null && archivedAt !== null;
}

/** Lets go what has had its time, a transaction for each case, with a line in the audit and in the register of deletions. */
export async function destroyExpired(context: RetentionNeeds, now: Instant): Promise<DutyRun> {
  const city = await cityOf(context);
  if (city === undefined || !city.retention.active) return { done: 0 };
  let done = 0;
  for await (const one of expired(context, now)) {
    if (!mayGo(one)) continue;
    if (await letGo(context, one, { now, timeZone: city.province.timeZone })) done += 1;
    if (done === batch) break;
  }
  // The images, and what the database keeps beside its own.
  await eraseOrdered(context, now);
  return done === batch ? { done, more: true } : { done };
}

async function cityOf({ store, cities }: Pick<RetentionNeeds, 'store' | 'cities'>): Promise<City | undefined> {
  return await store.transaction(async (tx) =>
    (await tx.cases.reference.all()).length === 0 ? undefined : (await cities.current(tx)).city,
  );
}

async function letGo(
  context: RetentionNeeds,
  { id, rule, fate }: Expired,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): Promise<boolean> {
  return await context.store.transaction(async (tx) => {
    const { archive } = tx.cases;
    const removed = fate === 'destroy' ? await archive.destroy(id) : await archive.forget(id);
    if (removed === undefined) return false;
    const erasureId = await registerOf(context, tx, `rule/${rule.code}/${localDate(timeZone, now)}`, rule.code, now);
    if (fate === 'destroy') {
      await tx.cases.erasures.insertCases([{ erasureId, caseId: id, kind: 'case', doneAt: null }]);
      await noteErased(context, tx, { erasureId, caseId: id, files: removed, now, rule: rule.code });
      return true;
    }
    // Only who it was is gone: the register counts the case when it is destroyed.
    await tx.cases.erasures.addFiles(erasureId, removed);
    const data = { rule: rule.code, anonymise: rule.anonymise, files: removed.length };
    await audit(context, tx, { actor: '', action: 'case.anonymise', subject: `case:${id}`, data }, now);
    return true;
  });
}

/** One line for each rule and day. */
async function registerOf(
  context: RetentionNeeds,
  tx: Tx,
  source: string,
  rule: string,
  now: Instant,
): Promise<string> {
  const { erasures } = tx.cases;
  const before = await erasures.bySource(source);
  if (before !== undefined) {
    if (before.doneAt !== null) await erasures.progress(before.id, { ...before, doneAt: null });
    return before.id;
  }
  const row = await newErasure(context, tx, { kind: 'rule', source, rule }, now);
  await erasures.insert(row);
  return row.id;
}
