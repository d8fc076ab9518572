/** What becomes of archived cases when their time is over: the rules of the city decide, and a hold goes before them. */
import { closedBefore, type RetentionRule, ruleFor } from '#engine/cases/retention.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../duties/duty.ts';
import type { ClosedCase } from '../ports/archive.ts';
import type { Tx } from '../ports.ts';
import { audit } from '../use-cases/audit.ts';
import type { Context } from '../use-cases/context.ts';

/** A case whose time is over by a rule. */
export interface Expired extends ClosedCase {
  readonly rule: RetentionRule;
}

type Needs = Pick<Context, 'store' | 'cities' | 'files' | 'newId'>;

const pageSize = 500;
/** Cases of one slice. */
const batch = 50;

/** Everything that would go now, held or not, in order of closing: the dry run. */
export async function* expired(context: Pick<Needs, 'store' | 'cities'>, now: Instant): AsyncGenerator<Expired> {
  let after: ClosedCase | null = null;
  for (;;) {
    const page: readonly (ClosedCase & { readonly rule?: RetentionRule })[] = await context.store.transaction((tx) =>
      closedPage(context, tx, after, now),
    );
    for (const one of page) if (one.rule !== undefined) yield { ...one, rule: one.rule };
    after = page.at(-1) ?? null;
    if (page.length < pageSize) return;
  }
}

/** Destroys what is kept of cases whose time is over, a transaction for each, with a line in the audit. */
export async function destroyExpired(context: Needs, now: Instant): Promise<DutyRun> {
  let done = 0;
  for await (const one of expired(context, now)) {
    if (one.hold !== null || one.archivedAt === null) continue;
    if (await destroyOne(context, one, now)) done += 1;
    if (done === batch) return { done, more: true };
  }
  return { done };
}

async function destroyOne(context: Needs, { id, rule }: Expired, now: Instant): Promise<boolean> {
  const files = await context.store.transaction(async (tx) => {
    const removed = await tx.cases.archive.destroy(id);
    if (removed === undefined) return undefined;
    const data = { rule: rule.code, keep: rule.keep, files: removed.length };
    await audit(context, tx, { actor: '', action: 'case.destroy', subject: `case:${id}`, data }, now);
    return removed;
  });
  // Where we are killed before this, no row names the images any more: the sweep takes them.
  for (const file of files ?? []) await context.files.remove(file);
  return files !== undefined;
}

async function closedPage(
  { cities }: Pick<Needs, 'cities'>,
  tx: Tx,
  after: ClosedCase | null,
  now: Instant,
): Promise<readonly (ClosedCase & { readonly rule?: RetentionRule })[]> {
  if ((await tx.cases.reference.all()).length === 0) return [];
  const { province, retention } = (await cities.current(tx)).city;
  const limits = new Map(retention.rules.map((rule) => [rule, closedBefore(now, rule.keep, province.timeZone)]));
  if (limits.size === 0) return [];
  const page = await tx.cases.archive.closed(Math.max(...limits.values()), after, pageSize);
  return page.map((one) => {
    const rule = ruleFor(retention.rules, one);
    return rule !== undefined && one.closedAt < (limits.get(rule) ?? 0) ? { ...one, rule } : one;
  });
}
