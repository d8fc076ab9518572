/**
 * Who answers for a clock that is running out. The ladder goes up from whoever has the work to the head of the unit, the
 * heads of the units above it, and the coordinator of the city; a rung on which nobody stands is passed. Nothing can fall
 * beside it: work without a handler, units without a head, units that are gone all end with somebody.
 */
import type { City, Rung, Unit } from '../city/city.ts';
import { rungs } from '../city/city.ts';

/** An account that can be reached for a post: whoever is inactive or away is not among them. */
export interface Staff {
  readonly username: string;
  readonly role: string;
  readonly unit: string;
}

/** Where the work lies. */
export interface Held {
  readonly unit: string;
  /** '' for nobody. */
  readonly assignee: string;
}

export interface Answerable {
  readonly rung: Rung;
  /** Account; '' only where not even the coordinator's post is held: then the unit answers. */
  readonly owner: string;
  readonly ownerUnit: string;
}

/** Who stands where on a day; made once for many questions. */
export interface Roster {
  /** ISO 8601, of the city: units that were closed before it have no head. */
  readonly day: string;
  /** Accounts with a role in a unit, in the order of their names. */
  holders(unit: string, role: string): readonly string[];
  readonly active: ReadonlySet<string>;
}

export function rosterOf(staff: readonly Staff[], day: string): Roster {
  const posts = new Map<string, string[]>();
  for (const { username, role, unit } of staff) {
    const key = `${unit} ${role}`;
    posts.set(key, [...(posts.get(key) ?? []), username]);
  }
  for (const names of posts.values()) names.sort();
  return {
    day,
    holders: (unit, role) => posts.get(`${unit} ${role}`) ?? [],
    active: new Set(staff.map(({ username }) => username)),
  };
}

/** @param from the rung to begin at @returns the first rung from there on which somebody stands */
export function answerable(
  from: Rung,
  held: Held,
  city: Pick<City, 'units' | 'escalation'>,
  roster: Roster,
): Answerable {
  for (const rung of rungs.slice(rungs.indexOf(from))) {
    const found = standing(rung, held, city, roster);
    if (found !== undefined) return found;
  }
  const { unit } = city.escalation.coordinator;
  return { rung: 'coordinator', owner: '', ownerUnit: unit };
}

function standing(
  rung: Rung,
  { unit, assignee }: Held,
  { units, escalation }: Pick<City, 'units' | 'escalation'>,
  roster: Roster,
): Answerable | undefined {
  const holder = (of: string, role: string): Answerable | undefined => {
    const [owner] = roster.holders(of, role);
    return owner === undefined ? undefined : { rung, owner, ownerUnit: of };
  };
  switch (rung) {
    case 'handler':
      return roster.active.has(assignee) ? { rung, owner: assignee, ownerUnit: unit } : undefined;
    case 'head':
      return isOpen(units.get(unit), roster.day) ? holder(unit, escalation.headRole) : undefined;
    case 'superior':
      return above(unit, units).reduce<Answerable | undefined>(
        (found, one) => found ?? (isOpen(units.get(one), roster.day) ? holder(one, escalation.headRole) : undefined),
        undefined,
      );
    case 'coordinator':
      return holder(escalation.coordinator.unit, escalation.coordinator.role);
  }
}

function isOpen(unit: Unit | undefined, day: string): boolean {
  return unit !== undefined && (unit.validTo === null || unit.validTo >= day);
}

/** The units above a unit, the nearest first; a circle ends where it began. */
function above(unit: string, units: City['units']): readonly string[] {
  const found: string[] = [];
  let at = units.get(unit)?.parent ?? null;
  while (at !== null && units.has(at) && at !== unit && !found.includes(at)) {
    found.push(at);
    at = units.get(at)?.parent ?? null;
  }
  return found;
}
