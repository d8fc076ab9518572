/** Giving tasks to people and taking them back: each its own step, with who did it, on the timeline and in the audit. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { Assignments, Candidate, Given, Giving } from '../../application/assignments.ts';
import type { Actor } from '../../application/common.ts';
import type { HolderRow } from '../../ports/assignment.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { Refusal } from '../../refusal.ts';
import { audit } from '../audit.ts';
import { outOfCase } from '../confidentiality/out-of-it.ts';
import type { Context } from '../context.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { sayHandOver } from '../steps/hand-over.ts';
import { behalfOf, changedBy, nameOf, visibleTask, withinScope } from '../tasks/find-task.ts';
import { mustBeApart } from '../tasks/kept-apart.ts';

const tasksMax = 50;

export function candidates(context: Context): Assignments['candidates'] {
  return (actor, taskIds) =>
    context.store.transaction(async (tx) => {
      if (taskIds.length > tasksMax) throw refusal('TOO_MANY', { most: tasksMax });
      const tasks: TaskRow[] = [];
      for (const taskId of new Set(taskIds)) tasks.push(await givable(context, tx, actor, taskId));
      const places = new Map(tasks.map(({ unit, role }) => [`${unit}/${role}`, { unit, role }]));
      const lists: (readonly HolderRow[])[] = [];
      for (const place of places.values()) lists.push(await holdersOf(context, tx, place));
      const { city } = await context.cities.current(tx);
      const out = new Set<string>();
      for (const caseId of new Set(tasks.map((task) => task.caseId))) {
        for (const username of (await outOfCase(tx, city, caseId, context.clock())).people) out.add(username);
      }
      const [first = [], ...others] = lists;
      const common = first.filter(
        ({ username }) =>
          !out.has(username) && others.every((list) => list.some((other) => other.username === username)),
      );
      const loads = await tx.cases.assignments.loads(common.map(({ username }) => username));
      return common
        .map(
          ({ username, displayName, present }): Candidate => ({
            username,
            displayName,
            open: loads.get(username) ?? 0,
            away: !present,
            isSelf: username === actor.username,
          }),
        )
        .toSorted((a, b) => Number(a.away) - Number(b.away) || a.open - b.open || (a.username < b.username ? -1 : 1));
    });
}

export function assign(context: Context): Assignments['assign'] {
  return async (actor, giving) => {
    if (giving.taskIds.length > tasksMax) throw refusal('TOO_MANY', { most: tasksMax });
    const given: Given[] = [];
    for (const taskId of new Set(giving.taskIds)) given.push(await one(context, actor, taskId, giving));
    return given;
  };
}

async function one(context: Context, actor: Actor, taskId: string, giving: Giving): Promise<Given> {
  const find = (tx: Tx) => givable(context, tx, actor, taskId);
  try {
    await unlessOvertaken(context.store, find, () =>
      context.store.step(async (tx) => give(context, tx, actor, { giving, task: await find(tx) })),
    );
    return { taskId, refused: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    return { taskId, refused: error };
  }
}

/** A task that the actor may give to somebody. @throws Refusal 404, 403, 409 where it is done already */
async function givable(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<TaskRow> {
  const seen = await visibleTask(context, tx, actor, taskId);
  if (!seen.open) throw await changedBy(context, tx, seen);
  const task = await withinScope(context, tx, actor, { action: 'assign', taskId });
  if (task === undefined) throw refusal('FORBIDDEN');
  return task;
}

async function give(
  context: Context,
  tx: Tx,
  actor: Actor,
  { giving, task }: { readonly giving: Giving; readonly task: TaskRow },
): Promise<void> {
  const { to } = giving;
  if (task.assignee === (to ?? '')) return;
  if (to !== null) await mustFit(context, tx, task, to);
  const now = context.clock();
  const by = actor.username;
  const verb = to === null ? 'release' : 'assign';
  const command = { kind: 'task', task: task.key, verb, by, ...(to !== null && { to }) } as const;
  const reason = giving.reason.trim();
  const sealed =
    reason === '' || task.caseId === null ? {} : await context.vault.seal(tx, task.caseId, { giveReason: reason }, now);
  const noteEntry = sealed['giveReason'] ?? null;
  const given = { how: to === null ? 'released' : 'assigned', actor: by, noteEntry, task } as const;
  sayHandOver(tx, task.caseId, given);
  await context.kernel.execute(tx, task.instanceId, command, now);
  const how = howOf(actor, task, to);
  const absent = behalfOf(actor, task);
  if (task.caseId !== null) {
    const line = { kind: 'given', code: `${how}:${to ?? ''}`, element: task.element, actor: by } as const;
    const where = { caseId: task.caseId, at: now, unit: task.unit, noteEntry, behalfOf: absent ?? '' };
    await tx.cases.timeline.append([{ ...line, ...where, id: context.newId(now) }]);
  }
  const about = { task: task.id, element: task.element, from: task.assignee, to: to ?? '', how };
  const data = { ...about, ...(absent !== undefined && { onBehalfOf: absent }) };
  await audit(context, tx, { actor: by, action: 'task.assign', subject: `case:${task.caseId ?? ''}`, data }, now);
}

function howOf({ username }: Actor, { assignee }: TaskRow, to: string | null): string {
  if (to === null) return 'pool';
  if (to === username) return 'takenOver';
  return assignee === username ? 'colleague' : 'assigned';
}

/** @throws Refusal 409 where somebody has no such post, is away, is of a unit complained of, or has done what is kept apart from it */
async function mustFit(context: Context, tx: Tx, task: TaskRow, to: string): Promise<void> {
  const holder = (await holdersOf(context, tx, task)).find(({ username }) => username === to);
  const name = await nameOf(tx, to);
  if (holder === undefined) throw refusal('ASSIGNEE_NOT_IN_UNIT', { name });
  if (!holder.present) throw refusal('ASSIGNEE_AWAY', { name });
  const { city } = await context.cities.current(tx);
  if ((await outOfCase(tx, city, task.caseId, context.clock())).people.has(to)) {
    throw refusal('ASSIGNEE_COMPLAINED_OF', { name });
  }
  await mustBeApart(context, tx, task, to);
}

async function holdersOf(
  context: Context,
  tx: Tx,
  { unit, role }: Pick<TaskRow, 'unit' | 'role'>,
): Promise<readonly HolderRow[]> {
  const { city } = await context.cities.current(tx);
  return await tx.cases.assignments.holders(unit, role, localDate(city.province.timeZone, context.clock()));
}
