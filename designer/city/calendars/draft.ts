/** What has been changed on the page and is not saved yet. */

import type { HolidayLine } from '#engine/cases/calendars/suggested-holidays.ts';
import type { CalendarChange, CalendarsView, DayView } from '#engine/runtime/application/calendars.ts';

export type Draft = Pick<CalendarChange, 'put' | 'remove' | 'hours' | 'unit'>;

export const noDraft: Draft = { put: [], remove: [], hours: null, unit: null };

export interface DayLine extends DayView {
  readonly draft: 'new' | 'changed' | 'removed' | null;
}

/** The days of a year as they would be. */
export function daysOf(view: CalendarsView, draft: Draft, year: number): readonly DayLine[] {
  const put = new Map(draft.put.map((day) => [day.date, day]));
  const counts = new Map(view.statuses.map((status) => [status.code, status.counts]));
  const kept = view.days.map((day): DayLine => {
    const changed = put.get(day.date);
    if (changed !== undefined) {
      return { ...day, ...changed, counts: counts.get(changed.status) ?? true, draft: 'changed' };
    }
    return { ...day, draft: draft.remove.includes(day.date) ? 'removed' : null };
  });
  const known = new Set(view.days.map(({ date }) => date));
  const added = draft.put
    .filter(({ date }) => !known.has(date))
    .map((day): DayLine => ({ ...day, counts: counts.get(day.status) ?? true, note: '', draft: 'new' }));
  return [...kept, ...added]
    .filter(({ date }) => date.startsWith(String(year)))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Adds days that are not there yet; those that are stay as they are. */
export function withDays(draft: Draft, view: CalendarsView, days: readonly HolidayLine[]): Draft {
  const known = new Set([...view.days, ...draft.put].map(({ date }) => date));
  const fresh = days.filter(({ date }) => date > view.today && !known.has(date));
  return { ...draft, put: [...draft.put, ...fresh.map((day) => ({ ...day, isNew: true }))] };
}

export function withStatus(draft: Draft, { date, name, kind }: DayLine, status: string, isNew: boolean): Draft {
  const others = draft.put.filter((day) => day.date !== date);
  return { ...draft, put: [...others, { date, name, kind, status, isNew }] };
}

export function withRemoved(draft: Draft, { date, draft: how }: DayLine): Draft {
  if (how === 'new') return { ...draft, put: draft.put.filter((day) => day.date !== date) };
  if (how === 'removed') return { ...draft, remove: draft.remove.filter((day) => day !== date) };
  return { ...draft, put: draft.put.filter((day) => day.date !== date), remove: [...draft.remove, date] };
}

export function isEmpty({ put, remove, hours, unit }: Draft): boolean {
  return put.length + remove.length === 0 && hours === null && unit === null;
}
