import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { demoCity } from '#test/data/demo-city.ts';
import vectorsFile from '#test/data/vn/sla-test-vectors.json' with { type: 'json' };
import type { Calendar } from '../city/city.ts';
import { workingTimeOf } from './working-time.ts';

const city = demoCity();
const time = workingTimeOf(city);
const at = (text: string): number => Date.parse(text);
const local = (instant: number): string => `${new Date(instant + 7 * 3_600_000).toISOString().slice(0, 16)}+07:00`;

const instants = fc.integer({ min: at('2024-01-01T00:00+07:00'), max: at('2030-06-30T00:00+07:00') });
const minutes = fc.integer({ min: 0, max: 20_000 });
const calendars = fc.constantFrom('hanh-chinh', 'mot-cua-t7', '24x7');

describe('working time', () => {
  for (const vector of vectorsFile.vectors) {
    it(`${vector.id}: ${vector.desc}`, () => {
      const byDays = vector.mode.startsWith('exclude_first_day');
      const duration = byDays ? `P${vector.amount}D` : `PT${vector.amount}M`;
      const due = time.due(at(vector.start), duration, vector.calendar, byDays ? 'exclude_first_day' : 'elapsed');
      assert.equal(local(due), vector.expected_due);
    });
  }

  it('an emergency runs through the night and through Tết', () => {
    assert.equal(local(time.due(at('2026-02-16T23:00+07:00'), 'PT4H', '24x7', 'elapsed')), '2026-02-17T03:00+07:00');
  });

  it('counts an elapsed day as the full working day of the calendar', () => {
    const start = at('2026-09-15T10:00+07:00');
    assert.equal(time.due(start, 'P1D', 'hanh-chinh', 'elapsed'), time.due(start, 'PT8H', 'hanh-chinh', 'elapsed'));
    assert.equal(time.due(start, 'P1D', '24x7', 'elapsed'), start + 86_400_000);
  });

  it('a same-day procedure received after 15:00 is due on the next working day', () => {
    const office = city.calendars.get('hanh-chinh') as Calendar;
    const counter = { ...office, code: 'trong-ngay', cutOff: 15 * 60 };
    const counters = workingTimeOf({ ...city, calendars: new Map([[counter.code, counter]]) });
    const due = (start: string): string => local(counters.due(at(start), 'P0D', 'trong-ngay', 'exclude_first_day'));
    assert.equal(due('2026-09-18T15:00+07:00'), '2026-09-18T17:00+07:00');
    assert.equal(due('2026-09-18T15:01+07:00'), '2026-09-21T17:00+07:00');
    assert.equal(due('2026-09-19T09:00+07:00'), '2026-09-21T17:00+07:00');
  });

  it('refuses an unknown calendar, an unclear duration and a calendar that is never open', () => {
    const words = { code: 'never', name: { vi: '-', en: '-' } };
    const closed: Calendar = { ...words, week: [], reception: [], holidays: false, changes: [], cutOff: null };
    const never = workingTimeOf({ ...city, calendars: new Map([['never', closed]]) });
    assert.throws(() => time.due(0, 'PT1H', 'moon', 'elapsed'), RangeError);
    for (const text of ['P1M', 'P1Y', '4h', 'P', 'PT', '']) {
      assert.throws(() => time.due(0, text, 'hanh-chinh', 'elapsed'), RangeError, text);
    }
    assert.throws(() => never.due(0, 'PT1H', 'never', 'elapsed'), RangeError);
  });

  it('keeps local hours where the clocks change', () => {
    const paris = workingTimeOf({ ...city, province: { ...city.province, timeZone: 'Europe/Paris' } });
    // Friday 16:00 winter time to Monday 08:30 summer time, over the night of 29 March 2026.
    const due = paris.due(at('2026-03-27T16:00+01:00'), 'PT2H', 'hanh-chinh', 'elapsed');
    assert.equal(due, at('2026-03-30T08:30+02:00'));
  });

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, calendars, (start, later, amount, calendar) => {
        const due = (from: number): number => time.due(from, `PT${amount}M`, calendar, 'elapsed');
        return due(start) <= due(start + later * 60_000);
      }),
      { numRuns: 300 },
    );
  });

  it('durations add up', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, calendars, (start, first, second, calendar) => {
        const due = (from: number, amount: number): number => time.due(from, `PT${amount}M`, calendar, 'elapsed');
        // The end of an interval and the start of the next are the same point of working time.
        const [whole, parts] = [due(start, first + second), due(due(start, first), second)];
        return whole === parts || time.workingMinutesBetween(whole, parts, calendar) === 0;
      }),
      { numRuns: 300 },
    );
  });

  it('the working minutes up to a due date are the duration asked for', () => {
    fc.assert(
      fc.property(instants, minutes, calendars, (start, amount, calendar) => {
        const due = time.due(start, `PT${amount}M`, calendar, 'elapsed');
        return time.workingMinutesBetween(start, due, calendar) === amount;
      }),
      { numRuns: 300 },
    );
  });

  it('working minutes between three instants add up, with their signs', () => {
    fc.assert(
      fc.property(instants, instants, instants, calendars, (a, b, c, calendar) => {
        const between = (x: number, y: number): number =>
          Math.round(time.workingMinutesBetween(x, y, calendar) * 60_000);
        return between(a, b) + between(b, c) === between(a, c);
      }),
      { numRuns: 300 },
    );
  });
});
