import { isoDate } from '#engine/cases/calendars/civil-date.ts';
import { importHolidays } from '#engine/cases/calendars/import-holidays.ts';
import { suggestedHolidays } from '#engine/cases/calendars/suggested-holidays.ts';
import { workingTimeOf } from '#engine/cases/calendars/working-time.ts';
import type { Calendar, City, Interval } from '#engine/cases/city/city.ts';
import { calendarChangeFaults } from '#engine/cases/clocks/calendar-change.ts';
import { isInForce } from '#engine/cases/organisation/units.ts';
import type { Localised } from '#engine/cases/text/localised.ts';
import { keepersOf } from '../../administration/city/rights.ts';
import { checkedCity, faultsRefusal, saveTexts } from '../../administration/city/save-texts.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type {
  CalendarChange,
  CalendarMove,
  CalendarMoves,
  Calendars,
  CalendarsView,
  CalendarView,
} from '../../application/calendars.ts';
import { type ClockPlace, clocksBegin } from '../../ports/cases.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { namedIn } from '../names.ts';
import { changedTexts } from './calendar-texts.ts';
import { movedDue } from './moved-due.ts';
import { pausesOf } from './pauses.ts';

const part = 'calendars';
const pageSize = 1_000;
const shownMax = 200;
const byName = new Intl.Collator('vi');
/** Status of days from a file that says none. */
const importedStatus = 'announced';

export function calendars(context: Context): Calendars {
  const allowed = keepersOf(context, part);
  return {
    all: (actor) => allowed(actor, (tx) => viewOf(context, tx)),
    preview: (actor, change) => allowed(actor, (tx) => preview(context, tx, change)),
    save: async (actor, change) => {
      await allowed(actor, async (tx) => {
        const { city, today } = await placeOf(context, tx);
        const texts = await textsWith(tx, change);
        const after = checkedCity(await tx.cases.reference.all(), texts);
        mustBeAhead(city, after, today);
        await saveTexts(context, tx, actor, { part, texts, note: change.note });
      });
      return await allowed(actor, (tx) => viewOf(context, tx));
    },
    suggest: (actor, year) => allowed(actor, async () => suggestedHolidays(year)),
    read: (actor, text) =>
      allowed(actor, async () => {
        const { days, faults } = importHolidays(text, importedStatus);
        if (faults.length > 0) throw faultsRefusal(faults);
        return days;
      }),
  };
}

async function placeOf(context: Context, tx: Tx): Promise<CityInForce & { readonly today: string }> {
  const place = await context.cities.current(tx);
  const { zone } = place.workingTime;
  return { ...place, today: isoDate(zone.localOf(context.clock()).day) };
}

function mustBeAhead(before: City, after: City, today: string): void {
  const faults = calendarChangeFaults(before, after, today);
  if (faults.length > 0) throw faultsRefusal(faults);
}

async function textsWith(tx: Tx, change: CalendarChange) {
  const rows = new Map((await tx.cases.reference.all()).map(({ kind, content }) => [kind, content]));
  const stored = { calendars: rows.get('calendars.json') ?? '{}', holidays: rows.get('holidays.json') ?? '{}' };
  return changedTexts(stored, change);
}

/** Every open clock that is still ahead, computed by the changed calendars. */
async function preview(context: Context, tx: Tx, change: CalendarChange): Promise<CalendarMoves> {
  const { city, today } = await placeOf(context, tx);
  const after = checkedCity(await tx.cases.reference.all(), await textsWith(tx, change));
  mustBeAhead(city, after, today);
  const [time, now] = [workingTimeOf(after), context.clock()];
  const cases: CalendarMove[] = [];
  let [looked, moved] = [0, 0];
  for (let place: ClockPlace | undefined = clocksBegin; place !== undefined; ) {
    const clocks = await tx.cases.clocks.page(place, pageSize);
    const pauses = await pausesOf(tx, clocks);
    const found = clocks.flatMap((clock) => {
      const due = movedDue(clock, pauses.get(clock.id) ?? [], time, now);
      return due === undefined ? [] : [{ clock, to: due.dueAt ?? 0 }];
    });
    const shown = found.slice(0, shownMax - cases.length);
    const ids = [...new Set(shown.map(({ clock }) => clock.caseId))];
    const records = new Map((await tx.cases.records.byIds(ids)).map((record) => [record.id, record]));
    for (const { clock, to } of shown) {
      const record = records.get(clock.caseId);
      const unit = record === undefined || record.unit === '' ? null : namedIn(city.units, record.unit).name;
      const { caseId, name, state } = clock;
      cases.push({
        caseId,
        registerNumber: record?.registerNumber ?? '',
        clock: name,
        unit,
        from: clock.dueAt ?? 0,
        to,
        paused: state === 'paused',
      });
    }
    looked += clocks.length;
    moved += found.length;
    const last = clocks.at(-1);
    place = clocks.length < pageSize || last === undefined ? undefined : { nextAt: last.nextAt ?? 0, id: last.id };
  }
  return { looked, moved, cases };
}

async function viewOf(context: Context, tx: Tx): Promise<CalendarsView> {
  const { city, today } = await placeOf(context, tx);
  const rows = new Map((await tx.cases.reference.all()).map((row) => [row.kind, row]));
  const stored = JSON.parse(rows.get('holidays.json')?.content ?? '{}') as StoredHolidays;
  const own = JSON.parse(rows.get('calendars.json')?.content ?? '{}') as { readonly units?: Record<string, string> };
  const open = await tx.cases.clocks.countByCalendar();
  const notes = new Map(stored.days.map(({ date, note = '' }) => [date, note]));
  return {
    revision: {
      calendars: rows.get('calendars.json')?.revision ?? 0,
      holidays: rows.get('holidays.json')?.revision ?? 0,
    },
    today,
    calendars: [...city.calendars.values()].map((calendar) => ({
      ...calendarView(calendar),
      units: Object.entries(own.units ?? {}).flatMap(([unit, code]) =>
        code === calendar.code ? [namedIn(city.units, unit)] : [],
      ),
      openClocks: open.get(calendar.code) ?? 0,
    })),
    units: [...city.units.values()]
      .filter((unit) => isInForce(unit, today))
      .map(({ code, name }) => ({ code, name, calendar: own.units?.[code] ?? null }))
      .toSorted((a, b) => byName.compare(a.name.vi, b.name.vi)),
    days: city.holidays.map(({ date, name, kind, status, inForce }) => {
      return { date, name, kind, status, counts: inForce, note: notes.get(date) ?? '' };
    }),
    statuses: Object.entries(stored.statuses ?? {}).map(([code, name]) => {
      return { code, name: inBoth(name), counts: !stored.ignoredStatuses.includes(code) };
    }),
  };
}

interface StoredHolidays {
  readonly days: readonly { readonly date: string; readonly note?: string }[];
  readonly statuses?: Readonly<Record<string, string | Localised>>;
  readonly ignoredStatuses: readonly string[];
}

/** One word for both languages is a word, too. */
function inBoth(name: string | Localised): Localised {
  return typeof name === 'string' ? { vi: name, en: name } : name;
}

function calendarView({
  code,
  name,
  week,
  changes,
  holidays,
  cutOff,
}: Calendar): Omit<CalendarView, 'units' | 'openClocks'> {
  const texts = (hours: Calendar['week']) => hours.map((day) => day.map(intervalText).join(', '));
  return {
    code,
    name,
    week: texts(week),
    changes: changes.map(({ from, week: hours }) => ({ from, week: texts(hours) })),
    holidays,
    cutOff: cutOff === null ? null : clockText(cutOff),
  };
}

function intervalText({ from, to }: Interval): string {
  return `${clockText(from)}-${clockText(to)}`;
}

function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
