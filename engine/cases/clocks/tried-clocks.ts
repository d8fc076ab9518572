/** The clocks that a case would have had on its way through a draft: begun, paused and ended by the same stages as real ones. */
import type { Effect } from '#engine/core/effects.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { City } from '../city/city.ts';
import { type SlaPromise, slaPromise } from '../projection.ts';
import { startOf } from './clock.ts';

/** One step of a case, as what looks at cases sees it. */
export interface SeenStep {
  readonly at: Instant;
  readonly effects: readonly Effect[];
  /** Of the process itself, after the step. */
  readonly variables: Variables;
}

export interface TriedClock {
  readonly name: 'case' | 'firstAnswer' | 'step';
  /** Of a step. */
  readonly element: string | null;
  readonly sla: string;
  readonly calendar: string;
  readonly startedAt: Instant;
  /** By its rule alone. */
  readonly dueAt: Instant;
  /** Null: it runs. */
  readonly endedAt: Instant | null;
  /** `to` is null while it lasts. */
  readonly pauses: readonly { readonly from: Instant; readonly to: Instant | null }[];
}

interface Trying {
  readonly city: City;
  readonly time: CityWorkingTime;
  readonly receivedAt: Instant;
}

/** @returns those that ended in the order of their end, then those that run */
export function triedClocks(steps: readonly SeenStep[], trying: Trying): readonly TriedClock[] {
  let clocks: readonly TriedClock[] = [];
  let open: ReadonlyMap<string, TriedClock> = new Map();
  let stage = '';
  for (const step of steps) {
    stage = step.effects.findLast((effect) => effect.kind === 'stage')?.stage ?? stage;
    const next = new Map(open);
    for (const name of ['case', 'firstAnswer'] as const) {
      const before = next.get(name);
      const after = keptClock(name, before, { step, stage, trying, last: clocks.findLast((one) => one.name === name) });
      if (after?.endedAt != null) {
        clocks = [...clocks, after];
        next.delete(name);
      } else if (after !== undefined) next.set(name, after);
    }
    for (const ended of keepSteps(next, step, trying)) clocks = [...clocks, ended];
    open = next;
  }
  return [...clocks, ...open.values()];
}

interface At {
  readonly step: SeenStep;
  readonly stage: string;
  readonly trying: Trying;
  /** The last of this name that has ended. */
  readonly last: TriedClock | undefined;
}

function keptClock(name: 'case' | 'firstAnswer', before: TriedClock | undefined, at: At): TriedClock | undefined {
  const { step, stage, trying } = at;
  const promise = promiseOf(name, step, trying);
  const ends = stops(name, step.effects, trying.city);
  if (before === undefined) {
    if (promise === undefined || ends) return undefined;
    const startedAt = promise.from ?? trying.receivedAt;
    return at.last !== undefined && startedAt <= (at.last.endedAt ?? 0)
      ? undefined
      : rested(clockBy(name, promise, startedAt, trying), at, stage);
  }
  const renewed =
    promise === undefined ? before : { ...clockBy(name, promise, before.startedAt, trying), pauses: before.pauses };
  return ends ? { ...renewed, pauses: closed(renewed.pauses, step.at), endedAt: step.at } : rested(renewed, at, stage);
}

function promiseOf(
  name: 'case' | 'firstAnswer',
  { variables }: SeenStep,
  { city, time }: Trying,
): SlaPromise | undefined {
  const unit = typeof variables['unit'] === 'string' ? variables['unit'] : '';
  const promise = slaPromise(variables['sla'], city, unit);
  if (name === 'case') return promise;
  const category = typeof variables['category'] === 'string' ? variables['category'] : '';
  const found = city.slaClasses.get(promise?.class ?? city.categories.get(category)?.slaClass ?? '');
  if (found === undefined) return undefined;
  const calendar = promise?.calendar ?? time.codeOf(`${found.calendar}@${unit}`);
  return { class: found.code, resolve: found.firstUpdate, calendar, dayCount: found.dayCount };
}

function clockBy(
  name: 'case' | 'firstAnswer',
  { class: sla, resolve: duration, calendar, dayCount }: SlaPromise,
  startedAt: Instant,
  { time }: Trying,
): TriedClock {
  const { dueAt } = startOf({ startedAt, duration, calendar, dayCount }, time);
  return { name, element: null, sla, calendar, startedAt, dueAt, endedAt: null, pauses: [] };
}

function rested(clock: TriedClock, { step, trying }: At, stage: string): TriedClock {
  const rests = trying.city.stages.get(stage)?.pausesClock === true;
  const lasts = clock.pauses.at(-1)?.to === null;
  if (rests === lasts) return clock;
  return { ...clock, pauses: rests ? [...clock.pauses, { from: step.at, to: null }] : closed(clock.pauses, step.at) };
}

function closed(pauses: TriedClock['pauses'], at: Instant): TriedClock['pauses'] {
  return pauses.map((pause) => (pause.to === null ? { ...pause, to: at } : pause));
}

function stops(name: 'case' | 'firstAnswer', effects: readonly Effect[], { stages }: City): boolean {
  return effects.some((effect) => {
    if (effect.kind === 'instanceEnded') return true;
    const stage = effect.kind === 'stage' ? stages.get(effect.stage) : undefined;
    return stage?.answered === true || stage?.ends === true || (name === 'firstAnswer' && stage?.firstAnswer === true);
  });
}

/** @returns the clocks of steps that have ended; those that begin are put among the open ones */
function keepSteps(open: Map<string, TriedClock>, { at, effects, variables }: SeenStep, trying: Trying): TriedClock[] {
  const ended: TriedClock[] = [];
  for (const effect of effects) {
    const clock = effect.kind === 'closeTask' ? open.get(`step ${effect.task}`) : undefined;
    if (effect.kind === 'closeTask' && clock !== undefined) {
      open.delete(`step ${effect.task}`);
      ended.push({ ...clock, endedAt: at });
    }
    if (effect.kind !== 'openTask' || effect.rule === undefined || effect.dueAt === undefined) continue;
    if (effect.role === 'citizen') continue;
    const { element, dueAt } = effect;
    const sla = slaPromise(variables['sla'], trying.city, '')?.class ?? '';
    const calendar = trying.time.codeOf(effect.rule.calendar);
    const rule = { sla, calendar, startedAt: effect.rule.from, dueAt };
    open.set(`step ${effect.task}`, { name: 'step', element, ...rule, endedAt: null, pauses: [] });
  }
  return ended;
}
