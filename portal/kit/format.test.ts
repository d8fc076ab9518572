import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClockView } from '#engine/runtime/application/common.ts';
import { clockWords, count, date, dateTime, durationWords, promise, span, workingTime } from './format.ts';

const zone = 'Asia/Ho_Chi_Minh';
const at = Date.parse('2026-11-23T10:00:00Z');

test('dates are written day first, in the zone of the city, with 24 hours', () => {
  assert.equal(dateTime(at, zone), '23/11/2026 17:00');
  assert.equal(date(Date.parse('2026-11-22T17:30:00Z'), zone), '23/11/2026');
  assert.equal(dateTime(Date.parse('2026-11-22T17:00:00Z'), zone), '23/11/2026 00:00');
});

test('a promise names the day of the week', () => {
  assert.equal(promise(at, 'vi', zone), '17:00, thứ Hai 23/11/2026');
  assert.equal(promise(at, 'en', zone), '17:00, Monday 23/11/2026');
});

test('time on the wall is told in its two largest units', () => {
  assert.equal(span(20_000, 'vi'), 'dưới 1 phút');
  assert.equal(span(3 * 3_600_000 + 20 * 60_000, 'vi'), '3 giờ 20 phút');
  assert.equal(span(2 * 86_400_000 + 5 * 60_000, 'vi'), '2 ngày');
  assert.equal(span(86_400_000 + 3_600_000, 'en'), '1 day 1 hour');
});

test('numbers are grouped as the reader groups them', () => {
  assert.equal(count(1_250_000, 'vi'), '1.250.000');
  assert.equal(count(1_250_000, 'en'), '1,250,000');
});

test('working time goes into words of minutes, hours and days of eight hours', () => {
  assert.equal(workingTime(45, 'vi'), '45 phút làm việc');
  assert.equal(workingTime(120, 'vi'), '2 giờ làm việc');
  assert.equal(workingTime(-240, 'en'), '4 working hours');
  assert.equal(workingTime(60, 'en'), '1 working hour');
  assert.equal(workingTime(480 * 3 + 100, 'vi'), '3 ngày làm việc');
});

test('a promise is said in words, what no promise is made of stays as it is', () => {
  assert.equal(durationWords('PT24H', 'vi'), '24 giờ');
  assert.equal(durationWords('P3D', 'en'), '3 days');
  assert.equal(durationWords('PT1H30M', 'en'), '1 hour 30 minutes');
  for (const strange of ['P1M', 'PT', 'P', '', '=sla.resolve']) assert.equal(durationWords(strange, 'vi'), strange);
});

test('a clock says how it stands', () => {
  const clock: ClockView = { state: 'running', dueAt: at, workingMinutesLeft: 120, danger: 'soon' };
  assert.equal(clockWords(clock, 'vi'), 'Còn 2 giờ làm việc');
  assert.equal(clockWords({ ...clock, workingMinutesLeft: -240, danger: 'late' }, 'vi'), 'Trễ 4 giờ làm việc');
  const overnight: ClockView = { ...clock, state: 'breached', workingMinutesLeft: 0, danger: 'late' };
  assert.equal(clockWords(overnight, 'vi'), 'Trễ hạn', 'due at the end of Friday, looked at on Sunday');
  assert.equal(clockWords({ ...clock, state: 'met' }, 'en'), 'On time');
  assert.equal(clockWords({ ...clock, dueAt: null, workingMinutesLeft: null, state: 'none' }, 'vi'), 'Không có hạn');
});
