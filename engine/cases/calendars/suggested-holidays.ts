/** What next year's days off will most likely be (Bộ luật Lao động 2019, Điều 111 khoản 3 and Điều 112), to be looked at. */

import type { Localised } from '../text/localised.ts';
import { dayNumber, isoDate, isoWeekday } from './civil-date.ts';
import { lunarDay } from './lunar.ts';

export interface HolidayLine {
  readonly date: string;
  readonly name: Localised;
  readonly kind: 'dayOff' | 'workDay';
  readonly status: string;
}

/** @returns days in order; where a holiday falls on a weekly day off, the next working day is off in lieu */
export function suggestedHolidays(year: number): readonly HolidayLine[] {
  const off = new Map<number, HolidayLine>();
  const put = (day: number, vi: string, en: string, status: string): void => {
    if (!off.has(day)) off.set(day, { date: isoDate(day), name: { vi, en }, kind: 'dayOff', status });
  };
  const days = statutory(year);
  for (const { day, vi, en, status } of days) put(day, vi, en, status);
  for (const { day, vi, status } of days) {
    if (isoWeekday(day) < 6 || status === 'to_verify') continue;
    let next = day + 1;
    while (isoWeekday(next) > 5 || off.has(next)) next += 1;
    put(next, `Nghỉ bù ${vi}`, 'Day in lieu', 'projected');
  }
  return [...off.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function statutory(year: number) {
  const tet = lunarDay(year, 1, 1);
  const one = (day: number, vi: string, en: string, status = 'statutory') => ({ day, vi, en, status });
  const second = dayNumber(year, 9, 2);
  // The second day of the National Day lies beside it; which side is decided each year.
  const beside = isoWeekday(second) === 1 || isoWeekday(second) === 7 ? second + 1 : second - 1;
  return [
    one(dayNumber(year, 1, 1), 'Tết Dương lịch', 'New Year'),
    ...[-1, 0, 1, 2, 3].map((offset) =>
      one(
        tet + offset,
        offset < 0 ? 'Tết Nguyên đán (cuối Chạp)' : `Tết Nguyên đán (mùng ${offset + 1})`,
        'Lunar New Year',
        'projected',
      ),
    ),
    one(lunarDay(year, 3, 10), 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', "Hùng Kings' Commemoration"),
    one(dayNumber(year, 4, 30), 'Ngày Chiến thắng', 'Reunification Day'),
    one(dayNumber(year, 5, 1), 'Ngày Quốc tế lao động', 'Labour Day'),
    one(second, 'Quốc khánh', 'National Day'),
    one(beside, 'Quốc khánh (ngày liền kề)', 'National Day (adjacent)', 'projected'),
    one(dayNumber(year, 11, 24), 'Ngày Văn hóa Việt Nam', 'Vietnam Culture Day', 'to_verify'),
  ];
}
