import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { civilDate, dayNumber, isoWeekday } from './civil-date.ts';

it('days are numbered as the calendar of the machine numbers them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -500_000, max: 500_000 }), (day) => {
      const { year, month, day: date } = civilDate(day);
      const machine = new Date(day * 86_400_000);
      assert.deepEqual(
        [year, month, date, isoWeekday(day)],
        [machine.getUTCFullYear(), machine.getUTCMonth() + 1, machine.getUTCDate(), machine.getUTCDay() || 7],
      );
      assert.equal(dayNumber(year, month, date), day);
    }),
  );
});
