/** The life of a case's clocks: they start with the promise, pause where the stage says so, and end with the answer. */
import { dueAfterPause, dueAnew, endClock, startOf } from '#engine/cases/clocks/clock.ts';
import type { SlaPromise } from '#engine/cases/projection.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { ClockEventRow, ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseClockName } from '../clock-view.ts';
import { pausesOf } from '../deadlines/pauses.ts';
import { warnedNext } from '../deadlines/warned-next.ts';
import { addClocks, changeClock, clocksOf } from './case-clocks.ts';
import { blankClock, type ClockDeps, type ClockStep } from './clock-row.ts';
import { keepStepClocks } from './step-clocks.ts';

type Named = Exclude<ClockRow['name'], 'step'>;

/** @returns the case's due date after the step */
export async function keepClock(deps: ClockDeps, tx: Tx, at: ClockStep): Promise<Instant | null> {
  const promises = { case: at.promise, firstAnswer: firstPromise(at) };
  const started: ClockRow[] = [];
  for (const name of ['case', 'firstAnswer'] as const) {
    const clocks = await clocksOf(tx, at.record.id);
    const last = clocks.findLast((clock) => clock.name === name);
    if (last !== undefined && last.endedAt === null) await keep(deps, tx, at, { clock: last, promise: promises[name] });
    else started.push(...startClock(deps, at, { name, promise: promises[name], ended: last }));
  }
  const steps = await keepStepClocks(deps, tx, at);
  await addClocks(tx, [...started, ...steps]);
  const main = (await clocksOf(tx, at.record.id)).findLast((clock) => clock.name === caseClockName);
  return main === undefined ? at.previous.dueAt : main.dueAt;
}

async function keep(
  deps: ClockDeps,
  tx: Tx,
  at: ClockStep,
  { clock, promise }: { readonly clock: ClockRow; readonly promise: SlaPromise | undefined },
): Promise<void> {
  const renewed = await renew(tx, clock, promise, at);
  const kept = stopped(clock.name, at) ? end(renewed, at) : pauseOrResume(renewed, at);
  if (kept === clock) return;
  const event = eventOf(deps, clock, kept, at);
  if (event !== undefined) await tx.cases.clocks.addEvents([event]);
  await changeClock(tx, clock, { ...kept, nextAt: warnedNext(kept, at.place, at.now) });
}

/** What is promised of the first answer: by the class of the category until there is a promise. */
function firstPromise({ promise, record, step, place: { city, workingTime } }: ClockStep): SlaPromise | undefined {
  if (step.isSecondary) return undefined;
  const found = city.slaClasses.get(promise?.class ?? city.categories.get(record.category)?.slaClass ?? '');
  if (found === undefined) return undefined;
  const calendar = promise?.calendar ?? workingTime.codeOf(`${found.calendar}@${record.unit}`);
  return { class: found.code, resolve: found.firstUpdate, calendar, dayCount: found.dayCount };
}

function startClock(
  { newId }: ClockDeps,
  at: ClockStep,
  {
    name,
    promise,
    ended,
  }: { readonly name: Named; readonly promise: SlaPromise | undefined; readonly ended: ClockRow | undefined },
): readonly ClockRow[] {
  const { record, now, place } = at;
  if (!promise || record.state === 'closed' || (name === 'firstAnswer' && stopped(name, at))) return [];
  const startedAt = promise.from ?? record.receivedAt;
  // A case that has had its answer gets another clock only where it is promised anew.
  if (ended && startedAt <= (ended.endedAt ?? 0)) return [];
  const { calendar, resolve: duration, dayCount, class: sla } = promise;
  const rule = { startedAt, duration, calendar, dayCount };
  const { dueAt, allowedMs } = startOf(rule, place.workingTime);
  const clock: ClockRow = {
    ...blankClock(newId(now), record.id, place.stamp),
    ...rule,
    name,
    sla,
    dueAt,
    firstDueAt: dueAt,
    allowedMs,
  };
  const kept = pauseOrResume(clock, at);
  return [{ ...kept, nextAt: warnedNext(kept, place, now) }];
}

/** Another class of promise (the operator corrected the category), or another unit's calendar, moves the due date. */
async function renew(
  tx: Tx,
  clock: ClockRow,
  promise: SlaPromise | undefined,
  { place }: ClockStep,
): Promise<ClockRow> {
  if (!promise) return clock;
  const { resolve: duration, calendar, dayCount, class: sla, from = 0 } = promise;
  const restarts = from > clock.startedAt;
  const same = duration === clock.duration && calendar === clock.calendar && dayCount === clock.dayCount;
  if (same && !restarts) return clock;
  const startedAt = restarts ? from : clock.startedAt;
  const rule = { startedAt, duration, calendar, dayCount };
  // What it stood still before it began anew is nothing that was promised of it.
  const pauses = ((await pausesOf(tx, [clock])).get(clock.id) ?? []).filter(({ to }) => to > startedAt);
  const dueAt = dueAnew(rule, pauses, place.workingTime);
  const allowedMs = startOf(rule, place.workingTime).allowedMs;
  const round = { round: clock.round + 1, warned: 0, revision: place.stamp };
  const pausedAt = clock.pausedAt === null ? null : Math.max(clock.pausedAt, startedAt);
  return { ...clock, ...rule, sla, dueAt, allowedMs, pausedAt, ...round };
}

function pauseOrResume(clock: ClockRow, { record, place, now }: ClockStep): ClockRow {
  const pauses = place.city.stages.get(record.stage)?.pausesClock === true;
  // What is late goes on being late, whomever the case waits for.
  const late = clock.dueAt !== null && clock.dueAt < now;
  if (pauses && clock.state === 'running' && !late)
    return { ...clock, state: 'paused', pausedAt: now, pausedBy: 'stage' };
  // What an official has paused goes on when an official says so.
  if (pauses || clock.state !== 'paused' || clock.pausedBy === 'official') return clock;
  return resumed(clock, now, place);
}

/** The clock goes on: due as much working time later as it stood still. */
export function resumed(clock: ClockRow, now: Instant, { workingTime }: CityInForce): ClockRow {
  const dueAt = dueAfterPause(clock, now, workingTime);
  return { ...clock, state: 'running', pausedAt: null, pausedBy: '', dueAt };
}

function stopped(name: ClockRow['name'], { record, step, place }: ClockStep): boolean {
  const stages = step.effects.flatMap((effect) => (effect.kind === 'stage' ? [effect.stage] : []));
  const answered = stages.some((code) => {
    const stage = place.city.stages.get(code);
    return stage?.answered === true || stage?.ends === true || (name === 'firstAnswer' && stage?.firstAnswer === true);
  });
  // A process may say by itself that what was promised is there, e.g. with the evidence that a procedure names.
  return answered || step.variables['promiseKept'] === true || record.state === 'closed';
}

function end(clock: ClockRow, { now }: ClockStep): ClockRow {
  const state = endClock(clock, now);
  return { ...clock, state: state === 'paused' ? 'met' : state, pausedAt: null, pausedBy: '', endedAt: now };
}

function eventOf(
  { newId }: ClockDeps,
  before: ClockRow,
  after: ClockRow,
  { record, now, place }: ClockStep,
): ClockEventRow | undefined {
  const kind = kindOf(before, after);
  if (kind === undefined) return undefined;
  const due = { dueBefore: before.dueAt, dueAfter: after.dueAt, revision: place.stamp };
  const stage = place.city.stages.get(record.stage);
  const pauseReason = kind === 'paused' && stage?.pauseReason ? stage.pauseReason : record.stage;
  const what = { kind, reason: kind === 'renewed' ? after.sla : pauseReason, ...due };
  const none = { actor: '', noteEntry: null, fileId: null };
  return { id: newId(now), caseId: before.caseId, clockId: before.id, at: now, ...what, ...none };
}

function kindOf(before: ClockRow, after: ClockRow): ClockEventRow['kind'] | undefined {
  if (before.state === 'running' && after.state === 'paused') return 'paused';
  // A clock that ends while it is paused ends its pause.
  if (before.state === 'paused' && after.state !== 'paused') return 'resumed';
  return before.round === after.round ? undefined : 'renewed';
}
