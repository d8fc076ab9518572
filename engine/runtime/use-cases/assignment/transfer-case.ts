/** What becomes of the case when a task of it goes to another unit: who answers for it, and who is told. */
import { offeredMessages } from '#engine/cases/product-messages.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { stepNames } from '../step-names.ts';
import { tellUnit } from '../steps/tell-unit.ts';

/**
 * Where the unit that gives the task away answers for the case, the other one does from now on: what the process knows
 * of it changes with it, as a step in its journal. A unit that only has a part of the case gives only that part away.
 */
export async function giveCase(
  context: Context,
  tx: Tx,
  given: {
    readonly record: CaseRow;
    readonly unit: string;
    /** It has gone round the unit, which the process still names. */
    readonly wentRound?: boolean;
    readonly to: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { record, unit, wentRound = false, to, now } = given;
  if ((record.unit !== unit && !wentRound) || unit === to) return;
  for (const instance of await tx.engine.instances.ofCase(record.id)) {
    if (instance.endedAt !== null) continue;
    const state = JSON.parse(instance.snapshot) as State;
    if (variablesIn(state, state.root)['unit'] !== unit) continue;
    await context.kernel.execute(tx, instance.id, { kind: 'setVariables', variables: { unit: to } }, now);
  }
}

/** Message of a service for the unit that gets something from another one; a service without it tells nobody. */
const transferNotice = offeredMessages.transferred;

/** A message to the unit that has it now, in the transaction of the hand-over. */
export async function tellReceiver(
  context: Context,
  tx: Tx,
  {
    task,
    record,
    unit,
    now,
  }: { readonly task: TaskRow; readonly record: CaseRow; readonly unit: string; readonly now: Instant },
): Promise<void> {
  const { messages } = await context.library.version(tx, task.serviceVersionId);
  const template = messages.get(transferNotice);
  if (template === undefined) return;
  const step = (await stepNames(context, tx, [task]))(task);
  const { instanceId, caseId, serviceVersionId, node, element } = task;
  const job = {
    instanceId,
    caseId,
    serviceVersionId,
    job: node,
    element,
    inputs: { noidung: step.vi },
    variables: {},
  };
  const place = await context.cities.current(tx);
  const deps = { newId: context.newId, vault: context.vault, publicUrl: context.config.publicUrl };
  await tellUnit(deps, tx, { job, english: { noidung: step.en }, record: { ...record, unit }, template, place, now });
}
