/**
 * How a deadline names its calendar: a calendar, or "the one that the unit has of its own, else this one" (`code@unit`,
 * docs/deadlines.md). Either part may be a formula, so there are four ways to write the second.
 */

export interface CalendarName {
  /** A code, a formula with `=`, or '' for the clock on the wall. */
  readonly calendar: string;
  /** Code of a unit, a formula with `=`, or null: the same for every unit. */
  readonly unit: string | null;
}

export function readCalendar(text: string): CalendarName {
  if (!text.startsWith('=')) {
    const [calendar = '', unit = null] = text.split('@');
    return { calendar, unit };
  }
  const parts = /^=\s*(.+?)\s*\+\s*"@([^"]*)"(?:\s*\+\s*(.+))?$/.exec(text);
  const known = /^=\s*"([^"@]+)@"\s*\+\s*(.+)$/.exec(text);
  if (known?.[1] !== undefined) return { calendar: known[1], unit: `=${known[2] ?? ''}` };
  if (parts?.[1] === undefined) return { calendar: text, unit: null };
  const unit = parts[3] === undefined ? (parts[2] ?? '') : `=${parts[3]}`;
  return { calendar: `=${parts[1]}`, unit };
}

export function writeCalendar({ calendar, unit }: CalendarName): string {
  if (unit === null || unit === '' || calendar === '') return calendar;
  const formula = unit.startsWith('=') ? unit.slice(1).trim() : undefined;
  if (!calendar.startsWith('=')) return formula === undefined ? `${calendar}@${unit}` : `="${calendar}@" + ${formula}`;
  return formula === undefined ? `${calendar} + "@${unit}"` : `${calendar} + "@" + ${formula}`;
}
