/** The organisation as its administrators keep it. */
import type { Unit } from '#engine/cases/city.ts';
import type { Organisation, UnitView } from '../../application/organisation.ts';
import type { Context } from '../context.ts';
import { configuredBy, mustConfigure } from './rights.ts';

export function organisation(context: Context): Organisation {
  const { store, cities } = context;
  return {
    configures: (actor) => store.transaction((tx) => configuredBy(context, tx, actor)),
    units: (actor) =>
      store.transaction(async (tx) => {
        await mustConfigure(context, tx, actor, 'organisation');
        const { city } = await cities.current(tx);
        return { units: [...city.units.values()].map(viewOf) };
      }),
  };
}

function viewOf({ code, name, kind, agencyCode, parent, ward }: Unit): UnitView {
  return { code, name, kind, agencyCode, parent, ward };
}
