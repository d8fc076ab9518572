/** What sending back and recalling have in common: the step opens again, and everybody who must know it does. */
import { offeredMessages } from '#engine/cases/product-messages.ts';
import type { Return } from '#engine/core/returns/returns.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { caseClockName } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { warnedNext } from '../deadlines/warned-next.ts';
import { elementName } from '../step-names.ts';
import { changeClock, clocksOf } from '../steps/case-clocks.ts';
import { sayHandOver } from '../steps/hand-over.ts';
import { tellUnit } from '../steps/tell-unit.ts';
import type { Way } from './ways-back.ts';

export interface Reopening {
  readonly kind: 'sendBack' | 'recall';
  readonly way: Way;
  /** The task that is sent back, or the one that was completed and is recalled. */
  readonly task: TaskRow;
  readonly record: CaseRow;
  /** Account name. */
  readonly actor: string;
  /** Who is away, where the actor does it for somebody. */
  readonly absent: string | undefined;
  /** '': none was given. */
  readonly reason: string;
  readonly undo: boolean;
  readonly now: Instant;
}

/** Carries it out in the caller's transaction. @returns the node at which the step begins again */
export async function reopen(context: Context, tx: Tx, reopening: Reopening): Promise<string> {
  const { kind, way, task, record, actor, reason, undo, now } = reopening;
  const sealed = reason === '' ? {} : await context.vault.seal(tx, record.id, { returnReason: reason }, now);
  const reasonEntry = sealed['returnReason'] ?? null;
  await noteReopening(context, tx, reopening, reasonEntry);
  const outside = way.instanceId !== task.instanceId;
  // What was called ends at once, so that nobody goes on with it; what it has called itself hears of it by delivery.
  if (outside) await context.kernel.execute(tx, task.instanceId, { kind: 'cancel', reason: 'sendBack' }, now);
  const command = {
    ...discreet(way.back, record),
    undo,
    by: actor,
    ...(kind === 'sendBack' && !outside && { task: task.key }),
    ...(reasonEntry !== null && { reason: reasonEntry }),
  };
  sayHandOver(tx, record.id, { how: 'sentBack', actor, noteEntry: reasonEntry });
  const done = await context.kernel.execute(tx, way.instanceId, command, now);
  const node = done.effects.find((effect) => effect.kind === 'sentBack')?.node ?? '';
  const toUnit = way.task?.unit ?? '';
  await tx.engine.returns.insert({
    id: context.newId(now),
    instanceId: way.instanceId,
    caseId: record.id,
    node,
    kind,
    element: way.back.element,
    fromElement: task.element,
    fromUnit: task.unit,
    toUnit,
    actor,
    at: now,
    reasonEntry,
    entered: way.back.entered,
  });
  await keepRunning(context, tx, record.id, way.task?.openedAt ?? now);
  if (kind === 'sendBack') await tellWhoGetsIt(context, tx, reopening, { node, toUnit });
  return node;
}

/** What has become confidential stays so, whatever the step knew that it goes back to. */
function discreet({ command }: Return, record: CaseRow): Return['command'] {
  if (record.confidentiality !== 'confidential') return command;
  const confidential: Json = true;
  const restore = command.restore.map((one) => ({ ...one, variables: { ...one.variables, confidential } }));
  return { ...command, restore };
}

/** The line of the timeline and of the audit; why stands in the vault, as all that people write. */
async function noteReopening(context: Context, tx: Tx, of: Reopening, noteEntry: string | null): Promise<void> {
  const { kind, way, task, record, actor, absent, undo, now } = of;
  const line = { kind: kind === 'sendBack' ? 'sentBack' : 'recalled', code: way.back.element } as const;
  const where = {
    caseId: record.id,
    at: now,
    element: task.element,
    actor,
    unit: task.unit,
    noteEntry,
    behalfOf: absent ?? '',
  };
  await tx.cases.timeline.append([{ id: context.newId(now), ...line, ...where }]);
  const about = { task: task.id, element: task.element, to: way.back.element, version: task.serviceVersionId, undo };
  const data = { ...about, ...(absent !== undefined && { onBehalfOf: absent }) };
  await audit(context, tx, { actor, action: `task.${kind}`, subject: `case:${record.id}`, data }, now);
}

/** The promise of the case was kept too early where its answer is taken back: its clock goes on, with the same end. */
export async function keepRunning(context: Context, tx: Tx, caseId: string, opened: Instant): Promise<void> {
  const last = (await clocksOf(tx, caseId)).findLast(({ name }) => name === caseClockName);
  if (last === undefined || last.endedAt === null || last.endedAt < opened) return;
  const running = { ...last, state: 'running', pausedAt: null, pausedBy: '', endedAt: null } as const;
  const nextAt = warnedNext(running, await context.cities.current(tx), context.clock());
  await changeClock(tx, last, { ...running, nextAt });
}

/** Message of a service for the unit that gets something back; a service without it tells nobody. */
const returnNotice = offeredMessages.returned;

async function tellWhoGetsIt(
  context: Context,
  tx: Tx,
  { way, task, record, now }: Reopening,
  { node, toUnit }: { readonly node: string; readonly toUnit: string },
): Promise<void> {
  const { messages } = await context.library.version(tx, task.serviceVersionId);
  const template = messages.get(returnNotice);
  if (template === undefined || toUnit === '') return;
  const { caseId, serviceVersionId } = task;
  const { instanceId } = way;
  const step = elementName(way.program, way.back.element);
  const inputs = { noidung: step.vi };
  const job = { instanceId, caseId, serviceVersionId, job: node, element: way.back.element, inputs, variables: {} };
  const place = await context.cities.current(tx);
  const deps = { newId: context.newId, vault: context.vault, publicUrl: context.config.publicUrl };
  await tellUnit(deps, tx, {
    ...{ job, english: { noidung: step.en }, template, place, now },
    record: { ...record, unit: toUnit },
  });
}
