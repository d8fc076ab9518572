import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import { type ClockRule, dueAfterPause, dueAnew, startOf, warningsDue, workingMs } from './clock.ts';
import { ledgerOf } from './ledger.ts';

const time = workingTimeOf(demoCity());
const at = (text: string): number => Date.parse(`${text}+07:00`);
const hours = (ms: number): number => ms / 3_600_000;
const local = (instant: number): string => new Date(instant + 7 * 3_600_000).toISOString().slice(5, 16);

const second = 1_000;
const instants = fc
  .integer({ min: at('2024-01-01T00:00') / second, max: at('2030-06-30T00:00') / second })
  .map((seconds) => seconds * second);
const calendars = fc.constantFrom('hanh-chinh', 'mot-cua-t7', '24x7', '');
/** Lengths in seconds of what passes between pauses and of the pauses themselves, in turn. */
const lengths = fc.array(fc.integer({ min: 1, max: 400_000 }), { maxLength: 7 });

describe('the account of a clock', () => {
  it('names lunch, nights, weekends, holidays by their names, swapped days and pauses', () => {
    const pause = { from: at('2026-04-29T08:00'), to: at('2026-04-29T09:00') };
    const span = { from: at('2026-04-24T15:00'), to: at('2026-05-04T09:00') };
    const { lines } = ledgerOf(span, 'hanh-chinh', [pause], time);
    const said = lines.map(({ from, to, kind, day }) => `${local(from)} ${local(to)} ${kind} ${day?.en ?? ''}`.trim());
    assert.deepEqual(said.slice(0, 6), [
      '04-24T15:00 04-24T17:00 working',
      '04-24T17:00 04-25T00:00 offHours',
      '04-25T00:00 04-26T00:00 dayOff',
      "04-26T00:00 04-27T00:00 holiday Hùng Kings' Commemoration",
      '04-27T00:00 04-28T00:00 holiday Day in lieu',
      '04-28T00:00 04-28T07:30 offHours',
    ]);
    assert.ok(said.includes('04-28T11:30 04-28T13:00 break'));
    assert.ok(said.includes('04-29T08:00 04-29T09:00 pause'));
    assert.ok(said.includes('04-30T00:00 05-01T00:00 holiday Reunification Day'));
    const swapped = ledgerOf({ from: at('2026-08-22T07:30'), to: at('2026-08-22T08:30') }, 'hanh-chinh', [], time);
    assert.deepEqual(
      swapped.lines.map(({ kind, day }) => [kind, day?.en]),
      [['working', 'Make-up working day']],
    );
  });

  it('all its intervals lie end to end, and those that count are the working time without the pauses', () => {
    fc.assert(
      fc.property(instants, lengths, calendars, (from, parts, calendar) => {
        const { pauses, to } = laidOut(from, parts);
        const { lines, countedMs, notCountedMs } = ledgerOf({ from, to }, calendar, pauses, time);
        const joined = lines.every(
          (line, index) => line.from === (lines[index - 1]?.to ?? from) && line.to > line.from,
        );
        const whole = (lines.at(-1)?.to ?? from) === to && countedMs + notCountedMs === to - from;
        const paused = pauses.reduce((ms, one) => ms + workingMs(one.from, one.to, calendar, time), 0);
        return joined && whole && countedMs === workingMs(from, to, calendar, time) - paused;
      }),
      { numRuns: 400 },
    );
  });

  it('a clock that was paused is due when its account holds what was allowed, to the second', () => {
    fc.assert(
      fc.property(
        instants,
        lengths,
        calendars,
        fc.integer({ min: 60, max: 400_000 }),
        (startedAt, parts, calendar, allowed) => {
          const rule = { startedAt, duration: `PT${allowed}S`, calendar, dayCount: 'elapsed' } as const;
          const { pauses } = laidOut(startedAt, parts);
          const begun: (typeof pauses)[number][] = [];
          let { dueAt } = startOf(rule, time);
          for (const pause of pauses) {
            // One does not pause what is over.
            if (pause.from >= dueAt) break;
            const facts = { ...rule, state: 'paused', dueAt, pausedAt: pause.from, endedAt: null } as const;
            dueAt = dueAfterPause(facts, pause.to, time) ?? dueAt;
            begun.push(pause);
          }
          const { countedMs } = ledgerOf({ from: startedAt, to: dueAt }, calendar, begun, time);
          const apart = workingMs(dueAt, dueAnew(rule, begun, time), calendar, time);
          return countedMs === allowed * second && apart === 0;
        },
      ),
      { numRuns: 400 },
    );
  });

  it('a pause that began when a shorter promise was already used up puts nothing off', () => {
    const startedAt = at('2026-09-14T07:30');
    const pause = { from: at('2026-09-16T08:00'), to: at('2026-09-18T08:00') };
    const due = (duration: string) =>
      local(dueAnew({ startedAt, duration, calendar: 'hanh-chinh', dayCount: 'elapsed' }, [pause], time));
    assert.deepEqual([due('PT24H'), due('PT4H')], ['09-18T17:00', '09-14T11:30']);
  });

  it('a longer pause never makes a clock due earlier', () => {
    fc.assert(
      fc.property(instants, fc.nat(200_000), fc.nat(200_000), calendars, (startedAt, shorter, more, calendar) => {
        const rule = { startedAt, duration: 'PT24H', calendar, dayCount: 'elapsed' } as const;
        const due = (seconds: number) =>
          dueAnew(rule, [{ from: startedAt + second, to: startedAt + second + seconds * second }], time);
        return due(shorter) <= due(shorter + more);
      }),
      { numRuns: 300 },
    );
  });
});

describe('warnings', () => {
  const rule = {
    startedAt: at('2026-09-15T07:30'),
    duration: 'PT24H',
    calendar: 'hanh-chinh',
    dayCount: 'elapsed',
  } as const;
  const clock: ClockRule = { ...rule, ...startOf(rule, time), state: 'running', endedAt: null, warned: 0 };
  const warnings = [
    { at: 50, to: 'handler' },
    { at: 100, to: 'head' },
    { at: 150, to: 'superior' },
  ] as const;

  it('come at their share of the working time', () => {
    const half = warningsDue(clock, warnings, clock.startedAt, time);
    assert.deepEqual([half.now, local(half.nextAt ?? 0)], [undefined, '09-16T11:30']);
    const reached = warningsDue(clock, warnings, at('2026-09-16T11:30'), time);
    assert.deepEqual([reached.now?.at, reached.nextAt], [50, at('2026-09-17T17:00') + 1]);
  });

  it('only the highest that was missed is given, the others are told by it', () => {
    const late = warningsDue(clock, warnings, at('2026-09-18T08:00'), time);
    assert.deepEqual([late.now?.at, local(late.nextAt ?? 0)], [100, '09-21T11:30']);
    assert.equal(warningsDue({ ...clock, warned: 100 }, warnings, at('2026-09-18T08:00'), time).now, undefined);
    assert.equal(hours(clock.allowedMs), 24);
  });

  it('rest while the clock is paused and end with it', () => {
    const paused = warningsDue({ ...clock, state: 'paused' }, warnings, at('2026-09-30T08:00'), time);
    const ended = warningsDue({ ...clock, endedAt: at('2026-09-16T08:00') }, warnings, at('2026-09-30T08:00'), time);
    assert.deepEqual([paused, ended], Array(2).fill({ now: undefined, nextAt: null }));
  });
});

/** Work and pauses in turn. */
function laidOut(from: number, parts: readonly number[]) {
  const pauses: { readonly from: number; readonly to: number }[] = [];
  let to = from;
  for (const [index, length] of parts.entries()) {
    const begin = to;
    to += length * second;
    if (index % 2 === 1) pauses.push({ from: begin, to });
  }
  return { pauses, to };
}
