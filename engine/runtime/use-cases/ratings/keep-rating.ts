/** What a reporter says of the result becomes a row, in the transaction of the answer; the sums follow by a duty. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { measuresOf } from '#engine/cases/ratings.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { DutyRun } from '../../duties/duty.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { RatingSumRow } from '../../ports/ratings.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

/** Names of the form's fields, see docs/process-extensions.md. */
const commentField = 'comment';

export interface Rated {
  readonly record: CaseRow;
  readonly serviceVersionId: string;
  readonly variables: Variables;
  /** Entries of the vault by field. */
  readonly entries: Readonly<Record<string, string>>;
}

/** Does nothing where the form asked for no rating. */
export async function keepRating(context: Context, tx: Tx, rated: Rated, now: Instant): Promise<void> {
  const { record, serviceVersionId, variables, entries } = rated;
  const rating = Number(variables['rating'] ?? Number.NaN);
  if (!Number.isInteger(rating) || rating < 1 || rating > 5) return;
  const { city } = await context.cities.current(tx);
  await tx.cases.ratings.insert({
    id: context.newId(now),
    caseId: record.id,
    at: now,
    month: localDate(city.province.timeZone, now).slice(0, 7),
    serviceVersionId,
    unit: record.unit,
    category: record.category,
    rating,
    solved: variables['solved'] !== false,
    reasons: chosen(variables['ratingReasons']),
    commentEntry: entries[commentField] ?? null,
    counted: false,
  });
}

const ratingsAtOnce = 500;

/** Adds what was rated to the sums, each rating once whoever is killed: the mark and the sum are one transaction. */
export async function countRatings({ store }: Pick<Context, 'store'>): Promise<DutyRun> {
  const done = await store.transaction(async (tx) => {
    const rows = await tx.cases.ratings.uncounted(ratingsAtOnce);
    if (rows.length === 0) return 0;
    const marked = await tx.cases.ratings.count(rows.map(({ id }) => id));
    // Another process has counted some of them meanwhile: it begins again with what is left.
    if (marked !== rows.length) throw new Error('some ratings were counted at the same moment');
    const sums = new Map<string, RatingSumRow>();
    for (const row of rows) {
      for (const measure of measuresOf(row)) {
        const { month, unit, category } = row;
        const key = JSON.stringify([month, unit, category, measure]);
        sums.set(key, { month, unit, category, measure, times: (sums.get(key)?.times ?? 0) + 1 });
      }
    }
    await tx.cases.ratings.add([...sums.values()]);
    return rows.length;
  });
  return { done, more: done === ratingsAtOnce };
}

/** A field with boxes to tick gives the values that are ticked, or each value with whether it is. */
function chosen(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, is]) => (is === true ? [name] : []));
}
