/** One instance as an operator sees it: where it stands, what it knows, what it waits for, what has happened. */
import { localisedName } from '#engine/cases/text/localised.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import type { InstanceDetail, InstanceSummary, Operations } from '../../application/operations.ts';
import type { IncidentRow, InstanceRow, ServiceVersionRow } from '../../ports/engine.ts';
import type { ListedRow } from '../../ports/operations.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { elementName, stepNames } from '../step-names.ts';
import { instanceScope, mayOperate, maySeeService, visibleInstance } from './allowed.ts';
import { journalLines } from './journal-lines.ts';
import { openStepNames, summaryOf } from './list.ts';
import { placesIn, programAt, publishedVersion } from './programs.ts';
import { tokensOf } from './tokens.ts';

const linesMax = 200;
const calledMax = 50;

export function get(context: Context): Operations['get'] {
  return async (actor, instanceId) =>
    await context.store.transaction(async (tx): Promise<InstanceDetail> => {
      const row = await visibleInstance(context, tx, actor, instanceId);
      const program = await programAt(context, tx, row);
      const state = JSON.parse(row.snapshot) as State;
      const versions = await publishedVersions(tx);
      const own = versions.get(row.serviceVersionId);
      const incidents = await tx.engine.incidents.ofInstance(row.id);
      const journal = await tx.engine.journal.ofInstance(row.id);
      const history = await tx.engine.history.ofInstance(row.id);
      const last = journal.at(-1)?.command;
      const ofService = [...versions.values()].filter(({ service }) => service === own?.service);
      return {
        ...(await summaryFor(context, tx, row, versions, incidents)),
        commands: row.version,
        mayOperate: await mayOperate(context, tx, actor, row.id),
        onHold: (own?.heldAt ?? null) !== null,
        tokens: tokensOf(program, state),
        scopes: scopesOf(program, state),
        ...(await waitingRows(context, tx, row)),
        incidents: incidents.map(incidentLine).toReversed(),
        ...(await family(context, tx, { actor, row, versions })),
        history: history
          .slice(-linesMax)
          .toReversed()
          .map(({ at, element, event }) => ({ at, element, event })),
        journal: journalLines(journal, history, linesMax),
        places: placesIn(program),
        versions: ofService.map(({ version }) => version).toSorted((a, b) => b - a),
        migratedFrom: last?.kind === 'migrate' ? (versions.get(last.from.serviceVersionId)?.version ?? null) : null,
      };
    });
}

export function diagram(context: Context): Operations['diagram'] {
  return async (actor, service, version, process) =>
    await context.store.transaction(async (tx) => {
      if (!(await maySeeService(context, tx, actor, service))) throw refusal('NOT_FOUND');
      const row = await publishedVersion(tx, service, version);
      const { files } = (await context.library.version(tx, row.id)).program;
      const path = Object.hasOwn(files, process) ? files[process] : undefined;
      const resource = path === undefined ? undefined : await tx.engine.services.resource(row.id, path);
      if (resource === undefined) throw refusal('NOT_FOUND');
      return { xml: resource.content };
    });
}

type Versions = ReadonlyMap<string, ServiceVersionRow>;

export async function publishedVersions(tx: Tx): Promise<Versions> {
  return new Map((await tx.engine.services.all()).filter(({ state }) => state !== 'draft').map((row) => [row.id, row]));
}

async function summaryFor(
  context: Context,
  tx: Tx,
  row: InstanceRow,
  versions: Versions,
  incidents: readonly IncidentRow[],
): Promise<InstanceSummary> {
  const { snapshot: _, ...rest } = row;
  const record = row.caseId === null ? undefined : await tx.cases.records.byId(row.caseId);
  const registerNumber = record?.registerNumber ?? '';
  const openIncidents = incidents.filter((incident) => incident.open).length;
  const steps = (await openStepNames(context, tx, [row.id]))(row.id);
  return summaryOf({ ...rest, registerNumber, openIncidents } satisfies ListedRow, versions, steps);
}

async function waitingRows(
  context: Context,
  tx: Tx,
  row: InstanceRow,
): Promise<Pick<InstanceDetail, 'tasks' | 'jobs' | 'subscriptions'>> {
  const tasks = (await tx.engine.tasks.ofInstance(row.id)).filter((task) => task.open);
  const nameOfStep = await stepNames(context, tx, tasks);
  return {
    tasks: tasks.map((task) => {
      const { element, state, unit, role, assignee, openedAt, dueAt } = task;
      return { element, name: nameOfStep(task), state, unit, role, assignee, openedAt, dueAt };
    }),
    jobs: (await tx.engine.jobs.ofInstance(row.id)).map(
      ({ element, kind, type, state, dueAt, retriesLeft, lastError }) => {
        return { element, kind, type, state, dueAt, retriesLeft, lastError };
      },
    ),
    subscriptions: (await tx.engine.subscriptions.ofInstance(row.id)).map(({ element, kind, name }) => {
      return { element, kind, name };
    }),
  };
}

/** Who has called it and what it has called, as far as the actor may see them. */
async function family(
  context: Context,
  tx: Tx,
  {
    actor,
    row,
    versions,
  }: { readonly actor: Parameters<Operations['get']>[0]; readonly row: InstanceRow; readonly versions: Versions },
): Promise<Pick<InstanceDetail, 'called' | 'caller'>> {
  const scope = await instanceScope(context, tx, actor, 'read');
  const { instances } = tx.engine.operations;
  const shown = async (one: InstanceRow) =>
    summaryFor(context, tx, one, versions, await tx.engine.incidents.ofInstance(one.id));
  const called: InstanceSummary[] = [];
  for (const one of await instances.calledBy(row.id, calledMax)) {
    if (await instances.find(scope, one.id)) called.push(await shown(one));
  }
  const caller = row.startedBy === null ? undefined : await instances.find(scope, row.startedBy);
  return { called, caller: caller ? await shown(caller) : null };
}

function scopesOf(program: Program, state: State): InstanceDetail['scopes'] {
  return Object.values(state.scopes).map(({ id, element, variables }) => ({
    id,
    element,
    name: element === program.process ? localisedName(program) : elementName(program, element),
    variables,
  }));
}

function incidentLine({ id, element, code, message, open, openedAt, closedAt }: IncidentRow) {
  return { id, element, code, message, open, openedAt, closedAt };
}
