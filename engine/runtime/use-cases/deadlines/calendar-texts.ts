/** The stored texts of calendars and days off with a change made: what the page does not speak of stays as it is. */
import type { ConfigFault } from '#engine/cases/city/json-reader.ts';
import type { TextChange } from '../../administration/city/save-texts.ts';
import { faultsRefusal } from '../../administration/city/save-texts.ts';
import type { CalendarChange } from '../../application/calendars.ts';

interface StoredDay {
  readonly date: string;
}

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** @throws Refusal 422 for a day that comes twice and a calendar that is not there */
export function changedTexts(
  stored: { readonly calendars: string; readonly holidays: string },
  change: CalendarChange,
): readonly TextChange[] {
  return [
    { file: 'calendars.json', content: calendarsText(stored.calendars, change), revision: change.revision.calendars },
    { file: 'holidays.json', content: holidaysText(stored.holidays, change), revision: change.revision.holidays },
  ];
}

function holidaysText(stored: string, { put, remove }: CalendarChange): string {
  if (put.length + remove.length === 0) return stored;
  const content = JSON.parse(stored) as { readonly days: readonly StoredDay[] };
  const known = new Map(content.days.map((day) => [day.date, day]));
  const seen = new Set<string>();
  const faults: ConfigFault[] = [];
  for (const { date, isNew } of put) {
    if (seen.has(date) || (isNew && known.has(date) && !remove.includes(date))) {
      const [message, vi] = ['is there already; change that day instead', 'đã có trong lịch; hãy sửa ngày đó'];
      faults.push({ file: 'holidays.json', path: date, message, vi });
    }
    seen.add(date);
  }
  if (faults.length > 0) throw faultsRefusal(faults);
  for (const date of remove) known.delete(date);
  for (const { isNew: _new, ...day } of put) known.set(day.date, { ...known.get(day.date), ...day });
  const days = [...known.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return JSON.stringify({ ...content, days }, null, 2);
}

interface StoredCalendar {
  readonly code: string;
  readonly changes?: readonly { readonly from: string }[];
}

function calendarsText(stored: string, { hours, unit }: CalendarChange): string {
  if (hours === null && unit === null) return stored;
  const content = JSON.parse(stored) as {
    readonly calendars: readonly StoredCalendar[];
    readonly units?: Readonly<Record<string, string>>;
  };
  const calendars = content.calendars.map((one) => (one.code === hours?.calendar ? withHours(one, hours) : one));
  const units: Record<string, string> = { ...content.units };
  if (unit !== null) {
    if (unit.calendar === null) delete units[unit.unit];
    else units[unit.unit] = unit.calendar;
  }
  return JSON.stringify(
    { ...content, calendars, ...(Object.keys(units).length > 0 ? { units } : { units: undefined }) },
    null,
    2,
  );
}

function withHours(calendar: StoredCalendar, { from, week }: NonNullable<CalendarChange['hours']>): StoredCalendar {
  const hours = week.flatMap((text, index) => {
    const intervals = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.replaceAll(' ', '')]));
    return intervals.length === 0 ? [] : [[weekdays[index] ?? '', intervals] as const];
  });
  const others = (calendar.changes ?? []).filter((one) => one.from !== from);
  const changes = [...others, { from, week: Object.fromEntries(hours) }].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { ...calendar, changes };
}
