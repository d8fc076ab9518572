import { locate } from '#engine/cases/areas/areas.ts';
import type { Named, Point } from '../../application/common.ts';
import type { PlacePreview, Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';
import { expectedRoute } from '../expected-route.ts';
import { namedIn } from '../names.ts';

export function preview(context: Context): Reports['preview'] {
  return async ({ point, category }) =>
    await context.store.transaction(async (tx): Promise<PlacePreview> => {
      const place = await context.cities.current(tx);
      const located = isPlace(point) ? locate(place.city, point, context.clock()) : undefined;
      if (!located) return { ward: null, metres: 0, unit: null, dueAt: null };
      const { ward } = located;
      const metres = Math.round(located.metres);
      const named: Named = { code: ward.code, name: ward.name };
      if (category === undefined || !place.city.categories.has(category))
        return { ward: named, metres, unit: null, dueAt: null };
      const service = await context.library.inForce(tx, context.config.intakeService);
      const route = expectedRoute(service, place, { category, ward: ward.code, at: context.clock() });
      if (!route) return { ward: named, metres, unit: null, dueAt: null };
      return { ward: named, metres, unit: namedIn(place.city.units, route.unit), dueAt: route.dueAt };
    });
}

function isPlace({ lon, lat }: Point): boolean {
  return Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}
