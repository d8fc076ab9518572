import { suggestTitle } from '#engine/cases/publication.ts';
import { meets } from '../../access.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Actor } from '../../application/common.ts';
import type { WorklistItem } from '../../application/tasks.ts';
import type { AccountRow, CaseRow, ClockRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { PartRow } from '../../ports/parts.ts';
import type { ReturnRow } from '../../ports/returns.ts';
import type { TransferRow } from '../../ports/transfers.ts';
import type { Tx } from '../../ports.ts';
import { transferredMark } from '../assignment/transfer.ts';
import { clockView, taskClockView } from '../clock-view.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { matterOf, namedIn, namedOrNull } from '../names.ts';
import { reopenedViews } from '../ratings/reopened.ts';
import { scopeOf } from '../scope.ts';
import { type StepNames, stepNames } from '../step-names.ts';

/** A task and the case it belongs to. */
export interface TaskOfCase {
  readonly task: TaskRow;
  readonly record: CaseRow;
}

/** Tasks with their cases as lines of a worklist; what they need beyond their rows is read for all of them at once. */
export async function itemsOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  tasks: readonly TaskOfCase[],
): Promise<readonly WorklistItem[]> {
  const place = await context.cities.current(tx);
  const returns = await returnsOf(
    tx,
    tasks.map(({ task }) => task),
  );
  const transfers = await transfersOf(
    tx,
    tasks.map(({ task }) => task),
  );
  const people = [
    ...tasks.map(({ task }) => task.assignee),
    ...returns.rows.map(({ actor: by }) => by),
    ...transfers.map(({ actor: by }) => by),
  ];
  const holders = [...new Set(people)].filter((username) => username !== '');
  const accounts = await tx.cases.accounts.byUsernames(holders);
  const byName = new Map(accounts.map((account) => [account.username, account]));
  const titles = await titlesOf(
    context,
    tx,
    actor,
    tasks.map(({ record }) => record),
  );
  const nameOfStep = await stepNames(context, tx, [...tasks.map(({ task }) => task), ...returns.beside]);
  const parts = await partsOf(
    tx,
    tasks.map(({ task }) => task),
  );
  const paused = await pausedOf(
    tx,
    tasks.map(({ task }) => task),
  );
  const unread = await unreadOf(tx, tasks);
  const clockOf = (task: TaskRow) => {
    const clock = paused.get(`${task.instanceId} ${task.key}`);
    return clock && clockView(clock, context.clock(), place);
  };
  const reopened = await reopenedViews(
    context,
    tx,
    tasks.map(({ record }) => record),
  );
  // Only whether the button is shown: whoever gives is judged by the query then.
  const giving = await scopeOf(context, tx, actor, { action: 'assign', subject: 'Task' });
  return tasks.map(({ task, record }) => ({
    ...itemOf({ task, record }, byName.get(task.assignee), place),
    step: nameOfStep(task),
    title: titleOf(task, titles.get(record.id)) ?? record.registerNumber,
    part: partView(parts.get(task.part), record, place),
    clock: clockOf(task) ?? taskClockView(task, record, context.clock(), place),
    returned: returnedView(task, returns, { accounts: byName, nameOfStep }),
    transferred: transferredView(task, transfers, byName, place),
    reopened: reopened.get(record.id) ?? null,
    unread: unread.has(task.id),
    mayGive: task.open && meets(giving, columnsOf(task)),
  }));
}

/** A task whose clock stands still has no due date for as long: its clock says so. */
async function pausedOf(tx: Tx, tasks: readonly TaskRow[]): Promise<ReadonlyMap<string, ClockRow>> {
  const undated = tasks.filter(({ open, dueAt, role }) => open && dueAt === null && role !== 'citizen');
  if (undated.length === 0) return new Map();
  const clocks = await tx.cases.clocks.openOfCases([...new Set(undated.flatMap(({ caseId }) => caseId ?? []))], 'step');
  return new Map(
    clocks.flatMap((clock) => (clock.state === 'paused' ? [[`${clock.instanceId} ${clock.taskKey}`, clock]] : [])),
  );
}

/** Tasks of cases whose reporter has answered; a unit that has only a part is not written to. */
async function unreadOf(tx: Tx, tasks: readonly TaskOfCase[]): Promise<ReadonlySet<string>> {
  const open = tasks.filter(({ task }) => task.open && task.part === '');
  const cases = new Set(await tx.cases.relay.unseenIn([...new Set(open.map(({ record }) => record.id))]));
  return new Set(open.filter(({ record }) => cases.has(record.id)).map(({ task }) => task.id));
}

function itemOf(
  { task, record }: TaskOfCase,
  holder: AccountRow | undefined,
  { city }: CityInForce,
): Omit<
  WorklistItem,
  'title' | 'step' | 'clock' | 'returned' | 'transferred' | 'reopened' | 'mayGive' | 'part' | 'unread'
> {
  return {
    taskId: task.id,
    caseId: record.id,
    registerNumber: record.registerNumber,
    category: matterOf(city, record.category),
    ward: namedOrNull(city.wards, record.ward),
    unit: namedIn(city.units, task.unit),
    element: task.element,
    assignee: holder ? { accountId: holder.id, displayName: holder.displayName } : null,
    urgent: record.urgent,
    confidential: record.confidentiality === 'confidential',
    assignment: task.assignment,
    openedAt: task.openedAt,
  };
}

/** Whose part is over sees nothing more of another unit's case. */
export function titleOf({ part, open }: TaskRow, title: string | undefined): string | undefined {
  return part === '' || open ? title : undefined;
}

async function partsOf(tx: Tx, tasks: readonly TaskRow[]): Promise<ReadonlyMap<string, PartRow>> {
  const ids = tasks.flatMap(({ part }) => (isUuid(part) ? [part] : []));
  return new Map((await tx.cases.parts.byIds(ids)).map((part) => [part.id, part]));
}

function partView(part: PartRow | undefined, { unit }: CaseRow, { city }: CityInForce): WorklistItem['part'] {
  if (part === undefined) return null;
  return { kind: part.kind, required: part.required, lead: namedIn(city.units, unit || part.leadUnit) };
}

function columnsOf({ unit, role, ward, category, confidentiality, assignee, closedBy }: TaskRow) {
  return { unit, role, ward, category, confidentiality, assignee, closedBy };
}

interface Returns {
  readonly rows: readonly ReturnRow[];
  /** Tasks of the same instances: among them those that they came from. */
  readonly beside: readonly TaskRow[];
}

async function returnsOf(tx: Tx, tasks: readonly TaskRow[]): Promise<Returns> {
  const rows = await tx.engine.returns.ofTasks(tasks);
  const beside = await tx.engine.tasks.ofInstances([...new Set(rows.map(({ instanceId }) => instanceId))]);
  return { rows, beside };
}

/** Why it was returned is left to the task itself: a list is no place for what people have written. */
function returnedView(
  { instanceId, node }: TaskRow,
  { rows, beside }: Returns,
  { accounts, nameOfStep }: { readonly accounts: ReadonlyMap<string, AccountRow>; readonly nameOfStep: StepNames },
): WorklistItem['returned'] {
  const row = rows.find((one) => one.instanceId === instanceId && one.node === node);
  if (row === undefined) return null;
  const { kind, at, actor, fromElement } = row;
  const from = beside.findLast((task) => task.instanceId === instanceId && task.element === fromElement);
  const name = from === undefined ? { vi: fromElement, en: fromElement } : nameOfStep(from);
  return { kind, at, by: accounts.get(actor)?.displayName ?? actor, from: name, reason: null };
}

/** Most lists have none: then nothing is asked. */
async function transfersOf(tx: Tx, tasks: readonly TaskRow[]): Promise<readonly TransferRow[]> {
  return await tx.cases.transfers.ofTasks(tasks.flatMap((one) => (one.assignment === transferredMark ? [one.id] : [])));
}

/** Who handed it on last; why is left out as above. */
function transferredView(
  { id }: TaskRow,
  transfers: readonly TransferRow[],
  accounts: ReadonlyMap<string, AccountRow>,
  { city }: CityInForce,
): WorklistItem['transferred'] {
  const row = transfers.findLast(({ taskId }) => taskId === id);
  if (row === undefined) return null;
  const { kind, at, actor, fromUnit } = row;
  const by = accounts.get(actor)?.displayName ?? actor;
  return { kind, at, by, fromUnit: namedIn(city.units, fromUnit), reason: null };
}

/** The first words of each report, by case; see {@link textsOf}. */
export async function titlesOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  records: readonly CaseRow[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await textsOf(context, tx, actor, records, ['text']);
  return new Map([...texts].map(([id, { text = '' }]) => [id, suggestTitle(text)]));
}

/** What was written in each report, by case and meaning; of a confidential one only for those who may know its reporter. */
export async function textsOf<Meaning extends string>(
  context: Context,
  tx: Tx,
  actor: Actor,
  records: readonly CaseRow[],
  meanings: readonly Meaning[],
): Promise<ReadonlyMap<string, { readonly [meaning in Meaning]?: string }>> {
  const scope = await scopeOf(context, tx, actor, { action: 'readReporter', subject: 'Case' });
  const confidential = records.filter((record) => record.confidentiality === 'confidential');
  const allowed = new Set(
    await tx.cases.records.allowedOf(
      scope,
      confidential.map((record) => record.id),
    ),
  );
  const shown = records.filter((record) => record.confidentiality === 'normal' || allowed.has(record.id));
  const wanted = shown.flatMap(({ id: caseId, vault }) =>
    meanings.flatMap((meaning) => (vault[meaning] === undefined ? [] : [{ caseId, meaning, entry: vault[meaning] }])),
  );
  const texts = await context.vault.readAcross(tx, wanted);
  const byCase = new Map<string, { [meaning in Meaning]?: string }>();
  for (const { caseId, meaning, entry } of wanted) {
    byCase.set(caseId, { ...byCase.get(caseId), [meaning]: texts.get(entry) ?? '' } as { [m in Meaning]?: string });
  }
  return byCase;
}
