import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import { expectedRouting, promisedDue } from './routing.ts';

const city = demoCity();

describe('what a citizen is told before sending', () => {
  it('the ward answers for what it is competent for, the city for the rest', () => {
    assert.equal(expectedRouting(city, { category: 'HT-TN', ward: '99016' })?.unit.code, '99016-KTHT');
    assert.equal(expectedRouting(city, { category: 'XD-KP', ward: '99016' })?.unit.code, 'SXD');
    assert.equal(expectedRouting(city, { category: 'HT-TN', ward: null })?.unit.code, 'CTTN');
    assert.equal(expectedRouting(city, { category: 'MOON', ward: '99016' }), undefined);
  });

  it('urgent helps only where the category may be urgent, and never makes an emergency slower', () => {
    const sla = (category: string) => expectedRouting(city, { category, ward: '99016', urgent: true })?.sla.code;
    assert.deepEqual([sla('HT-CX'), sla('MT-RAC'), sla('PCCC')], ['P1', 'P2', 'P0']);
  });

  it('the promise counts working time from the receipt', () => {
    const sla = expectedRouting(city, { category: 'HT-TN', ward: '99016' })?.sla;
    assert.ok(sla);
    const due = promisedDue(sla, Date.parse('2026-10-16T18:00+07:00'), workingTimeOf(city));
    assert.equal(due, Date.parse('2026-10-21T17:00+07:00'));
  });
});
