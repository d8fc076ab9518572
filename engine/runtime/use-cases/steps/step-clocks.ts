/** The clocks of tasks: each opens with its task, by the rule of its deadline, and ends with it. */
import { endClock, workingMs } from '#engine/cases/clocks/clock.ts';
import type { Effect, OpenTask } from '#engine/core/effects.ts';
import type { ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { warnedNext } from '../deadlines/warned-next.ts';
import { changeClock, clocksOf } from './case-clocks.ts';
import { blankClock, type ClockDeps, type ClockStep } from './clock-row.ts';

/** @param started clocks of the case that begin with this step @returns the clocks that begin with their tasks */
export async function keepStepClocks(
  deps: ClockDeps,
  tx: Tx,
  at: ClockStep,
  started: readonly ClockRow[],
): Promise<readonly ClockRow[]> {
  const { effects } = at.step;
  const closed = new Set(effects.flatMap((effect) => (effect.kind === 'closeTask' ? [effect.task] : [])));
  if (closed.size > 0) await endOf(tx, at, closed);
  const opened = effects.filter((effect) => isTimed(effect) && !closed.has(effect.task)) as readonly OpenTask[];
  if (opened.length === 0) return [];
  const main = [...(await clocksOf(tx, at.record.id)), ...started].findLast(({ name }) => name === 'case');
  return opened.map((task) => clockOf(deps, at, task, main?.endedAt === null ? main : undefined));
}

async function endOf(tx: Tx, { record, step, now }: ClockStep, closed: ReadonlySet<string>): Promise<void> {
  for (const clock of await clocksOf(tx, record.id)) {
    const isIts = clock.instanceId === step.instanceId && closed.has(clock.taskKey);
    if (!isIts || clock.endedAt !== null) continue;
    const state = endClock(clock, now);
    const ended = { state: state === 'paused' ? 'met' : state, pausedAt: null, pausedBy: '', nextAt: null } as const;
    await changeClock(tx, clock, { ...clock, ...ended, endedAt: now });
  }
}

/** What the reporter is asked for is nobody's work in the office. */
function isTimed(effect: Effect): effect is OpenTask {
  return effect.kind === 'openTask' && effect.rule !== undefined && effect.role !== 'citizen';
}

function clockOf({ newId }: ClockDeps, at: ClockStep, task: OpenTask, main: ClockRow | undefined): ClockRow {
  const { record, step, place, now } = at;
  const {
    from,
    duration,
    calendar: name,
    dayCount,
  } = task.rule ?? { from: now, duration: '', calendar: '', dayCount: 'elapsed' };
  const calendar = place.workingTime.codeOf(name);
  const dueAt = task.dueAt ?? null;
  const allowedMs = dueAt === null ? 0 : Math.max(0, workingMs(from, dueAt, calendar, place.workingTime));
  const clock: ClockRow = {
    ...blankClock(newId(now), record.id, place.stamp),
    name: 'step',
    sla: at.promise?.class ?? record.sla,
    calendar,
    duration,
    dayCount,
    startedAt: from,
    dueAt,
    firstDueAt: dueAt,
    allowedMs,
    instanceId: step.instanceId,
    taskKey: task.task,
    element: task.element,
  };
  // A step that may take as long as the case is warned of by the clock of the case.
  const covered = main !== undefined && main.dueAt !== null && dueAt !== null && main.dueAt <= dueAt;
  return { ...clock, nextAt: covered ? null : warnedNext(clock, place, now) };
}
