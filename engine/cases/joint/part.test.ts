import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity, demoCityTexts } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import { parseCity } from '../city/parse-city.ts';
import { consentRule } from './opinions.ts';
import { consentOf, isOpenPart, partCalendar, partLife } from './part.ts';

const city = demoCity();
const time = workingTimeOf(city);
const at = (text: string) => Date.parse(text);

describe('parts of a jointly handled case', () => {
  it('end once, and are waited for until then', () => {
    assert.deepEqual(
      partLife.states.map((state) => [state, isOpenPart({ state }), partLife.movesFrom(state).length]),
      [
        ['open', true, 5],
        ['accepted', true, 5],
        ['answered', false, 0],
        ['consented', false, 0],
        ['returned', false, 0],
        ['withdrawn', false, 0],
      ],
    );
  });

  it('silence is consent after the days of the category or the default, and never before the due date', () => {
    const asked = { unit: 'SXD', category: 'HT-TN', at: at('2026-11-20T10:00+07:00') };
    const early = consentOf({ city, time }, { ...asked, dueAt: at('2026-11-20T15:00+07:00') });
    assert.deepEqual([early?.after, early?.at], ['P1D', at('2026-11-23T17:00+07:00')]);
    const late = consentOf({ city, time }, { ...asked, dueAt: at('2026-11-25T10:00+07:00') });
    assert.equal(late?.at, at('2026-11-25T10:00+07:00'));
    assert.equal(consentRule(city, 'HT-GT')?.after, 'P3D');
    assert.equal(consentRule({ ...city, handling: { ...city.handling, opinions: null } }, 'HT-GT'), null);
  });

  it('a due date goes by the co-unit’s calendar: a day to its last working instant, a time to the last one before it', () => {
    const due = (text: string) =>
      time.due(at('2026-11-20T10:00+07:00'), text, partCalendar(city, 'P2', 'SXD'), 'elapsed');
    assert.equal(due('2026-11-23'), at('2026-11-23T17:00+07:00'));
    assert.equal(due('2026-11-23T15:30'), at('2026-11-23T15:30+07:00'));
    assert.equal(due('2026-11-23T12:15'), at('2026-11-23T11:30+07:00'), 'lunch');
    assert.equal(due('2026-11-22T09:00'), at('2026-11-20T17:00+07:00'), 'a Sunday');
    assert.equal(due('2026-11-23T07:30'), at('2026-11-20T17:00+07:00'), 'nobody has worked yet');
    assert.equal(due('2026-11-23T23:59'), at('2026-11-23T17:00+07:00'));
    assert.throws(() => due('2026-02-30T10:00'), RangeError);
  });

  it('a rule that nobody could count by is refused at its place', () => {
    const faults = (opinions: object) =>
      parseCity({
        ...demoCityTexts(),
        'handling.json': JSON.stringify({ returnsToCoordinator: 3, opinions }),
      }).faults.map(({ path, message }) => `${path}: ${message}`);
    const days = 'must be 1 to 60 working days, like P5D';
    assert.deepEqual(faults({ consentAfter: 'PT4H', calendar: 'hanh-chinh' }), [`opinions.consentAfter: ${days}`]);
    assert.deepEqual(faults({ consentAfter: 'P0D', calendar: 'hanh-chinh' }), [`opinions.consentAfter: ${days}`]);
    assert.deepEqual(faults({ consentAfter: 'P5D', calendar: 'moon', categories: { NOTHING: 'P2D' } }), [
      'opinions.calendar: calendar "moon" does not exist',
      'opinions.categories.NOTHING: category "NOTHING" does not exist',
    ]);
    assert.deepEqual(faults({ consentAfter: 'P5D', calendar: 'hanh-chinh', categories: { 'HT-TN': 'soon' } }), [
      `opinions.categories.HT-TN: ${days}`,
    ]);
  });
});
