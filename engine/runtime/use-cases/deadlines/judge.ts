/** What the sweep makes of one clock: who is to hear of it now, who answers for it, and when it is looked at next. */
import type { Warning } from '#engine/cases/city/city.ts';
import { startOf, warningsDue } from '#engine/cases/clocks/clock.ts';
import { type Answerable, answerable, type Roster } from '#engine/cases/clocks/ladder.ts';
import { warningsOf } from '#engine/cases/clocks/warning-times.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { CaseRow, ClockChange, ClockRow } from '../../ports/case-rows.ts';
import type { OpenTaskOf } from '../../ports/engine.ts';
import { lookAgainMs, restMaxMs } from './warned-next.ts';
import type { Escalated } from './write-escalations.ts';

/** What a page of clocks is judged by. */
export interface SweepSight {
  readonly place: CityInForce;
  readonly records: ReadonlyMap<string, CaseRow>;
  readonly tasksByCase: ReadonlyMap<string, readonly OpenTaskOf[]>;
  /** The clocks of the cases themselves that have not ended, where clocks of steps are judged. */
  readonly mainByCase: ReadonlyMap<string, ClockRow>;
  readonly roster: Roster;
}

export interface Judged {
  readonly change: ClockChange;
  readonly warning: Escalated | undefined;
}

/** Writes nothing: the page of clocks that the sweep has read is judged as a whole, then written at once. */
export function judge(seen: ClockRow, sight: SweepSight, now: Instant): Judged {
  const { city, workingTime } = sight.place;
  const record = sight.records.get(seen.caseId);
  // A case that is closed has no clock that runs; one whose row is gone has been moved away.
  if (record === undefined || record.state !== 'open') return { change: { nextAt: null }, warning: undefined };
  if (seen.state === 'paused') return atRest(seen, record, sight, now);
  if (isCovered(seen, sight)) return { change: { nextAt: now + lookAgainMs }, warning: undefined };
  const clock = withAllowance(seen, sight.place);
  const warnings = warningsOf(clock, city);
  const due = warningsDue(clock, warnings, now, workingTime);
  const overdue = clock.dueAt !== null && clock.dueAt < now;
  const percent = due.now?.at ?? clock.warned;
  // Whoever answers for what is late may leave any day, whenever the next warning is due.
  const again = now + lookAgainMs;
  const nextAt = overdue ? Math.min(due.nextAt ?? again, again) : (due.nextAt ?? again);
  const after = { warned: percent, allowedMs: clock.allowedMs, nextAt };
  const rung = due.now?.to ?? lastRung(warnings, percent);
  if (due.now === undefined && !(overdue && isOrphaned(clock, sight.roster)))
    return { change: after, warning: undefined };
  const owner = answerable(rung, heldBy(clock, record, sight), city, sight.roster);
  const how = due.now === undefined ? 'owner' : 'new';
  if (how === 'owner' && owner.owner === clock.owner) return { change: after, warning: undefined };
  return { change: { ...after, ...ownerOf(owner) }, warning: { clock, record, percent, ...owner, how } };
}

/** A stage that waits for somebody outside has waited too long: nothing is late, but the head is to know. */
function atRest(clock: ClockRow, record: CaseRow, sight: SweepSight, now: Instant): Judged {
  const owner = answerable('head', heldBy(clock, record, sight), sight.place.city, sight.roster);
  const change = { nextAt: now + restMaxMs, ...ownerOf(owner) };
  return { change, warning: { clock, record, percent: 0, ...owner, how: 'rest' } };
}

/**
 * A step that may take as long as the case is warned of by the clock of the case. It is looked at every day all the same:
 * the case may be answered, or get more time, before the step is done.
 */
function isCovered({ name, caseId, dueAt }: ClockRow, { mainByCase }: SweepSight): boolean {
  const main = name === 'step' ? mainByCase.get(caseId) : undefined;
  return main !== undefined && main.dueAt !== null && dueAt !== null && main.dueAt <= dueAt;
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
function heldBy(
  clock: ClockRow,
  record: CaseRow,
  { tasksByCase }: SweepSight,
): { readonly unit: string; readonly assignee: string } {
  const open = tasksByCase.get(record.id) ?? [];
  const own = open.find((task) => task.instanceId === clock.instanceId && task.key === clock.taskKey);
  // What other units were asked beside it is not the case's own work.
  const leads = open.filter(({ part }) => part === '');
  const task = own ?? leads.find(({ assignee }) => assignee !== '') ?? leads[0];
  return { unit: task?.unit || record.unit, assignee: task?.assignee ?? '' };
}
