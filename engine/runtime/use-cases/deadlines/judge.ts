/** What the sweep makes of one clock: whether somebody is to hear of it now, who, and when it is looked at next. */
import type { Warning } from '#engine/cases/city/city.ts';
import { startOf, warningsDue } from '#engine/cases/clocks/clock.ts';
import { answerable, type Roster } from '#engine/cases/clocks/ladder.ts';
import { warningsOf } from '#engine/cases/clocks/warning-times.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { CaseRow, ClockChange, ClockRow } from '../../ports/case-rows.ts';
import type { OpenTaskOf } from '../../ports/engine.ts';
import { lookAgainMs, restMaxMs } from './warned-next.ts';
import type { Escalated } from './write-escalations.ts';

/** What clocks are judged by: they themselves and the city. */
export interface ClockSight {
  readonly place: CityInForce;
  /** The clocks of the cases themselves that have not ended, where clocks of steps are judged. */
  readonly mainByCase: ReadonlyMap<string, ClockRow>;
  readonly roster: Roster;
}

/** What those are judged by besides of which somebody is to hear. */
export interface CaseSight {
  readonly records: ReadonlyMap<string, CaseRow>;
  readonly tasksByCase: ReadonlyMap<string, readonly OpenTaskOf[]>;
}

/** What becomes of a clock, as far as it says so itself. */
export interface Judged {
  readonly clock: ClockRow;
  readonly change: ClockChange;
  /** Somebody is to hear of it: who, is said by its case. */
  readonly call: Call | undefined;
}

type Call = Pick<Escalated, 'percent' | 'rung' | 'how'>;

export interface Answered {
  readonly clock: ClockRow;
  readonly change: ClockChange;
  readonly warning: Escalated | undefined;
}

/** Asks nothing of the case: what is late is looked at every day, and hardly ever is anybody to hear of it anew. */
export function judge(seen: ClockRow, sight: ClockSight, now: Instant): Judged {
  const { city, workingTime } = sight.place;
  // A stage that waits for somebody outside has waited too long: nothing is late, but the head is to know.
  if (seen.state === 'paused')
    return { clock: seen, change: { nextAt: now + restMaxMs }, call: { percent: 0, rung: 'head', how: 'rest' } };
  if (isCovered(seen, sight)) return { clock: seen, change: { nextAt: now + lookAgainMs }, call: undefined };
  const clock = withAllowance(seen, sight.place);
  const warnings = warningsOf(clock, city);
  const due = warningsDue(clock, warnings, now, workingTime);
  const overdue = clock.dueAt !== null && clock.dueAt < now;
  const percent = due.now?.at ?? clock.warned;
  // Whoever answers for what is late may leave any day, whenever the next warning is due.
  const again = now + lookAgainMs;
  const nextAt = overdue ? Math.min(due.nextAt ?? again, again) : (due.nextAt ?? again);
  const change = { warned: percent, allowedMs: clock.allowedMs, nextAt };
  if (due.now === undefined && !(overdue && isOrphaned(clock, sight.roster))) return { clock, change, call: undefined };
  const rung = due.now?.to ?? lastRung(warnings, percent);
  return { clock, change, call: { percent, rung, how: due.now === undefined ? 'owner' : 'new' } };
}

/** Who hears of it. */
export function answer({ clock, change, call }: Judged, sight: ClockSight & CaseSight): Answered {
  if (call === undefined) return { clock, change, warning: undefined };
  const record = sight.records.get(clock.caseId);
  // A case that is closed has no clock that runs; one whose row is gone has been moved away.
  if (record === undefined || record.state !== 'open') return { clock, change: { nextAt: null }, warning: undefined };
  const { rung, how } = call;
  const { owner, ownerUnit, ...found } = answerable(rung, heldBy(clock, record, sight), sight.place.city, sight.roster);
  if (how === 'owner' && owner === clock.owner) return { clock, change, warning: undefined };
  const warning = { clock, record, ...call, ...found, owner, ownerUnit };
  return { clock, change: { ...change, owner, ownerUnit }, warning };
}

/**
 * A step that may take as long as the case is warned of by the clock of the case. It is looked at every day all the same:
 * the case may be answered, or get more time, before the step is done.
 */
function isCovered({ name, caseId, dueAt }: ClockRow, { mainByCase }: ClockSight): boolean {
  const main = name === 'step' ? mainByCase.get(caseId) : undefined;
  return main !== undefined && main.dueAt !== null && dueAt !== null && main.dueAt <= dueAt;
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
  { tasksByCase }: CaseSight,
): { readonly unit: string; readonly assignee: string } {
  const open = tasksByCase.get(record.id) ?? [];
  const own = open.find((task) => task.instanceId === clock.instanceId && task.key === clock.taskKey);
  // What other units were asked beside it is not the case's own work.
  const leads = open.filter(({ part }) => part === '');
  const task = own ?? leads.find(({ assignee }) => assignee !== '') ?? leads[0];
  return { unit: task?.unit || record.unit, assignee: task?.assignee ?? '' };
}
