/**
 * A complaint about a unit goes round that unit: whoever holds a post there, below it, or in what took it over neither
 * sees nor handles the case, and what would go there goes to the coordinator, who says which unit has it instead.
 */
import type { Json } from '#engine/core/values.ts';
import type { City, Unit } from '../city/city.ts';
import { predecessorsOf } from './units.ts';

/** Variable of the process: codes of the units that the case complains of. */
export const aboutVariable = 'aboutUnits';

export interface UnitPlace {
  readonly unit: string;
  readonly role: string;
}

/** The unit, those above it and those that it took over, from one to the other: a complaint about any of them is about it. */
export function standsFor(units: ReadonlyMap<string, Unit>, code: string): readonly string[] {
  const kept = known.get(units) ?? new Map<string, readonly string[]>();
  known.set(units, kept);
  const found = kept.get(code) ?? lineOf(units, code);
  kept.set(code, found);
  return found;
}

/** Whether what is given to a unit would be given to one that is complained of. */
export function isComplainedOf(units: ReadonlyMap<string, Unit>, code: string, about: readonly string[]): boolean {
  return about.length > 0 && standsFor(units, code).some((one) => about.includes(one));
}

/** All units to which nothing of a case may go. */
export function unitsOutOfIt(units: ReadonlyMap<string, Unit>, about: readonly string[]): readonly string[] {
  if (about.length === 0) return [];
  return [...units.keys()].filter((code) => isComplainedOf(units, code, about));
}

/** Whether somebody else can say who has a case about a unit: the coordinator is not of it. */
export function canGoRound({ units, escalation }: Pick<City, 'units' | 'escalation'>, unit: string): boolean {
  const { coordinator } = escalation;
  return coordinator.unit !== '' && !isComplainedOf(units, coordinator.unit, [unit]);
}

/** @returns where a task goes that would go to a unit that the case complains of; undefined where it may go there */
export function detourOf(
  city: Pick<City, 'units' | 'escalation'>,
  { unit, role }: UnitPlace,
  about: readonly string[],
): UnitPlace | undefined {
  if (role === 'citizen' || !isComplainedOf(city.units, unit, about)) return undefined;
  const { coordinator } = city.escalation;
  return about.every((one) => canGoRound(city, one)) ? coordinator : undefined;
}

/** What the process knows of whom the case complains. */
export function aboutIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** How the row of a task says that it has gone round a unit, and for which unit and role it was. */
export function detourMark({ unit, role }: UnitPlace): string {
  return `${markStart}${unit}/${role}`;
}

/** @returns the unit and role that a task was for, before it went round it */
export function placeBefore(mark: string): UnitPlace | undefined {
  const [unit, role] = mark.startsWith(markStart) ? mark.slice(markStart.length).split('/') : [];
  return unit === undefined || role === undefined ? undefined : { unit, role };
}

const markStart = 'around:';
/** Asked at every query, and the same until the units change. */
const known = new WeakMap<ReadonlyMap<string, Unit>, Map<string, readonly string[]>>();

function lineOf(units: ReadonlyMap<string, Unit>, code: string): readonly string[] {
  const found = new Set([code]);
  for (const one of found) {
    const above = units.get(one)?.parent ?? null;
    for (const next of [...(above === null ? [] : [above]), ...predecessorsOf(units, one)]) found.add(next);
  }
  return [...found];
}
