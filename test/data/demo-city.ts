import { readFileSync } from 'node:fs';
import type { City } from '#engine/cases/city/city.ts';
import { cityFiles, parseCity } from '#engine/cases/city/parse-city.ts';

const folder = new URL('../../workflows/demo-city/', import.meta.url);
let parsed: City | undefined;

/** The demo city as the product ships it; parsed once per test process. */
export function demoCity(): City {
  parsed ??= read();
  return parsed;
}

/** Its texts, by file. */
export function demoCityTexts(): Readonly<Record<string, string>> {
  return Object.fromEntries(cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
}

function read(): City {
  const { city, faults } = parseCity(demoCityTexts());
  if (city === undefined) throw new Error(`the demo city has faults: ${JSON.stringify(faults)}`);
  return city;
}
