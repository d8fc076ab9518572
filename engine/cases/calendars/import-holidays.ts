/** Days off from a file: CSV with a header line, or iCalendar (RFC 5545). Each fault names its line and what to do. */

import type { ConfigFault } from '../city/json-reader.ts';
import { dayOf, isCivilDate, isoDate } from './civil-date.ts';
import type { HolidayLine } from './suggested-holidays.ts';

export interface ImportedHolidays {
  readonly days: readonly HolidayLine[];
  readonly faults: readonly ConfigFault[];
}

const importedMax = 400;

/** @param status of the days that the file gives none */
export function importHolidays(text: string, status: string): ImportedHolidays {
  const read = /^\s*BEGIN:VCALENDAR/i.test(text) ? readCalendar(text, status) : readCsv(text, status);
  if (read.days.length === 0 && read.faults.length === 0) {
    return { days: [], faults: [faultAt(1, 'không có ngày nào trong tệp', 'there is no day in the file')] };
  }
  if (read.days.length > importedMax) {
    return { days: [], faults: [faultAt(1, `quá ${importedMax} ngày`, `more than ${importedMax} days`)] };
  }
  return read;
}

/** `date,name_vi,name_en,kind,status`: the first two must be there, in any order; `;` may stand for `,`. */
function readCsv(text: string, status: string): ImportedHolidays {
  const [head = '', ...rows] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const mark = head.includes(';') ? ';' : ',';
  const names = head.split(mark).map((name) => name.trim().toLowerCase());
  const faults: ConfigFault[] = [];
  if (!names.includes('date') || !names.includes('name_vi')) {
    return {
      days: [],
      faults: [
        faultAt(1, 'dòng đầu phải có cột date và name_vi', 'the first line must name the columns date and name_vi'),
      ],
    };
  }
  const days = rows.flatMap((row, index): HolidayLine[] => {
    if (row.trim() === '') return [];
    const cells = cellsOf(row, mark);
    const cell = (name: string) => cells[names.indexOf(name)]?.trim() ?? '';
    const line = index + 2;
    const [date, vi, kind] = [cell('date'), cell('name_vi'), cell('kind') || 'dayOff'];
    if (!isCivilDate(date)) {
      faults.push(
        faultAt(
          line,
          `“${date}” không phải ngày; viết như 2027-09-02`,
          `"${date}" is no day; write it like 2027-09-02`,
        ),
      );
    } else if (vi === '') {
      faults.push(faultAt(line, 'thiếu tên ngày (name_vi)', 'the name (name_vi) is missing'));
    } else if (kind !== 'dayOff' && kind !== 'workDay') {
      faults.push(
        faultAt(
          line,
          `kind phải là dayOff hoặc workDay, không phải “${kind}”`,
          `kind must be dayOff or workDay, not "${kind}"`,
        ),
      );
    } else {
      return [{ date, name: { vi, en: cell('name_en') || vi }, kind, status: cell('status') || status }];
    }
    return [];
  });
  return { days, faults };
}

function cellsOf(row: string, mark: string): readonly string[] {
  const cells = row.match(new RegExp(`("(?:[^"]|"")*"|[^${mark}]*)(${mark}|$)`, 'g')) ?? [];
  return cells.map((cell) =>
    cell
      .replace(new RegExp(`${mark}$`), '')
      .replace(/^"|"$/g, '')
      .replaceAll('""', '"'),
  );
}

/** All-day events; DTEND is the first day after it (RFC 5545 §3.6.1). */
function readCalendar(text: string, status: string): ImportedHolidays {
  const lines = text.replaceAll(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const faults: ConfigFault[] = [];
  const days: HolidayLine[] = [];
  let event: Map<string, string> | undefined;
  for (const [index, line] of lines.entries()) {
    const [, name = '', value = ''] = /^([A-Z-]+)[^:]*:(.*)$/i.exec(line) ?? [];
    const key = name.toUpperCase();
    if (key === 'BEGIN' && value.toUpperCase() === 'VEVENT') event = new Map();
    else if (key === 'END' && value.toUpperCase() === 'VEVENT') {
      days.push(...daysOf(event ?? new Map(), status, index + 1, faults));
      event = undefined;
    } else event?.set(key, value);
  }
  return { days, faults };
}

function daysOf(
  event: ReadonlyMap<string, string>,
  status: string,
  line: number,
  faults: ConfigFault[],
): readonly HolidayLine[] {
  const day = (key: string): number => {
    const text = (event.get(key) ?? '').slice(0, 8).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    return isCivilDate(text) ? dayOf(text) : Number.NaN;
  };
  const name = (event.get('SUMMARY') ?? '').replaceAll(/\\([,;\\])/g, '$1').trim();
  const from = day('DTSTART');
  const to = event.has('DTEND') ? day('DTEND') : from + 1;
  if (name === '' || !(to > from && to - from <= 31)) {
    faults.push(
      faultAt(
        line,
        'sự kiện thiếu tên (SUMMARY) hoặc ngày (DTSTART)',
        'the event lacks a name (SUMMARY) or a day (DTSTART)',
      ),
    );
    return [];
  }
  return Array.from({ length: to - from }, (_, index) => ({
    date: isoDate(from + index),
    name: { vi: name, en: name },
    kind: 'dayOff',
    status,
  }));
}

function faultAt(line: number, vi: string, message: string): ConfigFault {
  return { file: 'import', path: String(line), message, vi };
}
