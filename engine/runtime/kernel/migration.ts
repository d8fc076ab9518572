/**
 * An instance goes on under another version of its process: the core says what becomes of its state, and the rows follow.
 * The journal keeps it as an entry of its own kind, so that a replay changes the program at the same place.
 */
import type { Effect } from '#engine/core/effects.ts';
import type { Env } from '#engine/core/env.ts';
import type { MigrationProblem } from '#engine/core/migration/counterparts.ts';
import { migrate } from '#engine/core/migration/migrate.ts';
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import { reject } from '#engine/core/rejection.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';
import type { JournalRow, Migration, ProcessPlace } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { kernelErrors, refusalOf } from './errors.ts';
import type { Programs } from './programs.ts';

export interface Carried {
  readonly state: State;
  readonly effects: readonly Effect[];
  /** The program that it goes on with. */
  readonly program: Program;
}

/**
 * What an entry of the journal that is a migration makes of a state.
 * @throws Refusal 409 `MIGRATION_NOT_POSSIBLE`, with every element that has no place in the new version
 */
export async function carriedOut(
  tx: Tx,
  programs: Pick<Programs, 'get'>,
  state: State,
  { migration: { from, to, map }, env }: { readonly migration: Migration; readonly env: Env },
): Promise<Carried> {
  if (state.life !== 'active' && state.life !== 'suspended') throw refusalOf(reject('INSTANCE_ENDED'));
  const program = await programs.get(tx, to.serviceVersionId, to.processId);
  const before = await programs.get(tx, from.serviceVersionId, from.processId);
  const migrated = migrate({ from: before, to: program, map }, state, env);
  if (migrated.kind === 'refused') throw notPossible(before, migrated.problems);
  return { state: migrated.state, effects: migrated.effects, program };
}

/** Where an instance began: its journal tells of every version that it has left. */
export function firstPlace(now: ProcessPlace, journal: readonly JournalRow[]): ProcessPlace {
  for (const { command } of journal) if (command.kind === 'migrate') return command.from;
  return now;
}

/** Rows that lie under the old version's ids; to be called before the effects of the migration are written. */
export async function carryRows(
  tx: Tx,
  instanceId: string,
  before: State,
  { migration, after, program }: { readonly migration: Migration; readonly after: State; readonly program: Program },
): Promise<void> {
  await tx.engine.instances.carryOver(instanceId, migration.to);
  for (const node of Object.values(before.nodes)) {
    const now = after.nodes[node.id];
    if (now !== undefined) await carryNode(tx, instanceId, { node, now, element: program.nodes[now.element] });
  }
  for (const { id, kind, element } of Object.values(before.subscriptions)) {
    const now = after.subscriptions[id];
    if (now === undefined || now.element === element || kind === 'conditional') continue;
    if (kind === 'timer') await tx.engine.jobs.rename(instanceId, 'timer', id, now.element);
    else await tx.engine.subscriptions.rename(instanceId, id, now.element);
  }
  await carryIncidents(tx, instanceId, after, migration);
}

interface CarriedNode {
  readonly node: NodeInstance;
  readonly now: NodeInstance;
  readonly element: FlowNode | undefined;
}

async function carryNode(tx: Tx, instanceId: string, { node, now, element }: CarriedNode): Promise<void> {
  if (node.task !== undefined && element?.type === 'userTask') {
    const { id, name, form } = element;
    await tx.engine.tasks.rename(instanceId, node.task.id, { element: id, name, form: form ?? '' });
  }
  if (node.job !== undefined && now.element !== node.element) {
    await tx.engine.jobs.rename(instanceId, 'connector', node.job.id, now.element);
  }
}

/** Those of the core stand at their node; those of the shell at the element that their timer or delivery is of. */
async function carryIncidents(tx: Tx, instanceId: string, after: State, { map }: Migration): Promise<void> {
  const open = (await tx.engine.incidents.ofInstance(instanceId)).filter((incident) => incident.open);
  const nodes = Object.values(after.nodes);
  for (const { id, key, element } of open) {
    const mapped = Object.hasOwn(map, element) ? map[element] : element;
    const now = nodes.find(({ incident }) => incident?.id === key)?.element ?? mapped;
    if (now !== undefined && now !== element) await tx.engine.incidents.rename(id, now);
  }
}

function notPossible(before: Program, problems: readonly MigrationProblem[]): Refusal {
  const fields = problems.map(({ element, counterpart, reason }) => ({
    path: element,
    rule: reason,
    params: { counterpart, name: before.nodes[element]?.name ?? '' },
  }));
  const { status } = kernelErrors.MIGRATION_NOT_POSSIBLE;
  return new Refusal('MIGRATION_NOT_POSSIBLE', status, { count: problems.length }, fields);
}
