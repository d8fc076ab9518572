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

function read(): City {
  const texts = Object.fromEntries(cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
  const { city, faults } = parseCity(texts);
  if (city === undefined) throw new Error(`the demo city has faults: ${JSON.stringify(faults)}`);
  return city;
}
