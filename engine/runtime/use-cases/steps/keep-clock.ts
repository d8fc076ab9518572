/** The life of a case's clock: it starts with the promise, pauses where the stage says so, and ends with the answer. */
import { dueAfterPause, endClock } from '#engine/cases/clock.ts';
import type { SlaPromise } from '#engine/cases/projection.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Step } from '../../kernel.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { CityInForce } from '../city-book.ts';
import { caseClockName } from '../clock-view.ts';
import type { NewId } from '../ids.ts';

export interface ClockStep {
  /** The case as the step leaves it; `dueAt` is what the process promises. */
  readonly record: CaseRow;
  readonly previous: CaseRow;
  readonly step: Step;
  readonly promise: SlaPromise | undefined;
  readonly place: CityInForce;
  readonly now: Instant;
}

/** The stage at which the reporter has the answer: the promise is kept or broken there. */
const answeredStage = 'da_xu_ly';

/** @returns the case's due date after the step */
export async function keepClock(deps: { readonly newId: NewId }, tx: Tx, at: ClockStep): Promise<Instant | null> {
  const clocks = await tx.cases.clocks.ofCase(at.record.id);
  const last = clocks.findLast((clock) => clock.name === caseClockName);
  const running = last && last.endedAt === null ? last : undefined;
  const clock = running ?? (await startClock(deps, tx, at, last));
  if (!clock) return at.previous.dueAt;
  const renewed = renew(clock, at);
  const kept = stopped(at) ? end(renewed, at) : pauseOrResume(renewed, at);
  if (kept !== clock) {
    const { state, calendar, duration, startedAt, dueAt, pausedAt, endedAt } = kept;
    await tx.cases.clocks.update(clock.id, { state, calendar, duration, startedAt, dueAt, pausedAt, endedAt });
  }
  return kept.dueAt;
}

async function startClock(
  deps: { readonly newId: NewId },
  tx: Tx,
  { record, promise, now }: ClockStep,
  ended: ClockRow | undefined,
): Promise<ClockRow | undefined> {
  if (!promise || record.state === 'closed') return undefined;
  const startedAt = promise.from ?? record.receivedAt;
  // A case that has had its answer gets another clock only where it is promised anew.
  if (ended && startedAt <= (ended.endedAt ?? 0)) return undefined;
  const { calendar, resolve: duration } = promise;
  const facts = { caseId: record.id, name: caseClockName, state: 'running', calendar, duration, startedAt } as const;
  const clock: ClockRow = { id: deps.newId(now), ...facts, dueAt: record.dueAt, pausedAt: null, endedAt: null };
  await tx.cases.clocks.insert(clock);
  return clock;
}

/** Another class of promise (the operator corrected the category) moves the due date, pauses and all else aside. */
function renew(clock: ClockRow, { record, promise }: ClockStep): ClockRow {
  if (!promise || (promise.resolve === clock.duration && promise.calendar === clock.calendar)) return clock;
  return { ...clock, duration: promise.resolve, calendar: promise.calendar, dueAt: record.dueAt };
}

function pauseOrResume(clock: ClockRow, { record, place, now }: ClockStep): ClockRow {
  const pauses = place.city.stages.get(record.stage)?.pausesClock === true;
  if (pauses && clock.state === 'running') return { ...clock, state: 'paused', pausedAt: now };
  if (pauses || clock.state !== 'paused') return clock;
  return { ...clock, state: 'running', pausedAt: null, dueAt: dueAfterPause(clock, now, place.workingTime) };
}

function stopped({ record, step, place }: ClockStep): boolean {
  const stages = step.effects.flatMap((effect) => (effect.kind === 'stage' ? [effect.stage] : []));
  const answered = stages.some((stage) => stage === answeredStage || place.city.stages.get(stage)?.ends === true);
  return answered || record.state === 'closed';
}

function end(clock: ClockRow, { now }: ClockStep): ClockRow {
  const state = endClock(clock, now);
  return { ...clock, state: state === 'paused' ? 'met' : state, pausedAt: null, endedAt: now };
}
