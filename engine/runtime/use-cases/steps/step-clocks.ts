/** The clocks of tasks: each opens with its task, by the rule of its deadline, and ends with it. */
import { endClock, workingMs } from '#engine/cases/clocks/clock.ts';
import type { Effect, OpenTask } from '#engine/core/effects.ts';
import type { ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { warnedNext } from '../deadlines/warned-next.ts';
import { changeClock, clocksOf } from './case-clocks.ts';
import { blankClock, type ClockDeps, type ClockStep } from './clock-row.ts';

/** @returns the clocks that begin with their tasks */
export async function keepStepClocks(deps: ClockDeps, tx: Tx, at: ClockStep): Promise<readonly ClockRow[]> {
  const { effects } = at.step;
  const closed = new Set(effects.flatMap((effect) => (effect.kind === 'closeTask' ? [effect.task] : [])));
  if (closed.size > 0) await endOf(deps, tx, at, closed);
  const opened = effects.filter((effect) => isTimed(effect) && !closed.has(effect.task)) as readonly OpenTask[];
  return opened.map((task) => clockOf(deps, at, task));
}

async function endOf(
  { newId }: ClockDeps,
  tx: Tx,
  { record, step, now, place }: ClockStep,
  closed: ReadonlySet<string>,
): Promise<void> {
  for (const clock of await clocksOf(tx, record.id)) {
    const isIts = clock.instanceId === step.instanceId && closed.has(clock.taskKey);
    if (!isIts || clock.endedAt !== null) continue;
    const state = endClock(clock, now);
    const ended = { state: state === 'paused' ? 'met' : state, pausedAt: null, pausedBy: '', nextAt: null } as const;
    await changeClock(tx, clock, { ...clock, ...ended, endedAt: now });
    if (clock.state !== 'paused') continue;
    // What ends while it is paused ends its pause: else the account would not hold it.
    const due = { dueBefore: clock.dueAt, dueAfter: clock.dueAt, revision: place.stamp };
    const what = { kind: 'resumed', reason: '', actor: '', noteEntry: null, fileId: null, ...due } as const;
    await tx.cases.clocks.addEvents([{ id: newId(now), caseId: clock.caseId, clockId: clock.id, at: now, ...what }]);
  }
}

/** What the reporter is asked for is nobody's work in the office. */
function isTimed(effect: Effect): effect is OpenTask {
  return effect.kind === 'openTask' && effect.rule !== undefined && effect.role !== 'citizen';
}

function clockOf({ newId }: ClockDeps, at: ClockStep, task: OpenTask): ClockRow {
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
  return { ...clock, nextAt: warnedNext(clock, place, now) };
}
