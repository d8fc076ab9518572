/**
 * The ledger of who holds a case, written in the transaction of the step that changes it. What a step does not tell by
 * itself (whose task it is, why it goes on, what is new) is said beforehand by the use case that makes the step.
 */

import { localDateTime } from '#engine/cases/compose-notice.ts';
import { type How, returnInTheWay, timesReturned } from '#engine/cases/organisation/holdings.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { BuiltInJob, Step } from '../../kernel.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { HoldingRow } from '../../ports/holdings.ts';
import type { Tx } from '../../ports.ts';
import type { NewId } from '../ids.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import type { Vault } from '../vault.ts';

/** What a use case says of the step that it makes. */
export interface HandOver {
  readonly how?: How;
  readonly actor: string;
  /** Why, or what is new. */
  readonly noteEntry?: string | null;
  /** There is something new: a unit that has returned the case may get it again. */
  readonly newFacts?: boolean;
  /** The task that the step is about. */
  readonly task?: Pick<TaskRow, 'key' | 'unit' | 'element' | 'instanceId'>;
}

export interface HandOverDeps {
  readonly newId: NewId;
  readonly cities: CityBook;
  readonly vault: Vault;
}

const said = new WeakMap<Tx, Map<string, HandOver>>();
const opened = new WeakMap<Tx, Map<string, { readonly unit: string; readonly element: string }>>();

export function sayHandOver(tx: Tx, caseId: string | null, handOver: HandOver): void {
  if (caseId === null) return;
  const cases = said.get(tx) ?? new Map<string, HandOver>();
  said.set(tx, cases.set(caseId, handOver));
}

/** What was said of the step under way. */
export function saidOf(tx: Tx, caseId: string): HandOver | undefined {
  return said.get(tx)?.get(caseId);
}

interface Kept {
  readonly step: Step;
  readonly before: CaseRow;
  readonly after: CaseRow;
  readonly now: Instant;
}

/** @throws Refusal 422 where a unit would get a case that it has returned, and nothing is new */
export async function keepHolder(deps: HandOverDeps, tx: Tx, kept: Kept): Promise<void> {
  const { step, before, after, now } = kept;
  const handOver = said.get(tx)?.get(before.id);
  const wasReturned = Number(step.variables['bounces'] ?? 0) > 0;
  const gives = step.effects.some(
    (effect) => isLeads(effect) && effect.kind === 'openTask' && effect.unit === after.unit,
  );
  if (wasReturned && gives && handOver?.newFacts !== true) await mustBeNew(deps, tx, after);
  const row = await nextRow(deps, tx, kept, handOver);
  if (row !== undefined) await tx.cases.holdings.append([row]);
  if (after.state === 'closed' && before.state !== 'closed') {
    const nobody = { unit: '', person: '', element: '', actor: handOver?.actor ?? '', noteEntry: null };
    await tx.cases.holdings.append([{ ...factsOf(after), ...nobody, id: deps.newId(now), at: now, how: 'closed' }]);
  }
}

/** The first line of a case, at the instant of its receipt. */
export function firstHolding(record: CaseRow, id: string, actor: string): HoldingRow {
  const nobody = { unit: '', person: '', element: '', actor, noteEntry: null };
  return { ...factsOf(record), ...nobody, fromUnit: '', id, at: record.receivedAt, how: 'received' };
}

function factsOf({ id: caseId, category, ward, unit: fromUnit }: CaseRow) {
  return { caseId, category, ward, fromUnit };
}

async function nextRow(
  deps: HandOverDeps,
  tx: Tx,
  { step, before, after, now }: Kept,
  handOver: HandOver | undefined,
): Promise<HoldingRow | undefined> {
  const task = lastOf(step.effects);
  if (task === undefined) return undefined;
  const place = await placeOf(tx, step, task, handOver);
  if (place === undefined) return undefined;
  said.get(tx)?.delete(before.id);
  const person = place.isReporter ? 'citizen' : (task.assignee ?? '');
  return {
    ...factsOf(after),
    // A part of the case may go from one unit to another without the case itself.
    fromUnit: handOver?.how === 'transferred' ? (handOver.task?.unit ?? before.unit) : before.unit,
    id: deps.newId(now),
    at: now,
    how: howOf(step.effects, task, place.isReporter, handOver),
    unit: place.unit,
    person,
    element: place.element,
    actor: handOver?.actor ?? '',
    noteEntry: handOver?.noteEntry ?? null,
  };
}

type TaskEffect = Extract<Effect, { kind: 'openTask' | 'updateTask' }>;

/** What another unit is asked for beside it moves the case nowhere. */
function isLeads(effect: Effect): effect is TaskEffect {
  return (effect.kind === 'openTask' || effect.kind === 'updateTask') && effect.part === undefined;
}

/** The task that is open when the step is over and was changed last. */
function lastOf(effects: readonly Effect[]): TaskEffect | undefined {
  const closed = new Set(effects.flatMap((effect) => (effect.kind === 'closeTask' ? [effect.task] : [])));
  const changed = (effect: Effect): effect is TaskEffect => isLeads(effect) && !closed.has(effect.task);
  return effects.filter(changed).at(-1);
}

async function placeOf(tx: Tx, { instanceId }: Step, task: TaskEffect, handOver: HandOver | undefined) {
  const key = `${instanceId} ${task.task}`;
  const known = opened.get(tx) ?? new Map<string, { readonly unit: string; readonly element: string }>();
  opened.set(tx, known);
  if (task.kind === 'openTask') {
    const place = { unit: task.unit ?? '', element: task.element };
    known.set(key, place);
    return { ...place, isReporter: task.role === 'citizen' };
  }
  const told = handOver?.task?.key === task.task && handOver.task.instanceId === instanceId ? handOver.task : undefined;
  const found =
    known.get(key) ?? told ?? (await tx.engine.tasks.ofInstance(instanceId)).find((row) => row.key === task.task);
  if (found === undefined) return undefined;
  return { unit: task.unit ?? found.unit, element: found.element, isReporter: false };
}

function howOf(effects: readonly Effect[], task: TaskEffect, isReporter: boolean, handOver: HandOver | undefined): How {
  if (handOver?.how !== undefined) return handOver.how;
  if (task.kind === 'openTask') {
    if (isReporter) return 'reporter';
    return effects.some(({ kind }) => kind === 'sentBack') ? 'sentBack' : 'routed';
  }
  if (task.unit !== undefined) return 'reorganised';
  return task.assignee === null ? 'released' : 'assigned';
}

/** @throws Refusal 422 where the unit has given the case away, and nothing is new */
export async function mustBeNew(
  { cities, vault }: Pick<HandOverDeps, 'cities' | 'vault'>,
  tx: Tx,
  after: Pick<CaseRow, 'id' | 'unit' | 'category' | 'ward'>,
): Promise<void> {
  const back = returnInTheWay(await tx.cases.holdings.ofCase(after.id), after.unit, after);
  if (back === undefined) return;
  const { city } = await cities.current(tx);
  const reasons = back.noteEntry === null ? new Map() : await vault.read(tx, after.id, [back.noteEntry]);
  const [account] = await tx.cases.accounts.byUsernames([back.actor]);
  const params = {
    unit: namedIn(city.units, after.unit).name.vi,
    by: account?.displayName ?? '',
    at: localDateTime(back.at, city.province.timeZone),
    reason: String(reasons.get(back.noteEntry ?? '') ?? ''),
  };
  throw refusal('INVALID_FIELDS', {}, [{ path: 'unit', rule: 'UNIT_RETURNED_IT', params }]);
}

/**
 * The built-in job `handBack`: the unit that has the case says that it is not theirs.
 * Gives `bounces`, how often units have said so, and `disputed`, whether the coordinator is to decide.
 */
export function handBackJob({ newId, cities }: HandOverDeps): BuiltInJob {
  return async (tx, job, now) => {
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    if (!record) return { bounces: 1, disputed: false };
    const bounces = timesReturned(await tx.cases.holdings.ofCase(record.id)) + 1;
    const { actor = '' } = said.get(tx)?.get(record.id) ?? {};
    const nobody = { unit: '', person: '', element: job.element, actor, noteEntry: vaultEntry(job.inputs['reason']) };
    await tx.cases.holdings.append([{ ...factsOf(record), ...nobody, id: newId(now), at: now, how: 'returned' }]);
    const { city } = await cities.current(tx);
    return { bounces, disputed: bounces >= city.handling.returnsToCoordinator };
  };
}

function vaultEntry(value: unknown): string | null {
  const entry = (value as { readonly $vault?: unknown } | null | undefined)?.$vault;
  return typeof entry === 'string' ? entry : null;
}
