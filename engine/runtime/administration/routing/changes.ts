/** The draft's rules against those in force: who would get what from now on, and which open cases stay where they are. */
import type { City } from '#engine/cases/city/city.ts';
import { type RoutingChange, routingChanges } from '#engine/cases/routing/routing-changes.ts';
import type { Actor } from '../../application/common.ts';
import type { RoutingChangesView, RoutingChangeView } from '../../application/routing.ts';
import type { CasesBy } from '../../ports/reorganisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { namedIn } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { requireDesign } from '../../use-cases/services/allowed.ts';
import { envOf, rulesOf } from './rules.ts';

export async function changesOf(context: Context, tx: Tx, actor: Actor, service: string): Promise<RoutingChangesView> {
  await requireDesign(context, tx, actor, service);
  const [draft, newest] = [await tx.engine.services.draft(service), await tx.engine.services.newest(service)];
  if (!draft && !newest) throw refusal('NOT_FOUND');
  // Without a draft nothing changes; a service that was never published has no rules to be held against.
  if (!draft || !newest) return nothing;
  const after = await rulesOf(context, tx, actor, { service, draft: true });
  const before = await rulesOf(context, tx, actor, { service, draft: false });
  const place = await context.cities.current(tx);
  const { city } = place;
  const { changes, differing, cells } = routingChanges({ city, before, after, env: envOf(place, context.clock()) });
  const units = [...new Set(changes.flatMap(({ from }) => from.flatMap((unit) => unit ?? [])))];
  const open = (await tx.cases.reorganisations.casesBy(units)).filter(({ state }) => state === 'open');
  const views = changes.map((change) => viewOf(city, change, open));
  return { differing, cells, changes: views, staying: views.reduce((sum, { staying }) => sum + staying, 0) };
}

const nothing: RoutingChangesView = { differing: 0, cells: 0, changes: [], staying: 0 };

function viewOf(city: City, change: RoutingChange, open: readonly CasesBy[]): RoutingChangeView {
  const { category, wards, everywhere, sometimes, from, to } = change;
  const units = (codes: RoutingChange['from']) =>
    codes.flatMap((code) => (code === null ? [] : [namedIn(city.units, code)]));
  const staying = open
    .filter((of) => of.category === category && from.includes(of.unit))
    .filter(({ ward }) => wards.includes(ward === '' ? null : ward))
    .reduce((sum, { count }) => sum + count, 0);
  return {
    everywhere,
    sometimes,
    category: namedIn(city.categories, category),
    wards: wards.flatMap((ward) => (ward === null ? [] : [namedIn(city.wards, ward)])),
    unknownPlace: wards.includes(null),
    from: units(from),
    to: units(to),
    staying,
  };
}
