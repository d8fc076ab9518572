/**
 * Who would have been told what, and when, had a case gone through a draft: the messages of the process, and the warnings
 * of the clocks that it would have had. As the sweep does it, but nobody is told and nothing is kept.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CityWorkingTime } from './calendars/working-time.ts';
import type { City } from './city/city.ts';
import { type SeenStep, type TriedClock, triedClocks } from './clocks/tried-clocks.ts';
import { warningsOf, warningTimes } from './clocks/warning-times.ts';
import { isForUnit, templateOf } from './compose-notice.ts';
import type { MessageTemplate } from './notices.ts';
import type { Localised } from './text/localised.ts';

/** One message of the process, or one warning of a clock. */
export interface Told {
  /** Later than now: it comes then if nothing happens. */
  readonly at: Instant;
  /** Null: a warning. */
  readonly message: Localised | null;
  /** Of a warning. */
  readonly clock: 'case' | 'firstAnswer' | 'step' | null;
  readonly percent: number | null;
  readonly element: string | null;
  /** A warning goes to the next above where nobody is on the rung. */
  readonly to: 'reporter' | 'unit' | 'handler' | 'head' | 'superior' | 'coordinator';
}

export interface ToldBy {
  readonly city: City;
  readonly time: CityWorkingTime;
  /** Of the draft. */
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  readonly receivedAt: Instant;
}

/** In the order of time; what is still ahead of a case that is under way is what comes if nothing happens. */
export function toldIn(steps: readonly SeenStep[], by: ToldBy): readonly Told[] {
  const clocks = triedClocks(steps, by);
  const promised = clocks.some(({ name }) => name === 'case');
  const warned = clocks.flatMap((clock) => warningsIn(clock, clocks, by));
  return [...messagesIn(steps, by, promised), ...warned].toSorted((a, b) => a.at - b.at);
}

function messagesIn(
  steps: readonly SeenStep[],
  { city: { escalation }, messages }: ToldBy,
  promised: boolean,
): readonly Told[] {
  const sweeps = [escalation.nearMessage, escalation.lateMessage];
  return steps.flatMap(({ at, effects }) =>
    effects.flatMap((effect): Told[] => {
      const template = effect.kind === 'createJob' ? messages.get(templateOf(effect) ?? '') : undefined;
      if (effect.kind !== 'createJob' || effect.type !== 'notice' || template === undefined) return [];
      if (promised && sweeps.includes(template.code)) return [];
      const to = isForUnit(template, effect) ? 'unit' : 'reporter';
      return [{ at, message: template.name, clock: null, percent: null, element: effect.element, to }];
    }),
  );
}

function warningsIn(clock: TriedClock, clocks: readonly TriedClock[], { city, time }: ToldBy): Told[] {
  const { name, element, pauses: all } = clock;
  const pauses = all.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]));
  // While it stands still nothing more comes.
  const rests = all.find(({ to }) => to === null)?.from;
  const until = clock.endedAt ?? rests ?? Number.POSITIVE_INFINITY;
  return warningTimes(clock, warningsOf(clock, city), pauses, time)
    .filter(({ comesAt }) => comesAt <= until && !isCovered(clock, clocks, comesAt))
    .map(({ comesAt, at: percent, to }) => ({ at: comesAt, message: null, clock: name, percent, element, to }));
}

/** A step that may take as long as its case is warned of by the clock of the case. */
function isCovered({ name, dueAt }: TriedClock, clocks: readonly TriedClock[], at: Instant): boolean {
  return (
    name === 'step' &&
    clocks.some((one) => one.name === 'case' && one.startedAt <= at && (one.endedAt ?? at) >= at && one.dueAt <= dueAt)
  );
}
