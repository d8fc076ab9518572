import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { demoCity } from '#test/data/demo-city.ts';
import { workingTimeOf } from '../calendars/working-time.ts';
import { type ClockRule, dueAnew, startOf, warningsDue } from './clock.ts';
import { warningsOf, warningTimes } from './warning-times.ts';

const time = workingTimeOf(demoCity());
const start = Date.parse('2026-09-01T00:00+07:00');
const minute = 60_000;
const warnings = [
  { at: 50, to: 'handler' },
  { at: 80, to: 'head' },
  { at: 100, to: 'head' },
  { at: 150, to: 'superior' },
] as const;

describe('when warnings come up', () => {
  it('is what the sweep finds at that instant, and not an instant before, also after a pause', () => {
    fc.assert(
      fc.property(
        fc.nat(300_000),
        fc.integer({ min: 120, max: 3_000 }),
        fc.constantFrom('hanh-chinh', '24x7'),
        fc.option(fc.tuple(fc.nat(60), fc.nat(5_000)), { nil: undefined }),
        (startedMinute, minutes, calendar, pause) => {
          const startedAt = start + startedMinute * minute;
          const rule = { startedAt, duration: `PT${minutes}M`, calendar, dayCount: 'elapsed' } as const;
          const { dueAt, allowedMs } = startOf(rule, time);
          const from = startedAt + (pause?.[0] ?? 0) * minute;
          const pauses = pause === undefined || from >= dueAt ? [] : [{ from, to: from + (pause[1] + 1) * minute }];
          const clock: ClockRule = {
            ...rule,
            allowedMs,
            dueAt: dueAnew(rule, pauses, time),
            state: 'running',
            endedAt: null,
            warned: 0,
          };
          const after = pauses[0]?.to ?? 0;
          return warningTimes({ startedAt, dueAt, calendar }, warnings, pauses, time).every(
            ({ at, comesAt }, index) => {
              // What came up before the pause, or in it, was given then.
              if (comesAt <= after) return true;
              const known = { ...clock, warned: warnings[index - 1]?.at ?? 0 };
              const [then, before] = [comesAt, comesAt - 1].map(
                (now) => warningsDue(known, warnings, now, time).now?.at,
              );
              return then === at && before === undefined;
            },
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('that a clock is late is said even where its class says nothing, or is gone', () => {
    const { slaClasses } = demoCity();
    assert.deepEqual(warningsOf({ name: 'case', sla: 'GONE' }, { slaClasses }), [{ at: 100, to: 'head' }]);
    assert.deepEqual(warningsOf({ name: 'step', sla: 'P2' }, { slaClasses }), [{ at: 100, to: 'handler' }]);
    assert.deepEqual(
      warningsOf({ name: 'case', sla: 'P2' }, { slaClasses }).map(({ at }) => at),
      [50, 80, 100, 150],
    );
  });
});
