// The virtual clock of a case: whatever falls due on the way happens at its own time, in order.
import { nextDue, timerDue } from '#engine/core/expressions/time.ts';
import type { Program } from '#engine/core/model/program.ts';
import { beginningsBy } from '#engine/core/model/starts.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import type { Instant } from '#engine/core/values.ts';
import { envOf, type TimedStart, type World } from './cast.ts';
import { give, live, start } from './world.ts';

export function advance(world: World, target: Instant): void {
  for (let next = nextEvent(world, target); next !== null; next = nextEvent(world, target)) {
    world.now = Math.max(world.now, next.dueAt);
    next.happen();
  }
  world.now = target;
}

/** Start events that a clock sets off begin to wait when they are deployed. */
export function timedStarts(world: World): TimedStart[] {
  return Object.values(world.programs).flatMap((program) => timedStartsOf(world, program));
}

function timedStartsOf(world: World, program: Program): readonly TimedStart[] {
  return beginningsBy(program, (trigger) => trigger.kind === 'timer').flatMap(({ element: event }) =>
    triggersOf(event.trigger).flatMap((trigger): readonly TimedStart[] => {
      if (trigger.kind !== 'timer') return [];
      const { dueAt, cycle } = timerDue(trigger.timer, { variables: {}, env: envOf(world) });
      return [
        { program, event, dueAt, left: cycle === undefined ? 0 : (cycle.left ?? 1_000), period: cycle?.period ?? null },
      ];
    }),
  );
}

interface Due {
  readonly dueAt: Instant;
  readonly happen: () => void;
}

function nextEvent(world: World, until: Instant): Due | null {
  const running = live(world).filter(({ state }) => state.life === 'active');
  const timers = running.flatMap((instance) =>
    Object.values(instance.state.subscriptions).flatMap((one): readonly Due[] => {
      if (one.kind !== 'timer') return [];
      return [{ dueAt: one.dueAt, happen: () => give(world, instance, { kind: 'fireTimer', timer: one.id }) }];
    }),
  );
  const starts = world.starts.map((timed): Due => ({ dueAt: timed.dueAt, happen: () => startTimed(world, timed) }));
  const due = [...timers, ...starts].filter(({ dueAt }) => dueAt <= until).toSorted((a, b) => a.dueAt - b.dueAt);
  return due[0] ?? null;
}

function startTimed(world: World, timed: TimedStart): void {
  const { program, event, dueAt, left, period } = timed;
  const trigger = triggersOf(event.trigger).find((one) => one.kind === 'timer');
  const again =
    trigger?.kind === 'timer' && period !== null && left > 0
      ? nextDue({ left, period }, dueAt, trigger.timer, { variables: {}, env: envOf(world) })
      : null;
  world.starts = world.starts.flatMap((one) =>
    one !== timed ? [one] : again === null ? [] : [{ ...timed, dueAt: again.dueAt, left: left - 1 }],
  );
  const begun = start(world, program, { kind: 'start', startEvent: event.id, variables: {} });
  if ('program' in begun) world.root ??= begun;
}
