import type { City } from '#engine/cases/city.ts';
import { type CityTexts, cityFiles, parseCity } from '#engine/cases/parse-city.ts';
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/working-time.ts';
import type { Tx } from '../ports.ts';
import { refusal } from './refuse.ts';

/** The reference data in force, parsed once per revision. */
export interface CityBook {
  /** @throws Refusal 503 `NO_SERVICE` where no city was loaded yet */
  current(tx: Tx): Promise<CityInForce>;
  /** What was in force when it was last asked for; undefined before that. */
  readonly last: CityInForce | undefined;
}

export interface CityInForce {
  readonly city: City;
  readonly workingTime: CityWorkingTime;
  /** Names this state of the reference data; the journal keeps it. */
  readonly stamp: string;
}

export function createCityBook(): CityBook {
  let last: CityInForce | undefined;
  return {
    get last() {
      return last;
    },
    async current(tx) {
      const stamp = await tx.cases.reference.stamp();
      if (last?.stamp === stamp) return last;
      const rows = await tx.cases.reference.all();
      if (rows.length === 0) throw refusal('NO_SERVICE');
      const { city, faults } = parseCity(Object.fromEntries(rows.map((row) => [row.kind, row.content])));
      if (!city) throw new Error(`the stored reference data has ${faults.length} faults`, { cause: faults });
      last = { city, workingTime: workingTimeOf(city), stamp };
      return last;
    },
  };
}

/**
 * Stores reference data after checking it as a whole.
 * @throws Error with all faults where it is not whole
 */
export async function storeCity(tx: Tx, texts: CityTexts): Promise<void> {
  const { city, faults } = parseCity(texts);
  if (!city) throw new Error(`the city's data has faults: ${JSON.stringify(faults)}`);
  const before = new Map((await tx.cases.reference.all()).map((row) => [row.kind, row]));
  for (const file of cityFiles) {
    const content = texts[file] ?? '';
    const known = before.get(file);
    if (known?.content !== content) {
      await tx.cases.reference.put({ kind: file, content, revision: (known?.revision ?? 0) + 1 });
    }
  }
}
