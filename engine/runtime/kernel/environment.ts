import type { City } from '#engine/cases/city.ts';
import type { WorkingTime } from '#engine/core/env.ts';
import type { Tx } from '../ports.ts';
import type { EnvironmentOf } from './options.ts';

/** The reference data in force, as the use cases keep it. */
export interface CitySource {
  current(tx: Tx): Promise<{
    readonly city: Pick<City, 'province'>;
    readonly workingTime: WorkingTime;
    readonly stamp: string;
  }>;
}

/** The core's environment from the city's time zone and calendars. */
export function cityEnvironment(source: CitySource): EnvironmentOf {
  return async (tx, now) => {
    const { city, workingTime, stamp } = await source.current(tx);
    return { env: { now, timeZone: city.province.timeZone, workingTime }, stamp };
  };
}
