import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { calendarChangeFaults } from '../clocks/calendar-change.ts';
import { isoDate } from './civil-date.ts';
import { importHolidays } from './import-holidays.ts';
import { lunarDay } from './lunar.ts';
import { suggestedHolidays } from './suggested-holidays.ts';

describe('the Vietnamese lunar calendar', () => {
  it('has Tết and Giỗ Tổ where they were, and in 2030 a day before the Chinese one', () => {
    const table = {
      2024: ['2024-02-10', '2024-04-18'],
      2025: ['2025-01-29', '2025-04-07'],
      2026: ['2026-02-17', '2026-04-26'],
      2027: ['2027-02-06', '2027-04-16'],
      2028: ['2028-01-26', '2028-04-04'],
      2029: ['2029-02-13', '2029-04-23'],
      2030: ['2030-02-02', '2030-04-12'],
      // Tết was a day before the Chinese one then too, and a month before it in 1985.
      2007: ['2007-02-17', '2007-04-26'],
      1985: ['1985-01-21', '1985-04-29'],
    };
    for (const [year, days] of Object.entries(table)) {
      const found = [lunarDay(Number(year), 1, 1), lunarDay(Number(year), 3, 10)].map(isoDate);
      assert.deepEqual(found, days, year);
    }
  });
});

describe('days off suggested for a year', () => {
  it('are those of the law, with days in lieu; what is not law yet stands apart', () => {
    const days = new Map(suggestedHolidays(2027).map((day) => [day.date, day]));
    for (const date of [
      '2027-01-01',
      '2027-02-05',
      '2027-02-06',
      '2027-02-08',
      '2027-02-09',
      '2027-04-16',
      '2027-09-02',
    ]) {
      assert.ok(days.has(date), date);
    }
    assert.deepEqual(
      ['2027-02-10', '2027-02-11', '2027-05-03'].map((date) => days.get(date)?.name.en),
      Array(3).fill('Day in lieu'),
    );
    assert.equal(days.get('2027-11-24')?.status, 'to_verify');
  });
});

describe('days off from a file', () => {
  it('are read from CSV, and every wrong line is named', () => {
    const file =
      'date;name_vi;kind\n2027-09-02;Quốc khánh;\n02/09/2027;Sai;\n2027-09-04;"Làm bù; bù 03/09";workDay\n2027-09-05;;\n';
    const { days, faults } = importHolidays(file, 'announced');
    assert.deepEqual(
      days.map(({ date, name, kind, status }) => [date, name.vi, kind, status]),
      [
        ['2027-09-02', 'Quốc khánh', 'dayOff', 'announced'],
        ['2027-09-04', 'Làm bù; bù 03/09', 'workDay', 'announced'],
      ],
    );
    assert.deepEqual(
      faults.map(({ path }) => path),
      ['3', '5'],
    );
    assert.equal(importHolidays('a,b\n', 'announced').faults[0]?.path, '1');
  });

  it('are read from iCalendar, each day of an event by itself', () => {
    const file =
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270205\r\nDTEND;VALUE=DATE:20270208\r\nSUMMARY:Tết Nguyên\r\n  đán\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nDTSTART:20270902\r\nEND:VEVENT\r\nEND:VCALENDAR';
    const { days, faults } = importHolidays(file, 'announced');
    assert.deepEqual(
      days.map(({ date, name }) => [date, name.vi]),
      ['2027-02-05', '2027-02-06', '2027-02-07'].map((date) => [date, 'Tết Nguyên đán']),
    );
    assert.equal(faults.length, 1);
  });
});

describe('a change of calendars', () => {
  const city = demoCity();
  const off = { name: { vi: 'x', en: 'x' }, status: 'announced', inForce: true } as const;
  const withDay = (date: string, kind: 'dayOff' | 'workDay') => ({
    ...city,
    holidays: [...city.holidays, { ...off, date, kind }],
  });

  it('is for days ahead', () => {
    assert.deepEqual(calendarChangeFaults(city, withDay('2026-11-25', 'dayOff'), '2026-11-22'), []);
    const faults = calendarChangeFaults(city, withDay('2026-11-20', 'dayOff'), '2026-11-22');
    assert.deepEqual(
      faults.map(({ path }) => path),
      ['2026-11-20'],
    );
    const today = calendarChangeFaults(city, withDay('2026-11-22', 'workDay'), '2026-11-22');
    assert.equal(today.length, 1);
  });

  it('swaps no day that is worked already, and leaves the hours of the past', () => {
    assert.equal(calendarChangeFaults(city, withDay('2026-11-25', 'workDay'), '2026-11-22').length, 1);
    assert.equal(calendarChangeFaults(city, withDay('2026-11-28', 'workDay'), '2026-11-22').length, 0);
    const office = city.calendars.get('hanh-chinh');
    assert.ok(office);
    const changed = { ...office, changes: [{ from: '2026-11-22', week: office.week }] };
    const calendars = new Map([...city.calendars, ['hanh-chinh', changed]]);
    assert.equal(calendarChangeFaults(city, { ...city, calendars }, '2026-11-22').length, 1);
    assert.equal(calendarChangeFaults(city, { ...city, calendars }, '2026-11-21').length, 0);
  });
});
