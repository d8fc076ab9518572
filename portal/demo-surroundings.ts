/** What scenarios take from the demo city: its zone and its working time. */
import { readFile } from 'node:fs/promises';
import { type CityWorkingTime, workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import { type CityTexts, cityFiles, parseCity } from '#engine/cases/city/parse-city.ts';

export interface DemoSurroundings {
  readonly timeZone: string;
  readonly workingTime: CityWorkingTime;
  /** Codes of its working calendars. */
  readonly calendars: readonly string[];
}

export async function demoSurroundings(): Promise<DemoSurroundings> {
  const folder = new URL('../workflows/demo-city/', import.meta.url);
  const texts: Record<string, string> = {};
  for (const file of cityFiles) texts[file] = await readFile(new URL(file, folder), 'utf8');
  const { city, faults } = parseCity(texts as CityTexts);
  if (city === undefined) throw new Error(faults.map((fault) => JSON.stringify(fault)).join('\n'));
  const workingTime = workingTimeOf(city);
  return { timeZone: city.province.timeZone, workingTime, calendars: [...city.calendars.keys()] };
}
