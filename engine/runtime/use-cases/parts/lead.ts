/** The lead's side of a case's parts: which task may ask, what waits for it, and what ends with it. */
import type { City } from '#engine/cases/city/city.ts';
import { isOpenPart } from '#engine/cases/joint/part.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { InstanceRow, TaskRow } from '../../ports/engine.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import type { Context } from '../context.ts';
import { mayOnCase } from '../deadlines/reach.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import { sayEnd } from './keep.ts';

/** The message by which a process hears that units are asked: an event on the border of the lead's task catches it. */
export const askMessage = 'askUnits';

/** @returns id of the subscription by which the task's step asks units; undefined where it asks nobody */
export function asking({ snapshot }: InstanceRow, task: Pick<TaskRow, 'key'>): string | undefined {
  // Most steps ask nobody: their state is not read for it.
  if (!snapshot.includes(`"${askMessage}"`)) return undefined;
  const { nodes, subscriptions } = JSON.parse(snapshot) as State;
  const found = Object.values(subscriptions).find(
    (one) =>
      one.kind === 'message' &&
      one.name === askMessage &&
      one.host.kind === 'node' &&
      nodes[one.host.id]?.task?.id === task.key,
  );
  return found?.id;
}

/** All that the task has ever asked for, ended ones too. */
export async function partsOfLead(tx: Tx, { caseId, instanceId, key }: TaskRow): Promise<readonly PartRow[]> {
  const rows = caseId === null ? [] : await tx.cases.parts.ofCase(caseId);
  return rows.filter((part) => part.instanceId === instanceId && part.leadTask === key);
}

/** @throws Refusal 403 where the actor may not ask others for this case */
export async function mustCoordinate(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<void> {
  if (!(await mayOnCase(context, tx, actor, 'coordinate', record.id))) throw refusal('FORBIDDEN');
}

/**
 * What becomes of a task's parts when it is completed: those that are not required are withdrawn, with a line each.
 * @throws Refusal 409 `PARTS_OPEN` with who is waited for, as long as a required one is open
 */
export async function settleParts(
  context: Context,
  tx: Tx,
  lead: { readonly task: TaskRow; readonly instance: InstanceRow; readonly by: string },
  now: Instant,
): Promise<void> {
  const { task, instance, by } = lead;
  if (task.part !== '' || asking(instance, task) === undefined) return;
  const open = (await partsOfLead(tx, task)).filter(isOpenPart);
  if (open.length === 0) return;
  const required = open.filter((part) => part.required);
  if (required.length > 0) {
    const { city } = await context.cities.current(tx);
    const fault = (part: PartRow) => ({ path: `parts.${part.id}`, rule: 'PART_OPEN', params: inWords(city, part) });
    throw refusal('PARTS_OPEN', {}, required.map(fault));
  }
  for (const part of open) await takeBack(context, tx, part, { by, noteEntry: null, now });
}

/** Ends a part's task in its process, and so the part. */
export async function takeBack(
  context: Context,
  tx: Tx,
  part: PartRow,
  { by, noteEntry, now }: { readonly by: string; readonly noteEntry: string | null; readonly now: Instant },
): Promise<void> {
  const instance = await context.kernel.hold(tx, part.instanceId);
  const { nodes } = JSON.parse(instance.snapshot) as State;
  const node = Object.values(nodes).find(({ task }) => task?.id === part.taskKey);
  if (node === undefined) throw refusal('PART_OVER');
  sayEnd(tx, part.id, { move: 'withdraw', by, noteEntry });
  const nothing = { startBefore: [], startAfter: [], variables: {} };
  await context.kernel.execute(tx, part.instanceId, { kind: 'move', cancel: [node.id], ...nothing }, now);
}

function inWords(city: City, { unit, kind }: PartRow): FieldFault['params'] & object {
  const { vi, en } = namedIn(city.units, unit).name;
  return { vi: `${vi} (${kindWords[kind].vi})`, en: `${en} (${kindWords[kind].en})` };
}

const kindWords = {
  work: { vi: 'phần việc', en: 'work' },
  opinion: { vi: 'lấy ý kiến', en: 'opinion' },
} as const;
