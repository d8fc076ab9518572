import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import type { ClockFacts } from './clock.ts';
import { clockStanding, dueAfterPause, endClock } from './clock.ts';

const time = workingTimeOf(demoCity());
const at = (text: string): number => Date.parse(`2026-09-${text}+07:00`);
/** Three working days from Tuesday morning: due on Friday 08:00. */
const clock: ClockFacts = {
  state: 'running',
  calendar: 'hanh-chinh',
  startedAt: at('15T08:00'),
  dueAt: at('18T08:00'),
  endedAt: null,
};

describe('the standing of a clock', () => {
  it('counts what is left in working minutes', () => {
    assert.deepEqual(clockStanding(clock, at('15T08:00'), time), {
      state: 'running',
      dueAt: clock.dueAt,
      workingMinutesLeft: 1440,
      danger: 'ok',
    });
  });

  it('is in danger in its last quarter and in the last four working hours', () => {
    assert.equal(clockStanding(clock, at('17T08:00'), time).danger, 'ok');
    assert.equal(clockStanding(clock, at('17T10:01'), time).danger, 'soon');
    const urgent = { ...clock, dueAt: at('15T13:30') };
    assert.equal(clockStanding(urgent, at('15T08:01'), time).danger, 'soon');
  });

  it('is late after its due date, even before working time goes on', () => {
    const evening = { ...clock, dueAt: at('15T17:00') };
    const standing = clockStanding(evening, at('15T20:00'), time);
    assert.deepEqual([standing.state, standing.danger, standing.workingMinutesLeft], ['breached', 'late', 0]);
    assert.equal(clockStanding(evening, at('16T08:30'), time).workingMinutesLeft, -60);
  });

  it('stands still while it is paused', () => {
    const paused: ClockFacts = { ...clock, state: 'paused', pausedAt: at('16T08:00') };
    const standing = clockStanding(paused, at('25T08:00'), time);
    assert.deepEqual([standing.state, standing.workingMinutesLeft, standing.danger], ['paused', 960, 'ok']);
    assert.equal(dueAfterPause(paused, at('17T08:00'), time), at('21T08:00'));
  });

  it('keeps for good whether it was met', () => {
    assert.equal(endClock(clock, at('18T08:00')), 'met');
    assert.equal(endClock(clock, at('18T08:01')), 'breached');
    assert.equal(
      clockStanding({ ...clock, state: 'met', endedAt: at('16T08:00') }, at('30T08:00'), time).danger,
      'none',
    );
    const late: ClockFacts = { ...clock, state: 'breached', endedAt: at('18T09:00') };
    assert.deepEqual(clockStanding(late, at('30T08:00'), time).workingMinutesLeft, -60);
  });

  it('says nothing where nothing is promised', () => {
    assert.equal(clockStanding({ ...clock, dueAt: null }, at('15T08:00'), time).danger, 'none');
  });
});
