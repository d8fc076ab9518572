import { findAddress } from '#engine/cases/areas/address-search.ts';
import type { FoundPlace, Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';

export function places(context: Context): Reports['places'] {
  return async (typed) =>
    await context.store.transaction(async (tx): Promise<readonly FoundPlace[]> => {
      const { city } = await context.cities.current(tx);
      return findAddress(city, typed, context.clock()).map(({ label, ward: { code, name }, point }) => ({
        label,
        ward: { code, name },
        point,
      }));
    });
}
