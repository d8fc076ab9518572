import { createHash } from 'node:crypto';
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import { unitCalendarsFile, unitCalendarsText, workingFiles } from '#engine/cases/city/parse-calendars.ts';
import { type CityTexts, cityFiles, parseCity } from '#engine/cases/city/parse-city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../ports.ts';
import { refusal } from '../use-cases/refuse.ts';
import { questionFaults } from './categories/questions.ts';

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
  /** Names what deadlines are computed from by its content; the journal keeps it, and `reference_revision` the content. */
  readonly stamp: string;
}

export function createCityBook(): CityBook {
  let last: (CityInForce & { readonly revisions: string }) | undefined;
  const inForce = new WeakMap<Tx, Promise<CityInForce>>();
  const read = async (tx: Tx): Promise<CityInForce> => {
    const revisions = await tx.cases.reference.stamp();
    if (last?.revisions === revisions) return last;
    const texts = await storedTexts(tx);
    if (Object.keys(texts).length === 0) throw refusal('NO_SERVICE');
    const { city, faults } = parseCity(texts);
    if (!city) throw new Error(`the stored reference data has ${faults.length} faults`, { cause: faults });
    last = { city, workingTime: workingTimeOf(city), stamp: stampOf(texts), revisions };
    return last;
  };
  return {
    get last() {
      return last;
    },
    current(tx) {
      // What one transaction does, it does by one state of the reference data.
      const known = inForce.get(tx) ?? read(tx);
      inForce.set(tx, known);
      return known;
    },
  };
}

/**
 * Stores reference data after checking it as a whole.
 * @throws Error with all faults where it is not whole
 */
export async function storeCity(tx: Tx, texts: CityTexts, now: Instant): Promise<void> {
  const { city, faults: read } = parseCity(texts);
  const faults = city ? questionFaults(city) : read;
  if (faults.length > 0) throw new Error(`the city's data has faults: ${JSON.stringify(faults)}`);
  const before = new Map((await tx.cases.reference.all()).map((row) => [row.kind, row]));
  for (const file of cityFiles) {
    const content = texts[file] ?? '';
    const known = before.get(file);
    if (known?.content !== content) {
      await tx.cases.reference.put({ kind: file, content, revision: (known?.revision ?? 0) + 1 });
    }
  }
  await keepRevision(tx, now);
}

/** Keeps what deadlines are computed from now, so that today's commands can be replayed when it has changed. */
export async function keepRevision(tx: Tx, now: Instant): Promise<void> {
  const texts = await storedTexts(tx);
  const units = unitCalendarsText(texts);
  const files = {
    ...Object.fromEntries(workingFiles.map((file) => [file, texts[file] ?? ''])),
    ...(units !== '' && { [unitCalendarsFile]: units }),
  };
  await tx.cases.reference.keepRevision(stampOf(texts), files, now);
}

async function storedTexts(tx: Tx): Promise<CityTexts> {
  const rows = await tx.cases.reference.all();
  return Object.fromEntries(rows.map((row) => [row.kind, row.content]));
}

/** 96 bits of a hash of the content: the same data has the same name again, other data never. */
export function stampOf(texts: CityTexts): string {
  const units = unitCalendarsText(texts);
  const files = workingFiles.map((file) => texts[file] ?? '');
  const content = JSON.stringify(units === '' ? files : [...files, units]);
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
