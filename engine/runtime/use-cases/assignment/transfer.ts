/**
 * Handing a task to another unit (WS-HumanTask 1.1 §7.1 `forward`, or `nominate` for one person there), with the case
 * where the unit answers for it. It is a "not ours" that finds its next unit itself, and bounded as that is: a unit that has
 * given the case away gets it again only for something new, and at the so manieth time (`handling.json`) the coordinator
 * decides, whose decision binds.
 */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import { aboutVariable, isComplainedOf, placeBefore } from '#engine/cases/organisation/conflict.ts';
import { assigningBy, givingRule } from '#engine/cases/organisation/giving.ts';
import { returnInTheWay, timesReturned } from '#engine/cases/organisation/holdings.ts';
import { unitsInForce } from '#engine/cases/organisation/units.ts';
import type { Instant } from '#engine/core/values.ts';
import { envOf } from '../../administration/routing/rules.ts';
import type { Assignments, Transfer, Transferred } from '../../application/assignments.ts';
import type { Actor } from '../../application/common.ts';
import type { PostHolderRow } from '../../ports/assignment.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { TransferKind, TransferRow } from '../../ports/transfers.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { caseOf } from '../complete.ts';
import { outOfCase } from '../confidentiality/out-of-it.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { unitOf } from '../names.ts';
import { unlessOvertaken } from '../overtaken.ts';
import { refusal } from '../refuse.ts';
import { mustBeNew, sayHandOver } from '../steps/hand-over.ts';
import { behalfOf, changedBy, visibleTask, withinScope } from '../tasks/find-task.ts';
import { mustBeApart } from '../tasks/kept-apart.ts';
import { assigner } from './choose.ts';
import { giveCase, tellReceiver } from './transfer-case.ts';

/** How the row of a task says that it came from another unit, so that nobody looks for what is not there. */
export const transferredMark = 'transferred';

export function transferPlaces(context: Context): Assignments['transferPlaces'] {
  return (actor, taskId) =>
    context.store.transaction(async (tx) => {
      const task = await transferable(context, tx, actor, taskId);
      const matter = await matterOf(context, tx, task);
      const { city } = await context.cities.current(tx);
      const rows = await tx.cases.holdings.ofCase(matter.record.id);
      const places = Map.groupBy(await takers(context, tx, task, matter), ({ unit }) => unit);
      return {
        units: [...places].map(([unit, people]) => ({
          unit: unitOf(city, unit),
          people: people.map(({ username, displayName, present }) => ({ username, displayName, away: !present })),
          gaveItAway: returnInTheWay(rows, unit, matter.record) !== undefined,
        })),
        disputed: matter.kind === 'disputed',
        decides: matter.kind === 'decided',
      };
    });
}

export function transfer(context: Context): Assignments['transfer'] {
  return async (actor, taskId, wanted) => {
    if (wanted.reason.trim() === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
    const find = (tx: Tx) => transferable(context, tx, actor, taskId);
    const key = `transfer:${taskId}:${hashed(context, 'submission', wanted.submissionKey)}`;
    const work = () =>
      unlessOvertaken(context.store, find, () =>
        context.store.transaction((tx) => write(context, tx, actor, { taskId, wanted, key })),
      );
    return await unlessDoneMeanwhile(context, key, work, (told) => told as unknown as Transferred);
  };
}

/** A task that the actor may hand to another unit. @throws Refusal 404, 403, 409 where it is done already */
async function transferable(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<TaskRow> {
  const seen = await visibleTask(context, tx, actor, taskId);
  if (!seen.open) throw await changedBy(context, tx, seen);
  const task = await withinScope(context, tx, actor, { action: 'transfer', taskId });
  // Another unit's part goes back to the lead, who asks somebody else.
  if (task === undefined || task.part !== '') throw refusal('FORBIDDEN');
  return task;
}

/** What a hand-over would be now. */
interface Matter {
  readonly record: CaseRow;
  readonly kind: TransferKind;
  /** The role that does the step, and the unit that wants to be rid of it: not the coordinator's. */
  readonly role: string;
  readonly unit: string;
  readonly wentRound?: boolean;
}

async function matterOf(context: Context, tx: Tx, task: TaskRow): Promise<Matter> {
  const record = await caseOf(tx, task);
  const { city } = await context.cities.current(tx);
  // It has gone round a unit that the case complains of: the coordinator says which one has it instead.
  const meant = placeBefore(task.assignment);
  if (meant !== undefined) return { record, kind: 'decided', wentRound: true, ...meant };
  const before = task.assignment === transferredMark ? await tx.cases.transfers.ofTasks([task.id]) : [];
  const last = before.at(-1);
  if (last?.kind === 'disputed') return { record, kind: 'decided', role: last.fromRole, unit: last.fromUnit };
  const times = timesReturned(await tx.cases.holdings.ofCase(record.id)) + 1;
  const { coordinator } = city.escalation;
  const kind = times >= city.handling.returnsToCoordinator && coordinator.unit !== '' ? 'disputed' : 'transferred';
  return { record, kind, role: task.role, unit: task.unit };
}

/** Who could do the task in other units; the one that asked for a decision may get it as well. */
async function takers(
  context: Context,
  tx: Tx,
  task: TaskRow,
  { role }: Pick<Matter, 'role'>,
): Promise<readonly PostHolderRow[]> {
  const { city } = await context.cities.current(tx);
  const now = context.clock();
  const out = await outOfCase(tx, city, task.caseId, now);
  const units = unitsInForce(city, now).flatMap(({ code }) =>
    code === task.unit || out.units.has(code) ? [] : [code],
  );
  const staff = await tx.cases.assignments.staff(units, localDate(city.province.timeZone, now));
  return staff.filter((one) => one.role === role && !out.people.has(one.username));
}

interface Writing {
  readonly taskId: string;
  readonly wanted: Transfer;
  readonly key: string;
}

async function write(context: Context, tx: Tx, actor: Actor, { taskId, wanted, key }: Writing): Promise<Transferred> {
  const done = await tx.engine.receipts.find(key);
  if (done !== undefined) return done as unknown as Transferred;
  const task = await transferable(context, tx, actor, taskId);
  // How often it has gone from unit to unit must not change while it is counted.
  await context.kernel.hold(tx, task.instanceId);
  const matter = await matterOf(context, tx, task);
  const to = await placeFor(context, tx, task, { matter, wanted });
  const now = context.clock();
  const words = { transferReason: [wanted.reason.trim(), wanted.newFacts.trim()].filter(Boolean).join('\n') };
  const { transferReason: noteEntry = null } = await context.vault.seal(tx, matter.record.id, words, now);
  await forward(context, tx, { task, matter, to, actor, noteEntry, now });
  const { city } = await context.cities.current(tx);
  const told: Transferred = { unit: unitOf(city, to.unit), disputed: matter.kind === 'disputed' };
  await tx.engine.receipts.insert(key, JSON.parse(JSON.stringify(told)), now);
  return told;
}

interface Place {
  readonly unit: string;
  readonly role: string;
  /** '' for whoever takes it. */
  readonly person: string;
}

/** @throws Refusal 422 at `unit` or `to` where it cannot go there */
async function placeFor(
  context: Context,
  tx: Tx,
  task: TaskRow,
  { matter, wanted }: { readonly matter: Matter; readonly wanted: Transfer },
): Promise<Place> {
  const { city } = await context.cities.current(tx);
  const holders = (await takers(context, tx, task, matter)).filter(({ unit }) => unit === wanted.unit);
  if (holders.length === 0) {
    const isAbout = isComplainedOf(city.units, wanted.unit, await tx.cases.conflicts.ofCase(matter.record.id));
    const rule = isAbout ? 'UNIT_COMPLAINED_OF' : 'UNIT_CANNOT_TAKE_IT';
    throw refusal('INVALID_FIELDS', {}, [{ path: 'unit', rule }]);
  }
  // Which unit it should be is told to who decides; nobody need be named there.
  if (matter.kind === 'disputed') return { ...city.escalation.coordinator, person: '' };
  const isNew = matter.kind === 'decided' || wanted.newFacts.trim() !== '';
  if (!isNew) await mustBeNew(context, tx, { ...matter.record, unit: wanted.unit });
  const person = holders.find(({ username }) => username === wanted.to);
  if (wanted.to !== null && person === undefined) throw refusal('ASSIGNEE_NOT_IN_UNIT', { name: wanted.to });
  if (person?.present === false) throw refusal('ASSIGNEE_AWAY', { name: person.displayName });
  if (person !== undefined) await mustBeApart(context, tx, task, person.username);
  return { unit: wanted.unit, role: matter.role, person: person?.username ?? '' };
}

export interface Forwarding {
  readonly task: TaskRow;
  readonly matter: Matter;
  readonly to: Place;
  readonly actor: Actor;
  readonly noteEntry: string | null;
  readonly now: Instant;
}

async function forward(context: Context, tx: Tx, forwarding: Forwarding): Promise<void> {
  const { task, matter, to, actor, noteEntry, now } = forwarding;
  const how = matter.kind === 'decided' ? 'routed' : 'transferred';
  sayHandOver(tx, matter.record.id, { how, actor: actor.username, noteEntry, task });
  const offered = { kind: 'task', task: task.key, by: actor.username, unit: to.unit, role: to.role } as const;
  const named = to.person !== '';
  await context.kernel.execute(
    tx,
    task.instanceId,
    named ? { ...offered, verb: 'nominate', to: to.person } : { ...offered, verb: 'forward' },
    now,
  );
  const state = named ? 'reserved' : 'ready';
  await tx.engine.tasks.update(task.instanceId, task.key, { state, assignment: transferredMark });
  if (matter.kind !== 'disputed') await giveCase(context, tx, { ...matter, to: to.unit, now });
  await tx.cases.transfers.insert(rowOf(context, forwarding));
  await note(context, tx, forwarding);
  if (matter.kind !== 'disputed' && !named) await byRule(context, tx, forwarding);
  if (matter.kind !== 'disputed') await tellReceiver(context, tx, { task, record: matter.record, unit: to.unit, now });
}

/** The rules of the unit that gets it look for somebody there, as when the step opens. */
async function byRule(context: Context, tx: Tx, { task, matter, to, now }: Forwarding): Promise<void> {
  const place = await context.cities.current(tx);
  const { unit, role } = to;
  const { category, ward } = matter.record;
  const about = await tx.cases.conflicts.ofCase(matter.record.id);
  const variables = { unit, role, category, ward, [aboutVariable]: about };
  const rule = givingRule(place.city.handling.giving, { unit, role, category });
  const assignment = assigningBy(rule, variables, envOf(place, now));
  if (assignment === undefined) return;
  const { key, node, element, name, priority, instanceId, caseId, serviceVersionId } = task;
  const opened = { kind: 'openTask', task: key, node, element, name, priority, unit, role, assignment } as const;
  const chosen = await assigner(context)(tx, { instanceId, caseId, serviceVersionId, task: opened, variables }, now);
  if (chosen.to === null) return;
  await context.kernel.execute(tx, instanceId, { kind: 'task', task: key, verb: 'assign', to: chosen.to }, now);
}

function rowOf(context: Context, { task, matter, to, actor, noteEntry, now }: Forwarding): TransferRow {
  return {
    id: context.newId(now),
    caseId: matter.record.id,
    taskId: task.id,
    kind: matter.kind,
    fromUnit: task.unit,
    fromRole: matter.role,
    fromPerson: task.assignee,
    toUnit: to.unit,
    toRole: to.role,
    toPerson: to.person,
    actor: actor.username,
    at: now,
    noteEntry,
  };
}

async function note(context: Context, tx: Tx, { task, matter, to, actor, noteEntry, now }: Forwarding): Promise<void> {
  const by = actor.username;
  const line = { kind: 'given', code: `${matter.kind}:${to.unit}`, element: task.element, actor: by } as const;
  const absent = behalfOf(actor, task);
  const where = { caseId: matter.record.id, at: now, unit: task.unit, noteEntry, behalfOf: absent ?? '' };
  await tx.cases.timeline.append([{ ...line, ...where, id: context.newId(now) }]);
  const data = {
    task: task.id,
    element: task.element,
    how: matter.kind,
    from: task.unit,
    to: to.unit,
    person: to.person,
    ...(absent !== undefined && { onBehalfOf: absent }),
  };
  await audit(context, tx, { actor: by, action: 'task.transfer', subject: `case:${matter.record.id}`, data }, now);
}
