/** The map of the wards of today, looked at square by square, and who answers in each. */

import { checkMap } from '#engine/cases/areas/map-check.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import type { Imports, MapCheckView } from '../../application/imports.ts';
import type { Context } from '../../use-cases/context.ts';
import { mustConfigure } from '../city/rights.ts';
import { todayIn } from '../city/unit-views.ts';

export function mapCheck(context: Context): Imports['mapCheck'] {
  return (actor) =>
    context.store.transaction(async (tx): Promise<MapCheckView> => {
      await mustConfigure(context, tx, actor, 'areas');
      const { city } = await context.cities.current(tx);
      const today = todayIn(context, city);
      const staffed = new Set(
        [...city.units.values()].filter((unit) => isInForce(unit, today)).map(({ ward }) => ward),
      );
      const wards = [...city.wards.values()].flatMap(({ code, name, areas }) => {
        const area = areas.find((one) => isInForce(one, today));
        return area === undefined ? [] : [{ code, name, polygons: area.polygons, hasUnit: staffed.has(code) }];
      });
      const { cellMetres, bounds, overlaps, holes } = checkMap(wards);
      return { cellMetres: Math.round(cellMetres * 10) / 10, bounds, wards, overlaps, holes };
    });
}
