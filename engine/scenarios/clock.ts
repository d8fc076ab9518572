// The virtual clock of a scenario: whatever falls due on the way happens at its own time, in order.
import { Temporal } from 'temporal-polyfill';
import { describe } from '#engine/core/errors.ts';
import { nextDue, timerDue } from '#engine/core/expressions/time.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import { Stuck } from '#engine/core/stuck.ts';
import type { Instant } from '#engine/core/values.ts';
import { beginAt, startsOf } from './exchange.ts';
import type { ClockMove } from './scenario.ts';
import { act, settle } from './settle.ts';
import { envOf, running, type StartAt, type TimedStart, type World } from './world.ts';

/** Firings that one step of the clock may cause. */
const firingsMax = 100_000;

/** The clock stands at `target`, an instant not before now. */
export function advanceTo(world: World, target: Instant): void {
  let firings = 0;
  for (let next = nextDueOf(world, target); next !== null; next = nextDueOf(world, target)) {
    firings += 1;
    if (firings > firingsMax) world.faults.push(`more than ${firingsMax} timers fall due in one step of the clock`);
    if (world.faults.length > 0) return;
    world.now = Math.max(world.now, next.dueAt);
    next.happen();
    settle(world);
  }
  world.now = target;
}

/** The instant that a step of the clock leads to, as wall clocks in the city go. */
export function instantAfter(world: World, clock: ClockMove): Instant {
  if ('to' in clock) return clock.to;
  return Temporal.Instant.fromEpochMilliseconds(world.now).toZonedDateTimeISO(world.surroundings.timeZone).add(clock.by)
    .epochMilliseconds;
}

/** Timer start events begin to wait when their process is deployed: at the scenario's start. */
export function timedStartsOf(world: World): readonly TimedStart[] {
  return startsOf(world, (trigger) => trigger.kind === 'timer').flatMap((start) =>
    timersOf(start).flatMap((timer): readonly TimedStart[] => {
      try {
        return [{ ...start, ...timerDue(timer, { variables: {}, env: envOf(world) }) }];
      } catch (error) {
        if (!(error instanceof Stuck)) throw error;
        world.faults.push(`${start.event}: ${describe(error.code, error.params)}`);
        return [];
      }
    }),
  );
}

interface Due {
  readonly dueAt: Instant;
  readonly happen: () => void;
}

function nextDueOf(world: World, until: Instant): Due | null {
  const timers = running(world).flatMap((instance) =>
    Object.values(instance.state.subscriptions).flatMap((one): readonly Due[] => {
      if (one.kind !== 'timer') return [];
      return [{ dueAt: one.dueAt, happen: () => act(world, instance, { kind: 'fireTimer', timer: one.id }) }];
    }),
  );
  const starts = world.starts.map((timed): Due => ({ dueAt: timed.dueAt, happen: () => startTimed(world, timed) }));
  const due = [...timers, ...starts].filter(({ dueAt }) => dueAt <= until);
  return due.toSorted((a, b) => a.dueAt - b.dueAt)[0] ?? null;
}

function startTimed(world: World, timed: TimedStart): void {
  const again = nextOf(world, timed);
  world.starts = world.starts.flatMap((one) => (one !== timed ? [one] : (again ?? [])));
  beginAt(world, timed, {});
}

function nextOf(world: World, { program, event, cycle, dueAt }: TimedStart): TimedStart | null {
  const [timer] = timersOf({ program, event });
  if (cycle === undefined || timer === undefined) return null;
  const next = nextDue(cycle, dueAt, timer, { variables: {}, env: envOf(world) });
  return next === null ? null : { program, event, ...next };
}

function timersOf({ program, event }: StartAt) {
  const node = program.nodes[event];
  const triggers = node !== undefined && 'trigger' in node ? triggersOf(node.trigger) : [];
  return triggers.flatMap((trigger) => (trigger.kind === 'timer' ? [trigger.timer] : []));
}
