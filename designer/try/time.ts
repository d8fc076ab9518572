/** How the clock may be moved: to the next thing that happens by itself, by an hour, by a working day, to a day. */
import { toldIn } from '#engine/cases/told.ts';
import type { Instant } from '#engine/core/values.ts';
import { running } from '#engine/scenarios/world.ts';
import { officeCalendar } from './city.ts';
import { everySeen, type Move, move, type Tried } from './play.ts';
import type { Stage } from './stage.ts';

export function clockTo(at: Instant): Move {
  return move({ kind: 'advance', clock: { to: at } });
}

const hourMs = 3_600_000;

export function afterAnHour({ world }: Tried): Instant {
  return world.now + hourMs;
}

/** As long as a working day lasts, counted in working time: holidays are passed over. */
export function afterAWorkingDay({ city }: Stage, { world }: Tried): Instant {
  return city.time.due(world.now, 'P1D', officeCalendar(city.city), 'elapsed');
}

/** A warning of a clock of the case, that has come or will come if nothing happens. */
export interface Warned {
  readonly at: Instant;
  readonly clock: 'case' | 'firstAnswer' | 'step';
  readonly percent: number;
  readonly element: string | null;
  readonly to: 'reporter' | 'unit' | 'handler' | 'head' | 'superior' | 'coordinator';
}

export function warningsIn({ city: { city, time }, messages }: Stage, tried: Tried): readonly Warned[] {
  const steps = everySeen(tried).filter(({ isMain }) => isMain);
  const told = toldIn(steps, { city, time, messages, receivedAt: tried.receivedAt });
  return told.flatMap(({ at, clock, percent, element, to }) =>
    clock === null || percent === null ? [] : [{ at, clock, percent, element, to }],
  );
}

/** @returns null where nothing is ahead: time alone changes nothing any more */
export function nextHappening(stage: Stage, tried: Tried): Instant | null {
  const { world } = tried;
  const live = running(world);
  const timers = live.flatMap(({ state }) =>
    Object.values(state.subscriptions).flatMap((one) => (one.kind === 'timer' ? [one.dueAt] : [])),
  );
  const deadlines = live.flatMap(({ tasks }) => [...tasks.values()].flatMap(({ dueAt }) => dueAt ?? []));
  const starts = world.starts.map(({ dueAt }) => dueAt);
  const warnings = warningsIn(stage, tried).map(({ at }) => at);
  // What is due now has happened, but a deadline is only passed a moment later.
  const ahead = [...timers, ...deadlines, ...starts, ...warnings].filter((at) => at > world.now);
  const first = Math.min(...ahead);
  // What comes a moment after a deadline is passed comes with it.
  return ahead.length === 0 ? null : Math.max(...ahead.filter((at) => at < first + 1_000));
}
