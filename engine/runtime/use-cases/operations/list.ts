import type { Scope } from '../../access.ts';
import type { Localised } from '../../application/common.ts';
import type { InstanceQuery, InstanceSummary, Operations } from '../../application/operations.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { InstanceFilter, ListedRow } from '../../ports/operations.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { isUuid } from '../ids.ts';
import { stepNames } from '../step-names.ts';
import { instanceScope } from './allowed.ts';
import { processIn } from './programs.ts';

const pageSize = 50;
/** What is counted no further: a number beyond it says "more than that". */
export const totalMax = 10_000;

export function list(context: Context): Operations['list'] {
  return async (actor, query) =>
    await context.store.transaction(async (tx) => {
      const scope = await instanceScope(context, tx, actor, 'read');
      const { filter, versions } = await filterOf(context, tx, scope, query);
      const [last] = fromCursor(query.cursor) ?? [];
      const after = typeof last === 'string' && isUuid(last) ? last : undefined;
      const rows = await tx.engine.operations.instances.page(filter, after, pageSize + 1);
      const shown = rows.slice(0, pageSize);
      const end = rows.length > pageSize ? shown.at(-1) : undefined;
      const steps = await openStepNames(
        context,
        tx,
        shown.map(({ id }) => id),
      );
      const total = await tx.engine.operations.instances.count(filter, totalMax);
      return {
        items: shown.map((row) => summaryOf(row, versions, steps(row.id))),
        next: end ? toCursor([end.id]) : null,
        total,
        totalMax,
      };
    });
}

/** What the open tasks of each of these instances are called. */
export async function openStepNames(
  context: Context,
  tx: Tx,
  ids: readonly string[],
): Promise<(id: string) => readonly Localised[]> {
  const steps = await tx.engine.operations.instances.openSteps(ids);
  const nameOfStep = await stepNames(context, tx, [...steps.values()].flat());
  return (id) => (steps.get(id) ?? []).map(nameOfStep);
}

export interface Filtered {
  readonly filter: InstanceFilter;
  /** Every published version, by id. */
  readonly versions: ReadonlyMap<string, ServiceVersionRow>;
}

/** The conditions of a query, the same for the list and for who selects by it. */
export async function filterOf(context: Context, tx: Tx, scope: Scope, query: InstanceQuery): Promise<Filtered> {
  const rows = (await tx.engine.services.all()).filter(({ state }) => state !== 'draft');
  const asked = rows.filter(
    ({ service, version }) =>
      (query.service === undefined || service === query.service) &&
      (query.version === undefined || version === query.version),
  );
  const { element, incident, registerNumber, states = ['active', 'suspended'] } = query;
  const live = states.every((state) => state === 'active' || state === 'suspended');
  const running = live ? await tx.engine.services.liveInstances() : undefined;
  const standing = asked.filter(({ id }) => running === undefined || running.has(id));
  const isCall = element !== undefined && (await isCallIn(context, tx, standing, element));
  const filter: InstanceFilter = {
    scope,
    states: [...new Set(states)],
    versions: standing.map(({ id }) => id),
    ...(element !== undefined && { element: { id: element, isCall } }),
    ...(incident === true && { incident }),
    ...(registerNumber !== undefined && registerNumber !== '' && { registerNumber: registerNumber.trim() }),
  };
  return { filter, versions: new Map(rows.map((row) => [row.id, row])) };
}

export function summaryOf(
  row: ListedRow,
  versions: ReadonlyMap<string, Pick<ServiceVersionRow, 'service' | 'version' | 'name'>>,
  steps: readonly Localised[],
): InstanceSummary {
  const version = versions.get(row.serviceVersionId);
  return {
    id: row.id,
    service: version?.service ?? '',
    serviceName: version?.name ?? { vi: '', en: '' },
    version: version?.version ?? 0,
    process: row.processId,
    state: row.state,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    registerNumber: row.registerNumber === '' ? null : row.registerNumber,
    openIncidents: row.openIncidents,
    isCalled: row.startedByCall !== null,
    steps,
  };
}

async function isCallIn(
  context: Context,
  tx: Tx,
  versions: readonly ServiceVersionRow[],
  element: string,
): Promise<boolean> {
  for (const { id } of versions) {
    const { processes } = (await context.library.version(tx, id)).program;
    for (const process of Object.keys(processes)) {
      const node = (await processIn(context, tx, id, process))?.nodes[element];
      if (node !== undefined) return node.type === 'callActivity';
    }
  }
  return false;
}
