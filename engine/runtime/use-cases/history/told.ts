/**
 * Who would have been told what, and when, had a case gone through a draft: the messages of the process, and the warnings
 * of the clocks that it would have had. As the sweep does it, but nobody is told and nothing is kept.
 */
import type { CityWorkingTime } from '#engine/cases/calendars/working-time.ts';
import type { City } from '#engine/cases/city/city.ts';
import { warningsOf, warningTimes } from '#engine/cases/clocks/warning-times.ts';
import type { MessageTemplate } from '#engine/cases/notices.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DraftTold } from '../../application/history.ts';
import type { SeenStep } from '../../replay/draft/run.ts';
import { isForUnit, templateOf } from '../steps/notice-job.ts';
import { type TriedClock, triedClocks } from './tried-clocks.ts';

export interface ToldBy {
  readonly city: City;
  readonly time: CityWorkingTime;
  /** Of the draft. */
  readonly messages: ReadonlyMap<string, MessageTemplate>;
  readonly receivedAt: Instant;
}

/** In the order of time; what is still ahead of a case that is under way is what comes if nothing happens. */
export function toldIn(steps: readonly SeenStep[], by: ToldBy): readonly DraftTold[] {
  const clocks = triedClocks(steps, by);
  const promised = clocks.some(({ name }) => name === 'case');
  const warned = clocks.flatMap((clock) => warningsIn(clock, clocks, by));
  return [...messagesIn(steps, by, promised), ...warned].toSorted((a, b) => a.at - b.at);
}

function messagesIn(
  steps: readonly SeenStep[],
  { city: { escalation }, messages }: ToldBy,
  promised: boolean,
): readonly DraftTold[] {
  const sweeps = [escalation.nearMessage, escalation.lateMessage];
  return steps.flatMap(({ at, effects }) =>
    effects.flatMap((effect): DraftTold[] => {
      const template = effect.kind === 'createJob' ? messages.get(templateOf(effect) ?? '') : undefined;
      if (effect.kind !== 'createJob' || effect.type !== 'notice' || template === undefined) return [];
      if (promised && sweeps.includes(template.code)) return [];
      const to = isForUnit(template, effect) ? 'unit' : 'reporter';
      return [{ at, message: template.name, clock: null, percent: null, element: effect.element, to }];
    }),
  );
}

function warningsIn(clock: TriedClock, clocks: readonly TriedClock[], { city, time }: ToldBy): DraftTold[] {
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
