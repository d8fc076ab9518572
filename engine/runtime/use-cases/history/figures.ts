import { dayNumber } from '#engine/cases/civil-date.ts';
import type { FigureLine, History, Spread } from '../../application/history.ts';
import { percentileMs } from '../../history/buckets.ts';
import type { Measure } from '../../history/measures.ts';
import type { FigureSum } from '../../ports/figures.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

/** More than that is for sure no fresh figure: the screen says so instead of a number. */
const uncountedMax = 1_000;

/** The cost goes by elements, units and days, never by cases. */
export function figures(context: Context): History['figures'] {
  return async (actor, query) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Figure' });
      if (scope.length === 0) throw refusal('FORBIDDEN');
      const { service, version, from, to, unit, by } = query;
      const versions = (await tx.engine.services.versions(service)).filter(
        (row) => version === undefined || row.version === version,
      );
      if (versions.length === 0) throw refusal('NOT_FOUND');
      const where = { scope, serviceVersionIds: versions.map(({ id }) => id), from: dayOf(from), to: dayOf(to) };
      const sums = await tx.engine.figures.sums({ ...where, by, ...(unit !== undefined && { unit }) });
      const { city } = await context.cities.current(tx);
      const units = await tx.engine.figures.units(where);
      return {
        lines: linesOf(sums),
        units: units.map((code) => ({ code, name: city.units.get(code)?.name ?? { vi: code, en: code } })),
        uncounted: (await tx.engine.figures.uncounted(uncountedMax)).length,
      };
    });
}

function dayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return dayNumber(year, month, day);
}

function linesOf(sums: readonly FigureSum[]): readonly FigureLine[] {
  const byKey = new Map<string, Map<Measure, FigureSum>>();
  for (const sum of sums) byKey.set(sum.key, (byKey.get(sum.key) ?? new Map()).set(sum.measure, sum));
  return [...byKey].map(([key, found]) => {
    const times = (measure: Measure) => found.get(measure)?.times ?? 0;
    return {
      key,
      completed: times('completed'),
      terminated: times('terminated'),
      failed: times('failed'),
      taken: times('taken'),
      sentBack: times('sentBack'),
      late: times('late'),
      whole: spreadOf(found.get('completed')),
      waiting: spreadOf(found.get('waiting')),
      working: spreadOf(found.get('working')),
    };
  });
}

function spreadOf(sum: FigureSum | undefined): Spread | null {
  if (sum === undefined || sum.times === 0) return null;
  const { times, totalMs, buckets } = sum;
  const share = (of: number) => percentileMs(buckets, of) ?? 0;
  return { times, meanMs: Math.round(totalMs / times), medianMs: share(0.5), p90Ms: share(0.9) };
}
