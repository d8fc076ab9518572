import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import { parseWorkingDays } from '#engine/cases/city/parse-calendars.ts';
import { aboutIn, aboutVariable, detourMark, detourOf, type UnitPlace } from '#engine/cases/organisation/conflict.ts';
import { assigningBy, type GivingRule, givingRule } from '#engine/cases/organisation/giving.ts';
import { unitAt } from '#engine/cases/organisation/units.ts';
import type { Env, WorkingTime } from '#engine/core/env.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import type { Tx } from '../ports.ts';
import type { Environment, EnvironmentOf, PastEnvironment } from './options.ts';

/** The reference data in force, as the use cases keep it. */
export interface CitySource {
  current(tx: Tx): Promise<{
    readonly city: Pick<City, 'province' | 'units' | 'handling' | 'escalation'>;
    readonly workingTime: WorkingTime;
    readonly stamp: string;
  }>;
}

/** The core's environment from the city's time zone and calendars. */
export function cityEnvironment(source: CitySource): EnvironmentOf {
  return async (tx, now) => {
    const { city, workingTime, stamp } = await source.current(tx);
    const env: Env = { now, timeZone: city.province.timeZone, workingTime, continuations: true };
    const unitNow = (unit: string, { ward, category }: Variables) =>
      unitAt(city, unit, now, { ward: wordOf(ward), category: wordOf(category) });
    const around = (place: UnitPlace, variables: Variables) => {
      const to = detourOf(city, place, aboutIn(variables[aboutVariable]));
      return to && { unit: to.unit, role: to.role, mark: detourMark(place) };
    };
    const { giving } = city.handling;
    return { env, stamp, unitNow, around, ...(giving.length > 0 && { givingOf: givingBy(giving, env, unitNow) }) };
  };
}

/** Tasks of the reporter, and those that have their official, look for nobody. */
function givingBy(
  rules: readonly GivingRule[],
  env: Env,
  unitNow: (unit: string, variables: Variables) => string,
): NonNullable<Environment['givingOf']> {
  return ({ unit = '', role = '', assignee }, variables) => {
    if (assignee !== undefined || unit === '' || role === '' || role === 'citizen') return undefined;
    const place = { unit: unitNow(unit, variables), category: wordOf(variables['category']) ?? '', role };
    return assigningBy(givingRule(rules, place), { ...variables, ...place }, env);
  };
}

function wordOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The environments of before, from the revisions that are kept of the reference data. */
export function pastCityEnvironment(): PastEnvironment {
  const parsed = new Map<string, Omit<Env, 'now'>>();
  return async (tx, stamp, now) => {
    const known = parsed.get(stamp) ?? (await read(tx, stamp));
    if (known === undefined) return undefined;
    if (parsed.size >= parsedMax) parsed.clear();
    parsed.set(stamp, known);
    return { ...known, now };
  };
}

const parsedMax = 50;

async function read(tx: Tx, stamp: string): Promise<Omit<Env, 'now'> | undefined> {
  const { reference } = tx.cases;
  const first = isCounted(stamp) ? await reference.firstRevision() : undefined;
  const texts =
    (await reference.revision(stamp)) ?? (first === undefined ? undefined : await reference.revision(first));
  if (texts === undefined) return undefined;
  const days = parseWorkingDays(texts);
  return { timeZone: days.province.timeZone, workingTime: workingTimeOf(days), continuations: true };
}

/** Before revisions were kept, the journal named them by count and sum: the first one kept stands for all of those. */
function isCounted(stamp: string): boolean {
  return /^\d+\.\d+$/.test(stamp);
}
