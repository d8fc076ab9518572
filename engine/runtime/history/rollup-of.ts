import type { Context } from '../use-cases/context.ts';
import type { RollupOptions } from './rollup.ts';

/** What counting needs of the application. */
export function rollupOf({ store, kernel, cities, onFault }: Context): RollupOptions {
  return {
    store,
    programs: kernel.programs,
    timeZone: () => cities.last?.city.province.timeZone ?? 'UTC',
    onFault: (error, instanceId) => onFault?.({ jobId: '', instanceId, element: 'figures', error }),
  };
}
