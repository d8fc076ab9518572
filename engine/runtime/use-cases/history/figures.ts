import { civilDate, dayNumber } from '#engine/cases/calendars/civil-date.ts';
import { localisedName } from '#engine/cases/text/localised.ts';
import { workInOrder } from '#engine/core/model/work-in-order.ts';
import type { Scope } from '../../access.ts';
import type { Actor, Localised } from '../../application/common.ts';
import type { FigureLine, FigureService, FiguresBy, History, Spread } from '../../application/history.ts';
import { percentileMs } from '../../history/buckets.ts';
import type { Measure } from '../../history/measures.ts';
import type { FigureSum } from '../../ports/figures.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { unitOf } from '../names.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

type Figures = Pick<History, 'figures' | 'figureServices' | 'mayReadFigures'>;
/** Names of the keys, in the order in which lines are shown. */
type Names = ReadonlyMap<string, Localised>;

/** More than that is for sure no fresh figure: the screen says so instead of a number. */
const uncountedMax = 1_000;

/** The cost goes by elements, units and days, never by cases. */
export function figures(context: Context): Figures {
  const { store } = context;
  return {
    mayReadFigures: (actor) => store.transaction(async (tx) => (await seen(context, tx, actor)).length > 0),
    figureServices: (actor) =>
      store.transaction(async (tx) => {
        await required(context, tx, actor);
        // By service, the newest first.
        const published = (await tx.engine.services.all()).filter(({ state }) => state !== 'draft');
        const newest = new Map(published.toReversed().map(({ service, name }) => [service, name]));
        // What citizens report is most of what is done: a page begins with it.
        const intake = ({ key }: FigureService) => (key === context.config.intakeService ? 0 : 1);
        return [...newest].map(([key, name]) => ({ key, name })).toSorted((a, b) => intake(a) - intake(b));
      }),
    figures: (actor, query) =>
      store.transaction(async (tx) => {
        const scope = await required(context, tx, actor);
        const { service, version, from, to, unit, element, by } = query;
        const versions = (await tx.engine.services.versions(service)).filter(
          (row) => version === undefined || row.version === version,
        );
        if (versions.length === 0) throw refusal('NOT_FOUND');
        const ids = versions.map(({ id }) => id);
        const where = { scope, serviceVersionIds: ids, from: dayOf(from), to: dayOf(to) };
        const only = { ...(unit !== undefined && { unit }), ...(element !== undefined && { element }) };
        const sums = await tx.engine.figures.sums({ ...where, ...only, by });
        const { city } = await context.cities.current(tx);
        const units = (await tx.engine.figures.units(where)).map((code) => unitOf(city, code));
        const names = by === 'element' ? await elementNames(context, tx, ids) : unitNames(units);
        return {
          lines: inOrder(linesOf(sums, by, names), by, [...names.keys()]),
          totals: { completed: ofUnits(sums, 'completed'), late: ofUnits(sums, 'late') },
          units,
          uncounted: (await tx.engine.figures.uncounted(uncountedMax)).length,
        };
      }),
  };
}

async function required(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  const scope = await seen(context, tx, actor);
  if (scope.length === 0) throw refusal('FORBIDDEN');
  return scope;
}

function seen(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  return scopeOf(context, tx, actor, { action: 'read', subject: 'Figure' });
}

/** What elements are called in the newest of these versions that has them. */
async function elementNames(context: Context, tx: Tx, versionIds: readonly string[]): Promise<Names> {
  const names = new Map<string, Localised>();
  for (const id of versionIds) {
    const { processes } = (await context.library.version(tx, id)).program;
    for (const node of Object.values(processes).flatMap(workInOrder)) {
      if (!names.has(node.id)) names.set(node.id, localisedName(node));
    }
  }
  return names;
}

function unitNames(units: readonly { readonly code: string; readonly name: Localised }[]): Names {
  return new Map(units.map(({ code, name }) => [code, name]));
}

/** What has a name first, in the order of the names; days from the first to the last. */
function inOrder(lines: readonly FigureLine[], by: FiguresBy, keys: readonly string[]): readonly FigureLine[] {
  if (by === 'day') return lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const places = new Map(keys.map((key, index) => [key, index]));
  const place = ({ key }: FigureLine) => places.get(key) ?? keys.length;
  return lines.toSorted((a, b) => place(a) - place(b));
}

function dayOf(date: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return dayNumber(year, month, day);
}

/** `2026-11-22`. */
function dateOf(day: number): string {
  const { year, month, day: date } = civilDate(day);
  return [String(year).padStart(4, '0'), ...[month, date].map((part) => String(part).padStart(2, '0'))].join('-');
}

function ofUnits(sums: readonly FigureSum[], measure: Measure): number {
  return sums.reduce((all, sum) => (sum.ofUnits && sum.measure === measure ? all + sum.times : all), 0);
}

function linesOf(sums: readonly FigureSum[], by: FiguresBy, names: Names): readonly FigureLine[] {
  const byKey = new Map<string, Map<Measure, Omit<FigureSum, 'ofUnits'>>>();
  for (const sum of sums) {
    const found: Map<Measure, Omit<FigureSum, 'ofUnits'>> = byKey.get(sum.key) ?? new Map();
    byKey.set(sum.key, found.set(sum.measure, together(found.get(sum.measure), sum)));
  }
  return [...byKey].map(([key, found]) => {
    const times = (measure: Measure) => found.get(measure)?.times ?? 0;
    return {
      key: by === 'day' ? dateOf(Number(key)) : key,
      name: by === 'day' ? null : (names.get(key) ?? null),
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

function together(one: Omit<FigureSum, 'ofUnits'> | undefined, other: FigureSum): Omit<FigureSum, 'ofUnits'> {
  if (one === undefined) return other;
  const buckets = other.buckets.map((count, index) => count + (one.buckets[index] ?? 0));
  return { ...other, times: one.times + other.times, totalMs: one.totalMs + other.totalMs, buckets };
}

function spreadOf(sum: Omit<FigureSum, 'ofUnits'> | undefined): Spread | null {
  if (sum === undefined || sum.times === 0) return null;
  const { times, totalMs, buckets } = sum;
  const share = (of: number) => percentileMs(buckets, of) ?? 0;
  return { times, meanMs: Math.round(totalMs / times), medianMs: share(0.5), p90Ms: share(0.9) };
}
