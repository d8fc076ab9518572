import { suggestCategories } from '#engine/cases/categories/category-suggestions.ts';
import type { Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';

export function suggest(context: Context): Reports['suggest'] {
  return async (text) =>
    await context.store.transaction(async (tx) => {
      const { city } = await context.cities.current(tx);
      return suggestCategories(city, text).map(({ code, name }) => ({ code, name }));
    });
}
