/** What rules would let go, asked as it is let go: the same list of cases, the same judgement, thirteen instants. */
import type { City } from '#engine/cases/city/city.ts';
import { closedBefore, fatesAt, inMonths, latestOver, type Retention, yearOf } from '#engine/cases/retention.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { SimulatedCase, SimulatedGroup, SimulatedMonth, Simulation } from '../../application/retention.ts';
import { closedCases, mayGo } from '../../archive/retention.ts';
import type { ClosedCase } from '../../ports/archive.ts';
import type { Context } from '../../use-cases/context.ts';
import { matterOf } from '../../use-cases/names.ts';
import { scopeOf } from '../../use-cases/scope.ts';

const monthsAhead = 12;
const listedMax = 200;

type Simulated = Omit<Simulation, 'seen'>;
type Going = ClosedCase & Pick<SimulatedCase, 'fate' | 'rule'>;

export async function simulate(
  context: Context,
  actor: Actor,
  { city, retention, at }: { readonly city: City; readonly retention: Retention; readonly at: Instant },
): Promise<Simulated> {
  const { timeZone } = city.province;
  const instants = Array.from({ length: monthsAhead + 1 }, (_, month) => inMonths(at, month, timeZone));
  const judges = instants.map((instant) => fatesAt(retention, instant, timeZone));
  const archived = instants.map((instant) => closedBefore(instant, retention.archiveAfter, timeZone));
  const months = instants.map((instant, month) => ({ month, at: instant, archive: 0, anonymise: 0, destroy: 0 }));
  const groups = new Map<string, Counted>();
  const going: Going[] = [];
  let unlisted = 0;
  const last = instants.at(-1) ?? at;
  const horizon = Math.max(latestOver(retention, last, timeZone) ?? 0, archived.at(-1) ?? 0);
  for await (const one of closedCases(context.store, horizon)) {
    const fates = judges.map((judge) => judge(one)?.fate);
    count(months, 'destroy', fates.indexOf('destroy'));
    if (!one.forgotten) count(months, 'anonymise', fates.indexOf('anonymise'));
    if (one.archivedAt === null)
      count(
        months,
        'archive',
        archived.findIndex((before) => one.closedAt < before),
      );
    const now = judges[0]?.(one);
    if (now === undefined || (now.fate === 'anonymise' && one.forgotten)) continue;
    countGroup(groups, { ...one, fate: now.fate }, timeZone);
    if (going.length < listedMax) going.push({ ...one, fate: now.fate, rule: now.rule.code });
    else unlisted += 1;
  }
  const listed = await readable(context, actor, going);
  return {
    at,
    months,
    groups: [...groups.values()].map(({ category, ...rest }) => ({ ...rest, category: matterOf(city, category) })),
    cases: listed.map((one) => shown(city, one)),
    unlisted: unlisted + going.length - listed.length,
  };
}

type Counted = Omit<{ -readonly [key in keyof SimulatedGroup]: SimulatedGroup[key] }, 'category'> & {
  readonly category: string;
};
type CountedMonth = { -readonly [key in keyof SimulatedMonth]: SimulatedMonth[key] };

/** @param from the first of the instants at which it is so; -1 for none */
function count(months: readonly CountedMonth[], what: 'archive' | 'anonymise' | 'destroy', from: number): void {
  const month = months[from];
  if (month !== undefined) month[what] += 1;
}

function countGroup(
  groups: Map<string, Counted>,
  one: ClosedCase & Pick<SimulatedCase, 'fate'>,
  timeZone: string,
): void {
  const year = yearOf(one.closedAt, timeZone);
  const key = `${one.category}/${year}`;
  const group = groups.get(key) ?? { category: one.category, year, anonymise: 0, destroy: 0, staying: 0 };
  group[one.fate] += 1;
  if (!mayGo(one)) group.staying += 1;
  groups.set(key, group);
}

/** Counted are all of them; which ones they are is told only of those that the administrator may read. */
async function readable(context: Context, actor: Actor, going: readonly Going[]): Promise<readonly Going[]> {
  return await context.store.transaction(async (tx) => {
    const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
    const ids = going.map(({ id }) => id);
    const allowed = new Set(await tx.cases.records.allowedOf(scope, ids));
    return going.filter(({ id }) => allowed.has(id));
  });
}

function shown(city: City, { registerNumber, category, closedAt, fate, rule, hold, archivedAt }: Going): SimulatedCase {
  const named = matterOf(city, category);
  return { registerNumber, category: named, closedAt, fate, rule, hold, archived: archivedAt !== null };
}
