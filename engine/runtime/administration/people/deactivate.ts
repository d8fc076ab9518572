/**
 * An account is closed: first it can take nothing more, then every task in its hands goes back to its unit, or to who
 * takes over, each in a transaction of its own. Cut short, it is done again, and nothing is done twice. What rests
 * (suspended tasks) stays as it is until it wakes.
 */
import type { Actor } from '../../application/common.ts';
import type { People } from '../../application/people.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import { isValidOn } from '../../use-cases/accounts/actor.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { refuse } from './checks.ts';
import { lossesOf } from './losses.ts';
import { detailOf, keeping, known } from './person.ts';
import { todayOf } from './views.ts';

type How = Parameters<People['deactivate']>[2];

const tasksPerLook = 50;
/** Somebody who keeps claiming meanwhile is stopped at the end of it. */
const looksMax = 1_000;

export function deactivate(context: Context): People['deactivate'] {
  return async (actor, username, how) => {
    await keeping(context, actor, async (tx, city) => {
      const person = await known(tx, username);
      const losses = await lossesOf(tx, city, person, todayOf(context, city));
      if (losses.posts.length > 0 && !how.leaveEmpty) throw refusal('LAST_OF_POST', { count: losses.posts.length });
      await mayTakeOver(context, tx, person, how.handOver);
      // From now on nothing more comes into these hands.
      await tx.cases.organisation.describe(person.id, { active: false });
      await tx.cases.organisation.endSessions(person.id);
      const event = { actor: actor.username, action: 'account.deactivate', subject: `account:${person.id}` };
      await audit(
        context,
        tx,
        { ...event, data: { handOver: how.handOver ?? '', tasks: losses.tasks } },
        context.clock(),
      );
    });
    await giveAway(context, actor, username, how);
    return await keeping(context, actor, async (tx, city) => detailOf(context, tx, city, await known(tx, username)));
  };
}

/** @throws Refusal 422 */
async function mayTakeOver(context: Context, tx: Tx, person: PersonRow, handOver: string | null): Promise<void> {
  if (handOver === null) return;
  const { city } = await context.cities.current(tx);
  const today = todayOf(context, city);
  const other = await tx.cases.organisation.person(handOver);
  const tasks = await tx.engine.tasks.heldBy(person.username, tasksPerLook * looksMax);
  const has = ({ unit, role }: TaskRow) =>
    other?.posts.some((post) => post.unit === unit && post.role === role && isValidOn(post, today)) === true;
  const possible = other?.active === true && other.id !== person.id && tasks.every(has);
  refuse(possible ? [] : [{ path: 'handOver', rule: 'HAND_OVER_NOT_POSSIBLE' }]);
}

async function giveAway(context: Context, actor: Actor, username: string, how: How): Promise<void> {
  for (let look = 0; look < looksMax; look += 1) {
    const tasks = await context.store.transaction((tx) => tx.engine.tasks.heldBy(username, tasksPerLook));
    if (tasks.length === 0) return;
    for (const { id } of tasks)
      await context.store.transaction((tx) => giveOne(context, tx, { actor, id, username, how }));
  }
}

async function giveOne(
  context: Context,
  tx: Tx,
  {
    actor,
    id,
    username,
    how,
  }: { readonly actor: Actor; readonly id: string; readonly username: string; readonly how: How },
): Promise<void> {
  const task = await tx.engine.tasks.byId(id);
  if (task === undefined || !task.open || task.assignee !== username) return;
  const now = context.clock();
  const by = how.handOver ?? '';
  const command = { kind: 'task', task: task.key } as const;
  await context.kernel.execute(tx, task.instanceId, { ...command, verb: 'release', by: username }, now);
  if (by !== '') await context.kernel.execute(tx, task.instanceId, { ...command, verb: 'claim', by }, now);
  const data = { task: id, element: task.element, from: username, to: by };
  await audit(
    context,
    tx,
    { actor: actor.username, action: 'task.hand-over', subject: `case:${task.caseId ?? ''}`, data },
    now,
  );
}
