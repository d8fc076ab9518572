import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readCalendar, writeCalendar } from './calendar-name.ts';

describe('the calendar of a deadline', () => {
  const written = [
    ['hanh-chinh@IOC', { calendar: 'hanh-chinh', unit: 'IOC' }],
    ['="hanh-chinh@" + partnerUnit', { calendar: 'hanh-chinh', unit: '=partnerUnit' }],
    ['=expected.calendar + "@IOC"', { calendar: '=expected.calendar', unit: 'IOC' }],
    ['=sla.calendar + "@" + unit', { calendar: '=sla.calendar', unit: '=unit' }],
    ['hanh-chinh', { calendar: 'hanh-chinh', unit: null }],
    ['=sla.calendar', { calendar: '=sla.calendar', unit: null }],
    ['', { calendar: '', unit: null }],
  ] as const;

  for (const [text, name] of written) {
    it(`"${text}" is read and written the same way`, () => {
      assert.deepEqual(readCalendar(text), name);
      assert.equal(writeCalendar(name), text);
    });
  }

  it('a formula that nobody knows stays as it is', () => {
    const text = '=if urgent then "24x7" else "hanh-chinh"';
    assert.deepEqual(readCalendar(text), { calendar: text, unit: null });
  });
});
