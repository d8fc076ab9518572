/** The administrator asks routing: one report that nobody has sent, or everything at once. */
import { locate, wardsInForce } from '#engine/cases/areas/areas.ts';
import { categoriesInOrder, groupPath } from '#engine/cases/categories/category-tree.ts';
import type { City } from '#engine/cases/city/city.ts';
import { checkCoverage } from '#engine/cases/routing/routing-coverage.ts';
import { explainRouting } from '#engine/cases/routing/routing-explanation.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Localised, Named } from '../../application/common.ts';
import type { RouteAnswer, RouteTrial, Routing, RoutingBook } from '../../application/routing.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { namedIn } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keepersOf } from '../city/rights.ts';
import type { CityInForce } from '../city-book.ts';
import { changesOf } from './changes.ts';
import { coverageView } from './coverage-view.ts';
import { instantOf, localTime } from './local-time.ts';
import { routedServices } from './routed-services.ts';
import { envOf, rulesOf } from './rules.ts';
import { whyUnit } from './why-unit.ts';

export function routing(context: Context): Routing {
  const allowed = keepersOf(context, 'routing');
  return {
    book: (actor) => allowed(actor, (tx) => bookOf(context, tx)),
    tryRoute: (actor, trial) =>
      allowed(actor, async (tx) => {
        const decisions = await rulesOf(context, tx, actor, trial);
        return answerTo(await context.cities.current(tx), decisions, trial, context.clock());
      }),
    whyUnit: whyUnit(context),
    changes: (actor, service) => allowed(actor, (tx) => changesOf(context, tx, actor, service)),
    coverage: (actor, of) =>
      allowed(actor, async (tx) => {
        const decisions = await rulesOf(context, tx, actor, of);
        const place = await context.cities.current(tx);
        const { city } = place;
        const found = checkCoverage({ city, decisions, env: envOf(place, context.clock()) });
        return { cells: found.cells, findings: found.findings.map((one) => coverageView(city, decisions, one)) };
      }),
  };
}

async function bookOf(context: Context, tx: Tx): Promise<RoutingBook> {
  const { city } = await context.cities.current(tx);
  const services: RoutingBook['services'][number][] = [];
  for (const { key, name, file } of await routedServices(context, tx)) {
    services.push({ key, name, file, hasDraft: (await tx.engine.services.draft(key)) !== undefined });
  }
  const now = context.clock();
  return {
    services,
    categories: categoriesInOrder(city).map(({ code, name, group }) => ({ code, name, group: pathName(city, group) })),
    wards: wardsInForce(city, now).map(({ code, name }) => ({ code, name })),
    now: localTime(city.province.timeZone, now),
  };
}

/** `Đô thị › Hạ tầng kỹ thuật`. */
export function pathName(city: Pick<City, 'groups'>, group: string): Localised {
  const way = groupPath(city.groups, group);
  return { vi: way.map(({ name }) => name.vi).join(' › '), en: way.map(({ name }) => name.en).join(' › ') };
}

function answerTo(
  place: CityInForce,
  decisions: Parameters<typeof explainRouting>[0]['decisions'],
  trial: RouteTrial,
  now: Instant,
): RouteAnswer {
  const { city, workingTime } = place;
  const at = trial.at === null ? now : instantOf(city.province.timeZone, trial.at);
  if (at === undefined) throw refusal('INVALID_FIELDS', {}, [{ path: 'at', rule: 'invalid' }]);
  const category = city.categories.get(trial.category);
  if (category === undefined) throw refusal('INVALID_FIELDS', {}, [{ path: 'category', rule: 'option' }]);
  const located = trial.point === null ? undefined : locate(city, trial.point, at);
  if (trial.point !== null && located === undefined)
    throw refusal('INVALID_FIELDS', {}, [{ path: 'point', rule: 'outside' }]);
  const ward = located?.ward ?? city.wards.get(trial.ward ?? '');
  const facts = { category: category.code, ward: ward?.code ?? null, urgent: trial.urgent };
  const confidential = category.confidential;
  const told = explainRouting({ decisions, cells: true }, { ...facts, confidential }, envOf(place, at));
  const sla = told.sla === null ? undefined : city.slaClasses.get(told.sla.class);
  return {
    ward: ward === undefined ? null : named(ward),
    metres: Math.round(located?.metres ?? 0),
    unit: told.unit === null ? null : namedIn(city.units, told.unit),
    known: told.unit !== null && city.units.has(told.unit),
    reason: told.reason,
    sla:
      told.sla === null
        ? null
        : {
            code: told.sla.class,
            name: sla?.name ?? { vi: told.sla.class, en: told.sla.class },
            dueAt: workingTime.due(at, told.sla.resolve, told.sla.calendar, 'elapsed'),
          },
    tables: told.tables,
  };
}

function named({ code, name }: Named): Named {
  return { code, name };
}
