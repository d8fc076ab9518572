/** Each operation as commands of the kernel. Nothing is asked here but whether the instance allows it. */
import { inverted, planMigration } from '#engine/core/migration/plan.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Operation } from '../../application/operations.ts';
import type { InstanceRow, ProcessPlace } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import type { OnwardCheck } from './onward.ts';
import { processIn, programAt, publishedVersion } from './programs.ts';

export interface Acting {
  readonly context: Context;
  readonly onward: OnwardCheck;
  readonly tx: Tx;
  readonly row: InstanceRow;
  readonly now: Instant;
}

/** @returns whether it is proved that the instance can still end; only a migration asks */
export async function act(acting: Acting, operation: Operation): Promise<boolean> {
  const { context, tx, row, now } = acting;
  const execute = (command: Parameters<Context['kernel']['execute']>[2]) =>
    context.kernel.execute(tx, row.id, command, now);
  switch (operation.kind) {
    case 'suspend':
    case 'resume':
      await execute({ kind: operation.kind });
      return true;
    case 'cancel':
      await execute({ kind: 'cancel', reason: 'operator' });
      return true;
    case 'move':
      await execute(operation);
      return true;
    case 'setVariables':
      await execute(operation);
      return true;
    case 'retry':
      await retry(acting, operation);
      return true;
    case 'migrate':
      return await migrateTo(acting, operation);
    case 'undoMigration':
      return await migrateBack(acting, operation.version);
  }
}

/** What was wrong is mended first, where the stuck element sees it; then it is tried again. */
async function retry(
  { context, tx, row, now }: Acting,
  { incident, variables }: Extract<Operation, { kind: 'retry' }>,
): Promise<void> {
  const open = (await tx.engine.incidents.ofInstance(row.id)).filter((one) => one.open);
  const meant = open.filter(({ id }) => incident === undefined || id === incident);
  if (meant.length === 0) throw refusal('NOTHING_TO_RETRY');
  if (Object.keys(variables).length > 0) await setBefore({ context, tx, row, now }, meant[0]?.key ?? '', variables);
  for (const { id } of meant) await context.kernel.retry(tx, id, now);
}

async function setBefore(
  { context, tx, row, now }: Pick<Acting, 'context' | 'tx' | 'row' | 'now'>,
  incident: string,
  variables: Variables,
): Promise<void> {
  const state = JSON.parse(row.snapshot) as State;
  const scope = Object.values(state.nodes).find((node) => node.incident?.id === incident)?.scope ?? state.root;
  await context.kernel.execute(tx, row.id, { kind: 'setVariables', scope, variables }, now);
}

async function migrateTo(acting: Acting, { version, map }: Extract<Operation, { kind: 'migrate' }>): Promise<boolean> {
  const { context, tx, row } = acting;
  const service = (await tx.engine.services.byId(row.serviceVersionId))?.service ?? '';
  const target = await publishedVersion(tx, service, version);
  const to = await placeIn(context, tx, target.id, row.processId);
  const plan = planMigration(await programAt(context, tx, row), await programAt(context, tx, to), map);
  return await carryOver(acting, to, plan.map);
}

/** A process keeps its id from version to version, or it is the only one. @throws Refusal 404 */
export async function placeIn(
  context: Context,
  tx: Tx,
  serviceVersionId: string,
  process: string,
): Promise<ProcessPlace> {
  if (await processIn(context, tx, serviceVersionId, process)) return { serviceVersionId, processId: process };
  const { processes } = (await context.library.version(tx, serviceVersionId)).program;
  const [only, ...others] = Object.keys(processes);
  if (only === undefined || others.length > 0) throw refusal('NOT_FOUND');
  return { serviceVersionId, processId: only };
}

async function migrateBack(acting: Acting, version: number): Promise<boolean> {
  const { tx, row } = acting;
  const last = (await tx.engine.journal.ofInstance(row.id)).at(-1)?.command;
  const own = await tx.engine.services.byId(row.serviceVersionId);
  if (last?.kind !== 'migrate' || own?.version !== version) throw refusal('MOVED_SINCE');
  const back = inverted(last.map);
  if (back === null) throw refusal('MIGRATION_ONE_WAY');
  return await carryOver(acting, last.from, back);
}

async function carryOver(
  { context, onward, tx, row, now }: Acting,
  to: ProcessPlace,
  map: Readonly<Record<string, string>>,
): Promise<boolean> {
  await context.kernel.migrate(tx, row.id, { to, map }, now);
  const after = await tx.engine.instances.byId(row.id);
  if (after === undefined || after.endedAt !== null) return true;
  const program = await programAt(context, tx, to);
  // Refused here, the whole transaction is undone: nothing has moved.
  const proved = onward.require(to.serviceVersionId, program, JSON.parse(after.snapshot) as State);
  // The case shows the stages of the version that its own process runs on.
  if (row.caseId !== null && row.startedBy === null) {
    await tx.cases.records.update(row.caseId, { serviceVersionId: to.serviceVersionId });
  }
  return proved;
}
