/** The city that a draft is tried in, read from the server's texts with the engine's own reader. */
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import { parseCity } from '#engine/cases/city/parse-city.ts';
import type { TryBook } from '#engine/runtime/application/services.ts';
import type { Surroundings } from '#engine/scenarios/world.ts';

export interface TryCity {
  readonly city: City;
  readonly time: CityWorkingTime;
  readonly surroundings: Surroundings;
  /** How many hold a role in a unit. */
  holders(unit: string, role: string): number;
}

/** Rights are the server's matter: nobody has any here. */
const withoutRights = '{ "rules": [] }';

/** @throws Error where the texts do not make a city */
export function cityOf({ city: texts, holders }: Pick<TryBook, 'city' | 'holders'>): TryCity {
  const { city, faults } = parseCity({ ...texts, 'access.json': withoutRights });
  if (city === undefined) throw new Error(faults.map((fault) => JSON.stringify(fault)).join('\n'));
  const time = workingTimeOf(city);
  return {
    city,
    time,
    surroundings: { timeZone: city.province.timeZone, workingTime: time },
    holders: (unit, role) => holders.find((one) => one.unit === unit && one.role === role)?.count ?? 0,
  };
}

/** By which "a working day" is meant: the first calendar that heeds holidays. */
export function officeCalendar({ calendars }: City): string {
  return [...calendars.values()].find(({ holidays }) => holidays)?.code ?? '';
}
