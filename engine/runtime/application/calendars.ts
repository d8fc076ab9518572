import type { HolidayLine } from '#engine/cases/calendars/suggested-holidays.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named } from './common.ts';

/** When people work, kept by administrators: hours, days off, days worked in exchange. Days are ISO 8601, of the city. */
export interface Calendars {
  /** @throws Refusal 403 */
  all(actor: Actor): Promise<CalendarsView>;
  /** Which open cases a change would move; nothing is written. @throws Refusal as {@link Calendars.save} */
  preview(actor: Actor, change: CalendarChange): Promise<CalendarMoves>;
  /** Writes it; the due dates follow in the background. @throws Refusal 403, 409 `CITY_CHANGED`, 422 with place and remedy */
  save(actor: Actor, change: CalendarChange): Promise<CalendarsView>;
  /** What the days off of a year will most likely be. @throws Refusal 403 */
  suggest(actor: Actor, year: number): Promise<readonly HolidayLine[]>;
  /** Reads CSV or iCalendar; nothing is written. @throws Refusal 403, 422 `CITY_HAS_FAULTS` by line */
  read(actor: Actor, text: string): Promise<readonly HolidayLine[]>;
}

export interface CalendarsView {
  readonly revision: CalendarRevision;
  readonly today: string;
  readonly calendars: readonly CalendarView[];
  /** Units that are in force, by their names: each may have a calendar of its own. */
  readonly units: readonly { readonly code: string; readonly name: Localised; readonly calendar: string | null }[];
  readonly days: readonly DayView[];
  /** Words for what a day's status may be, and whether it counts. */
  readonly statuses: readonly { readonly code: string; readonly name: Localised; readonly counts: boolean }[];
}

export interface CalendarRevision {
  readonly calendars: number;
  readonly holidays: number;
}

export interface CalendarView extends Named {
  /** Hours by weekday, Monday first: `07:30-11:30, 13:00-17:00`; '' for a day off. */
  readonly week: readonly string[];
  readonly changes: readonly { readonly from: string; readonly week: readonly string[] }[];
  readonly holidays: boolean;
  readonly cutOff: string | null;
  /** Units that name it for themselves. */
  readonly units: readonly Named[];
  readonly openClocks: number;
}

export interface DayView extends HolidayLine {
  readonly counts: boolean;
  readonly note: string;
}

export interface CalendarChange {
  readonly revision: CalendarRevision;
  /** Days that are new, or another than before. */
  readonly put: readonly (HolidayLine & { readonly isNew: boolean })[];
  readonly remove: readonly string[];
  /** Other hours of a calendar from a day on. */
  readonly hours: { readonly calendar: string; readonly from: string; readonly week: readonly string[] } | null;
  /** The calendar of a unit; null: that of the unit above it. */
  readonly unit: { readonly unit: string; readonly calendar: string | null } | null;
  readonly note: string;
}

export interface CalendarMoves {
  readonly looked: number;
  readonly moved: number;
  /** The first of those that move. */
  readonly cases: readonly CalendarMove[];
}

export interface CalendarMove {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly clock: 'case' | 'firstAnswer' | 'step';
  readonly unit: Localised | null;
  readonly from: Instant;
  readonly to: Instant;
  /** It stands still: its date moves once more, by as much as that lasts, when it goes on. */
  readonly paused: boolean;
}
