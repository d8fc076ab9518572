/** What the lead does with a part that it has asked for: takes it back, reminds of it. */

import { localDateTime } from '#engine/cases/compose-notice.ts';
import { isOpenPart } from '#engine/cases/joint/part.ts';
import { offeredMessages } from '#engine/cases/product-messages.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Parts } from '../../application/parts.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { caseOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { tellUnit } from '../steps/tell-unit.ts';
import { actionableTask } from '../tasks/find-task.ts';
import { mustCoordinate, partsOfLead, takeBack } from './lead.ts';
import { viewOfTask } from './view.ts';

const reasonMax = 500;
const remindAgainMs = 3_600_000;
/** The message of the service that reminds a unit of its part; without it the line in the history is all. */
const reminder = offeredMessages.reminder;

export function withdraw(context: Context): Parts['withdraw'] {
  return async (actor, taskId, partId, reason) => {
    const why = reason.trim();
    if (why === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
    if (why.length > reasonMax) {
      throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'maxLength', params: { max: reasonMax } }]);
    }
    const find = (tx: Tx) => partToChange(context, tx, actor, { taskId, partId });
    await unlessOvertaken(context.store, find, () =>
      context.store.step(async (tx) => {
        const { part } = await find(tx);
        const now = context.clock();
        const sealed = await context.vault.seal(tx, part.caseId, { partReason: why }, now);
        await takeBack(context, tx, part, { by: actor.username, noteEntry: sealed['partReason'] ?? null, now });
      }),
    );
    return await context.store.transaction((tx) => viewOfTask(context, tx, actor, taskId));
  };
}

export function remind(context: Context): Parts['remind'] {
  return async (actor, taskId, partId) =>
    await context.store.transaction(async (tx) => {
      const { part, task, record } = await partToChange(context, tx, actor, { taskId, partId });
      const now = context.clock();
      const { city } = await context.cities.current(tx);
      if (part.remindedAt !== null && now - part.remindedAt < remindAgainMs) {
        throw refusal('PART_REMINDED', { at: localDateTime(part.remindedAt, city.province.timeZone) });
      }
      // Two at once remind once.
      if (!(await tx.cases.parts.remind(part, now))) {
        throw refusal('PART_REMINDED', { at: localDateTime(now, city.province.timeZone) });
      }
      await tx.cases.timeline.append([
        {
          ...{ id: context.newId(now), caseId: record.id, at: now, kind: 'part', code: 'reminded' },
          ...{ element: '', actor: actor.username, unit: part.unit, noteEntry: null },
        },
      ]);
      await tell(context, tx, { part, task, record }, now);
      const data = { part: part.id, unit: part.unit };
      await audit(
        context,
        tx,
        { actor: actor.username, action: 'part.remind', subject: `case:${record.id}`, data },
        now,
      );
      return await viewOfTask(context, tx, actor, taskId);
    });
}

interface Found {
  readonly task: TaskRow;
  readonly record: CaseRow;
  readonly part: PartRow;
}

/** @throws Refusal 404, 403; 409 `PART_OVER` */
async function partToChange(
  context: Context,
  tx: Tx,
  actor: Actor,
  { taskId, partId }: { readonly taskId: string; readonly partId: string },
): Promise<Found> {
  const task = await actionableTask(context, tx, actor, { action: 'complete', taskId });
  const record = await caseOf(tx, task);
  await mustCoordinate(context, tx, actor, record);
  const part = (await partsOfLead(tx, task)).find(({ id }) => id === partId);
  if (part === undefined) throw refusal('NOT_FOUND');
  if (!isOpenPart(part)) throw refusal('PART_OVER');
  return { task, record, part };
}

async function tell(context: Context, tx: Tx, { part, task, record }: Found, now: Instant): Promise<void> {
  const { messages } = await context.library.version(tx, task.serviceVersionId);
  const template = messages.get(reminder);
  if (template === undefined) return;
  const place = await context.cities.current(tx);
  const inputs = { to: part.unit, han: localDateTime(part.dueAt, place.city.province.timeZone) };
  const job = {
    ...{ instanceId: task.instanceId, caseId: record.id, serviceVersionId: task.serviceVersionId, variables: {} },
    ...{ job: `remind:${part.id}:${part.reminded + 1}`, element: task.element, inputs },
  };
  const { newId, vault, config } = context;
  await tellUnit({ newId, vault, publicUrl: config.publicUrl }, tx, { job, record, template, place, now });
}
