/** What cells of decision tables may name: the codes of the city, with the names that people know. */
import { wardsInForce } from '#engine/cases/areas/areas.ts';
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { categoriesInOrder } from '#engine/cases/categories/category-tree.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import { pathName } from '../../administration/routing/routing.ts';
import type { Named } from '../../application/common.ts';
import type { Services } from '../../application/services.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

export function vocabulary(context: Context): Services['vocabulary'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'design', subject: 'Service' });
      if (scope.length === 0) throw refusal('FORBIDDEN');
      const { city } = await context.cities.current(tx);
      const now = context.clock();
      const today = localDate(city.province.timeZone, now);
      return {
        categories: categoriesInOrder(city).map(({ code, name, group }) => ({
          code,
          name,
          group: pathName(city, group),
        })),
        wards: wardsInForce(city, now).map(named),
        units: [...city.units.values()].map((unit) => ({
          ...named(unit),
          ward: unit.ward ?? '',
          closed: !isInForce(unit, today),
        })),
        slaClasses: [...city.slaClasses.values()].map(named),
        calendars: [...city.calendars.values()].map(named),
      };
    });
}

function named({ code, name }: Named): Named {
  return { code, name };
}
