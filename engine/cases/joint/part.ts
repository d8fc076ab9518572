/**
 * A part: what the lead unit of a case asks of another unit beside its own work. The case stays the lead's; a part has its
 * own unit, due date and end. `work` is to be done; an `opinion` (góp ý, lấy ý kiến) is taken as given once the time for it
 * is over.
 */
import { createMachine } from 'xstate';
import { tabulate } from '#engine/core/lifecycles/table.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { City } from '../city/city.ts';
import { type ConsentRule, consentRule } from './opinions.ts';

export type PartKind = 'work' | 'opinion';
export const partKinds = ['work', 'opinion'] as const satisfies readonly PartKind[];

export type PartState = 'open' | 'accepted' | 'answered' | 'consented' | 'returned' | 'withdrawn';
export type PartMove = 'accept' | 'release' | 'answer' | 'consent' | 'return' | 'withdraw';

const ways = { answer: 'answered', consent: 'consented', return: 'returned', withdraw: 'withdrawn' } as const;

export const partMachine = createMachine({
  id: 'part',
  initial: 'open',
  states: {
    open: { on: { ...ways, accept: 'accepted' } },
    accepted: { on: { ...ways, release: 'open' } },
    answered: { type: 'final' },
    consented: { type: 'final' },
    returned: { type: 'final' },
    withdrawn: { type: 'final' },
  },
});

export const partLife = tabulate<PartState, PartMove>(partMachine);

/** The lead waits for it. */
export function isOpenPart({ state }: { readonly state: PartState }): boolean {
  return !partLife.isFinal(state);
}

/** The calendar that a part's due date counts by: the co-unit's in place of the office calendar of the case's class. */
export function partCalendar(city: City, sla: string, unit: string): string {
  const calendar = city.slaClasses.get(sla)?.calendar ?? '';
  return calendar === '' ? '' : `${calendar}@${unit}`;
}

export interface Consent extends ConsentRule {
  readonly at: Instant;
}

/**
 * From when on silence is consent: so many working days of the co-unit after it was asked, and never before the day by
 * which it was to answer. Null where the city has no such rule.
 */
export function consentOf(
  { city, time }: { readonly city: City; readonly time: CityWorkingTime },
  asked: { readonly unit: string; readonly category: string; readonly at: Instant; readonly dueAt: Instant },
): Consent | null {
  const rule = consentRule(city, asked.category);
  if (rule === null) return null;
  const at = time.due(asked.at, rule.after, `${rule.calendar}@${asked.unit}`, rule.dayCount);
  return { ...rule, at: Math.max(at, asked.dueAt) };
}
