/** Who would get a task: the reporter, a person, or whoever holds a role in a unit, as the city is on that day. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { type GivingStrategy, givingRule } from '#engine/cases/organisation/giving.ts';
import { isInForce, unitAt } from '#engine/cases/organisation/units.ts';
import type { CaseFacts } from '#engine/cases/projection.ts';
import type { Named } from '#engine/cases/text/localised.ts';
import type { OpenTask } from '#engine/core/effects.ts';
import type { Instant } from '#engine/core/values.ts';
import type { TryCity } from './city.ts';

export interface Addressee {
  readonly kind: 'reporter' | 'person' | 'post' | 'nobody';
  /** Account of the person, where the model names one. */
  readonly person: string;
  /** Null: the model names none. `known`: the city has it. */
  readonly unit: Known | null;
  readonly role: Known | null;
  /** The unit is closed, and nobody has taken over. */
  readonly closed: boolean;
  /** How many hold the role there; null where that cannot be said. */
  readonly holders: number | null;
  /** By which rule one of them gets it; `pool`: whoever takes it. */
  readonly giving: GivingStrategy;
}

interface Known extends Named {
  readonly known: boolean;
}

export function addresseeOf(
  { city, holders }: TryCity,
  task: Pick<OpenTask, 'unit' | 'role' | 'assignee' | 'assignment'>,
  { ward, category }: Pick<CaseFacts, 'ward' | 'category'>,
  now: Instant,
): Addressee {
  const none = { person: '', unit: null, role: null, closed: false, holders: null, giving: 'pool' } as const;
  if (task.role === 'citizen') return { ...none, kind: 'reporter' };
  if (task.assignee !== undefined) return { ...none, kind: 'person', person: task.assignee };
  // Whoever was closed meanwhile is followed by its successor.
  const code = task.unit === undefined ? undefined : unitAt(city, task.unit, now, { ward, category });
  const unit = named(code, city.units);
  const role = named(task.role, city.roles);
  if (unit === null && role === null) return { ...none, kind: 'nobody' };
  const found = city.units.get(code ?? '');
  const closed = found !== undefined && !isInForce(found, localDate(city.province.timeZone, now));
  const held = unit?.known === true && role !== null ? holders(unit.code, role.code) : null;
  const place = { unit: code ?? '', category, role: task.role ?? '' };
  const giving = task.assignment?.strategy ?? givingRule(city.handling.giving, place)?.strategy ?? 'pool';
  return { kind: 'post', person: '', unit, role, closed, holders: held, giving };
}

function named(code: string | undefined, all: ReadonlyMap<string, Named>): Known | null {
  if (code === undefined || code === '') return null;
  const found = all.get(code);
  return { code, name: found?.name ?? { vi: code, en: code }, known: found !== undefined };
}
