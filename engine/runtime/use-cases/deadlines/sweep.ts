/**
 * The sweep: whoever must hear of a clock hears of it, once. It takes the clocks in the order in which they are due, page
 * after page by key; each page is one transaction, in which a clock's warning, who answers for it and when it is looked at
 * next are written together. So a sweep that is killed has warned of a page or not, and two at once warn of each once.
 *
 * A clock is looked at until it ends: what is late every day, whether its owner is still there; while
 * it is paused, when the pause is over, or has lasted too long.
 */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import { rosterOf } from '#engine/cases/clocks/ladder.ts';
import type { Instant } from '#engine/core/values.ts';
import type { DutyRun } from '../../duties/duty.ts';
import type { ClockRow } from '../../ports/case-rows.ts';
import { type ClockPlace, clocksBegin } from '../../ports/cases.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { answer, type CaseSight, type ClockSight, judge } from './judge.ts';
import { resumedMoves } from './resume.ts';
import { noteDeed, writeMoves } from './write-clocks.ts';
import { writeEscalations } from './write-escalations.ts';

const pageSize = 500;
/** Pages in one slice of the duty. */
const pagesMax = 4;
/** What cannot be judged (its calendar is gone, say) is tried again so much later, and nothing waits for it. */
const retryMs = 3_600_000;

/** @returns how many clocks were looked at, and whether there are more */
export async function sweepClocks(context: Context, now: Instant): Promise<DutyRun> {
  let place = clocksBegin;
  let done = 0;
  for (let page = 0; page < pagesMax; page += 1) {
    const swept = await context.store.transaction((tx) => sweepPage(context, tx, place, now));
    done += swept.count;
    if (swept.last === undefined) return { done };
    place = swept.last;
  }
  return { done, more: true };
}

/** @returns the place of the last clock, undefined where there are no more */
async function sweepPage(
  context: Context,
  tx: Tx,
  after: ClockPlace,
  now: Instant,
): Promise<{ readonly count: number; readonly last: ClockPlace | undefined }> {
  const clocks = await tx.cases.clocks.holdDue(now, after, pageSize);
  const last = clocks.at(-1);
  if (last === undefined) return { count: 0, last: undefined };
  const sight = await clockSight(context, tx, clocks);
  const later = { nextAt: now + retryMs };
  const [paused, running] = [clocks.filter(isPausedByOfficial), clocks.filter((clock) => !isPausedByOfficial(clock))];
  const judged = running.map(
    (clock) => tried(context, clock, () => judge(clock, sight, now)) ?? { clock, change: later, call: undefined },
  );
  const called = judged.flatMap(({ clock, call }) => (call === undefined ? [] : clock));
  const whole = { ...sight, ...(await caseSight(tx, called, paused)) };
  const answers = judged.map(
    (one) =>
      tried(context, one.clock, () => answer(one, whole)) ?? { clock: one.clock, change: later, warning: undefined },
  );
  for (const alike of Map.groupBy(answers, ({ change }) => JSON.stringify(change)).values()) {
    const ids = alike.map(({ clock }) => clock.id);
    await tx.cases.clocks.updateAllHeld(ids, alike[0]?.change ?? later);
  }
  await endPauses(context, tx, paused, { sight: whole, now });
  const escalated = answers.flatMap(({ warning }) => warning ?? []);
  await writeEscalations(context, tx, escalated, { place: sight.place, roster: sight.staff, now });
  const isFull = clocks.length === pageSize;
  return { count: clocks.length, last: isFull ? { nextAt: last.nextAt ?? now, id: last.id } : undefined };
}

function isPausedByOfficial({ pausedBy }: ClockRow): boolean {
  return pausedBy === 'official';
}

/** A clock that cannot be judged keeps no other one back. */
function tried<T>({ onFault }: Context, { id }: ClockRow, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    onFault?.({ jobId: id, instanceId: '', element: 'deadline', error });
    return undefined;
  }
}

interface Sight extends ClockSight {
  readonly staff: Awaited<ReturnType<Tx['cases']['accounts']['roster']>>;
}

async function clockSight(context: Context, tx: Tx, clocks: readonly ClockRow[]): Promise<Sight> {
  const steps = new Set(clocks.flatMap((clock) => (clock.name === 'step' ? [clock.caseId] : [])));
  const mains = steps.size === 0 ? [] : await tx.cases.clocks.openOfCases([...steps], 'case');
  const place = await context.cities.current(tx);
  const day = localDate(place.city.province.timeZone, context.clock());
  const staff = await tx.cases.accounts.roster(day);
  return { place, mainByCase: new Map(mains.map((main) => [main.caseId, main])), roster: rosterOf(staff, day), staff };
}

/** Cases are read only of the clocks that ask for it: their rows lie on pages of their own, and those are many. */
async function caseSight(tx: Tx, called: readonly ClockRow[], paused: readonly ClockRow[]): Promise<CaseSight> {
  const callers = [...new Set(called.map((clock) => clock.caseId))];
  const both = [...new Set([...callers, ...paused.map((clock) => clock.caseId)])];
  const records = both.length === 0 ? [] : await tx.cases.records.byIds(both);
  const tasks = callers.length === 0 ? [] : await tx.engine.tasks.openOfCases(callers);
  return {
    records: new Map(records.map((record) => [record.id, record])),
    tasksByCase: Map.groupBy(tasks, (task) => task.caseId),
  };
}

/** Pauses that nobody has ended by the day that was said: the clocks go on from its end. */
async function endPauses(
  context: Context,
  tx: Tx,
  paused: readonly ClockRow[],
  { sight, now }: { readonly sight: Sight & CaseSight; readonly now: Instant },
): Promise<void> {
  const { place, records } = sight;
  for (const [caseId, own] of Map.groupBy(paused, (clock) => clock.caseId)) {
    const record = records.get(caseId);
    if (record === undefined) continue;
    const moves = resumedMoves(own, record, place, now);
    const deed = { actor: '', noteEntry: null, now } as const;
    await writeMoves(context, tx, record, moves, {
      ...deed,
      kind: 'resumed',
      reason: 'pauseOver',
      fileId: null,
      place,
    });
    await noteDeed(context, tx, record, { ...deed, code: 'resumed', data: { reason: 'pauseOver' } });
  }
}
