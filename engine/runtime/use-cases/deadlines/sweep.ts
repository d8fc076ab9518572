/**
 * The sweep: whoever must hear of a clock hears of it, once. It takes the clocks in the order in which they are due, page
 * after page by key; each page is one transaction, in which a clock's warning, who answers for it and when it is looked at
 * next are written together. So a sweep that is killed has warned of a page or not, and two at once warn of each once.
 *
 * A clock is looked at until it ends: once all warnings are given, again every day, whether its owner is still there.
 */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { Warning } from '#engine/cases/city/city.ts';
import { startOf, warningsDue } from '#engine/cases/clocks/clock.ts';
import { type Answerable, answerable, type Roster, rosterOf } from '#engine/cases/clocks/ladder.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { DutyRun } from '../../duties/duty.ts';
import type { CaseRow, ClockRow } from '../../ports/case-rows.ts';
import { type ClockPlace, clocksBegin } from '../../ports/cases.ts';
import type { OpenTaskOf } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { resumedMoves } from './resume.ts';
import { warningsOf } from './warned-next.ts';
import { noteDeed, writeMoves } from './write-clocks.ts';
import { type Escalated, writeEscalations } from './write-escalations.ts';

const pageSize = 500;
/** Pages in one slice of the duty. */
const pagesMax = 4;
const dayMs = 86_400_000;
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
  const sight = await sightOf(context, tx, clocks);
  const escalated: Escalated[] = [];
  for (const clock of clocks) {
    if (clock.pausedBy === 'official') continue;
    try {
      const { change, warning } = judge(clock, sight, now);
      await tx.cases.clocks.updateHeld(clock.id, change);
      if (warning !== undefined) escalated.push(warning);
    } catch (error) {
      context.onFault?.({ jobId: clock.id, instanceId: '', element: 'deadline', error });
      await tx.cases.clocks.updateHeld(clock.id, { nextAt: now + retryMs });
    }
  }
  await endPauses(context, tx, { clocks, sight, now });
  await writeEscalations(context, tx, escalated, { place: sight.place, roster: sight.staff, now });
  const isFull = clocks.length === pageSize;
  return { count: clocks.length, last: isFull ? { nextAt: last.nextAt ?? now, id: last.id } : undefined };
}

interface Sight {
  readonly place: CityInForce;
  readonly records: ReadonlyMap<string, CaseRow>;
  readonly tasksByCase: ReadonlyMap<string, readonly OpenTaskOf[]>;
  readonly roster: Roster;
  readonly staff: Awaited<ReturnType<Tx['cases']['accounts']['roster']>>;
}

async function sightOf(context: Context, tx: Tx, clocks: readonly ClockRow[]): Promise<Sight> {
  const caseIds = [...new Set(clocks.map((clock) => clock.caseId))];
  const records = await tx.cases.records.byIds(caseIds);
  const tasks = await tx.engine.tasks.openOfCases(caseIds);
  const place = await context.cities.current(tx);
  const day = localDate(place.city.province.timeZone, context.clock());
  const staff = await tx.cases.accounts.roster(day);
  return {
    place,
    records: new Map(records.map((record) => [record.id, record])),
    tasksByCase: Map.groupBy(tasks, (task) => task.caseId),
    roster: rosterOf(staff, day),
    staff,
  };
}

/** Pauses that nobody has ended by the day that was said: the clocks go on from its end. */
async function endPauses(
  context: Context,
  tx: Tx,
  { clocks, sight, now }: { readonly clocks: readonly ClockRow[]; readonly sight: Sight; readonly now: Instant },
): Promise<void> {
  const { place, records } = sight;
  const paused = clocks.filter(({ pausedBy }) => pausedBy === 'official');
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

interface Judged {
  readonly change: Parameters<Tx['cases']['clocks']['updateHeld']>[1];
  readonly warning: Escalated | undefined;
}

function judge(seen: ClockRow, sight: Sight, now: Instant): Judged {
  const { city, workingTime } = sight.place;
  const record = sight.records.get(seen.caseId);
  // A case that is closed has no clock that runs; one whose row is gone has been moved away.
  if (record === undefined || record.state !== 'open') return { change: { nextAt: null }, warning: undefined };
  const clock = withAllowance(seen, sight.place);
  const warnings = warningsOf(clock, city);
  const due = warningsDue(clock, warnings, now, workingTime);
  const overdue = clock.dueAt !== null && clock.dueAt < now;
  const percent = due.now?.at ?? clock.warned;
  const after = { warned: percent, allowedMs: clock.allowedMs, nextAt: due.nextAt ?? (overdue ? now + dayMs : null) };
  const rung = due.now?.to ?? lastRung(warnings, percent);
  if (due.now === undefined && !(overdue && isOrphaned(clock, sight.roster)))
    return { change: after, warning: undefined };
  const owner = answerable(rung, heldBy(clock, record, sight), city, sight.roster);
  const isNew = due.now !== undefined;
  if (!isNew && owner.owner === clock.owner) return { change: after, warning: undefined };
  return { change: { ...after, ...ownerOf(owner) }, warning: { clock, record, percent, ...owner, isNew } };
}

function ownerOf({ owner, ownerUnit }: Answerable): Pick<ClockRow, 'owner' | 'ownerUnit'> {
  return { owner, ownerUnit };
}

/** Who answered is not there any more. */
function isOrphaned(clock: ClockRow, roster: Roster): boolean {
  return clock.owner === '' || !roster.active.has(clock.owner);
}

function lastRung(warnings: readonly Warning[], percent: number): Warning['to'] {
  return warnings.findLast(({ at }) => at <= percent)?.to ?? 'head';
}

/** Clocks from before the allowance was kept. */
function withAllowance(clock: ClockRow, { workingTime }: CityInForce): ClockRow {
  if (clock.allowedMs > 0 || clock.duration === '') return clock;
  return { ...clock, allowedMs: startOf(clock, workingTime).allowedMs };
}

/** Whose the work is: of a step its task, of a case the open task that somebody has, else the first. */
function heldBy(clock: ClockRow, record: CaseRow, { tasksByCase }: Sight): { unit: string; assignee: string } {
  const open = tasksByCase.get(record.id) ?? [];
  const own = open.find((task) => task.instanceId === clock.instanceId && task.key === clock.taskKey);
  // What other units were asked beside it is not the case's own work.
  const leads = open.filter(({ part }) => part === '');
  const task = own ?? leads.find(({ assignee }) => assignee !== '') ?? leads[0];
  return { unit: task?.unit || record.unit, assignee: task?.assignee ?? '' };
}
