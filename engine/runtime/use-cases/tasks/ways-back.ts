import type { Program } from '#engine/core/model/program.ts';
import { type Return, returnsFrom } from '#engine/core/returns/returns.ts';
import type { Tasks, WayBack } from '../../application/tasks.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { namedOrNull } from '../names.ts';
import { elementName } from '../step-names.ts';
import { actionableTask, nameOf } from './find-task.ts';

export function waysBack(context: Context): Tasks['waysBack'] {
  return async (actor, taskId) =>
    await context.store.transaction(async (tx) => {
      const task = await actionableTask(context, tx, actor, { action: 'sendBack', taskId });
      return await Promise.all((await waysFrom(context, tx, task)).map((way) => wayInWords(context, tx, way)));
    });
}

/** One earlier step, with what is needed to tell of it and to go there. */
export interface Way {
  /** Of the task itself, or of one that has called it. */
  readonly instanceId: string;
  readonly back: Return;
  readonly program: Program;
  /** The task as it was done there; undefined for one that was done several times. */
  readonly task: TaskRow | undefined;
  /** Of what goes back: it is not told as given up. */
  readonly from: string;
}

/** What goes back: a task, or the call of the process that it is in. */
type Place = Pick<TaskRow, 'instanceId' | 'node' | 'element'>;

/**
 * Steps of the task's own process, then those of the ones that have called it. Steps of the reporter are left out:
 * nobody would tell them that they are asked again.
 */
export async function waysFrom(context: Context, tx: Tx, place: Place): Promise<readonly Way[]> {
  const { instanceId } = place;
  const ways = await waysIn(context, tx, place);
  const called = await tx.engine.instances.byId(instanceId);
  const { startedBy = null, startedByCall: call = null } = called ?? {};
  if (startedBy === null || call === null) return ways;
  const { past } = await context.kernel.past(tx, startedBy);
  const caller = Object.values(past.state?.nodes ?? {}).find((one) => one.call?.id === call);
  if (caller === undefined) return ways;
  const at = { instanceId: startedBy, node: caller.id, element: caller.element };
  const around = await waysFrom(context, tx, at);
  return [...ways, ...around];
}

async function waysIn(context: Context, tx: Tx, { instanceId, node, element: from }: Place): Promise<readonly Way[]> {
  const { program, past } = await context.kernel.past(tx, instanceId);
  const rows = await tx.engine.tasks.ofInstances([instanceId]);
  const all = returnsFrom(program, past, node).map((back): Way => {
    const row = rows.find(({ key }) => key === back.task) ?? rows.findLast(({ element }) => element === back.element);
    return { instanceId, back, program, task: row, from };
  });
  // Another unit's part is its own matter.
  return all.filter((way) => way.task?.role !== 'citizen' && (way.task?.part ?? '') === '');
}

export async function wayInWords(context: Context, tx: Tx, { back, program, task, from }: Way): Promise<WayBack> {
  const { city } = await context.cities.current(tx);
  const names = (elements: readonly string[]) => elements.map((id) => elementName(program, id));
  return {
    step: back.node,
    name: elementName(program, back.element),
    unit: namedOrNull(city.units, task?.unit ?? ''),
    by: back.by === undefined ? null : (await nameOf(tx, back.by)) || null,
    at: back.at,
    givenUp: names(back.givenUp.filter((element) => element !== from)),
    sent: names(back.since.filter((id) => isSent(program, id) && !back.undoable.includes(id))),
    undoable: names(back.undoable),
  };
}

/** What a machine has done and the model does not know to undo. */
function isSent({ nodes }: Program, id: string): boolean {
  const type = nodes[id]?.type;
  return type === 'sendTask' || type === 'serviceTask' || type === 'callActivity';
}
