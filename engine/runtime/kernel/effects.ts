/** Effects of one step as rows. What opens and closes within the same step leaves only what is left of it. */
import type { CreateJob, Effect, OpenTask, UpdateTask } from '#engine/core/effects.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Caller } from '../kernel.ts';
import type { IncidentRow, TaskChange, TaskRow } from '../ports/engine.ts';
import type { SubscriptionRow } from '../ports/exchange.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { requestNow } from '../request.ts';
import { triesDefault } from './backoff.ts';
import { type Delivery, deliveriesOf } from './deliveries.ts';
import { laneOf } from './lanes.ts';
import type { Around } from './options.ts';
import type { NewId } from './uuid.ts';

/** Whose effects they are. */
export interface Owner {
  readonly instanceId: string;
  readonly serviceVersionId: string;
  readonly caseId: string | null;
}

/** The jobs of a step that the shell does at once get no row: it is told by `createJob` which ones these are. */
export interface EffectWriter {
  readonly owner: Owner;
  /** Whose call the instance answers; null where nobody waits for it. */
  readonly caller: Caller | null;
  readonly now: Instant;
  readonly newId: NewId;
  readonly isDoneAtOnce: (job: CreateJob) => boolean;
  /** Whether the instance has had rows of timers, jobs or subscriptions before this step. */
  readonly hadRows: () => boolean;
  /** Whether the product itself does jobs of this type. */
  readonly isOwn: (type: string) => boolean;
  /** The unit that the instance is with now; '' for none. */
  readonly unit: () => string;
  /** Who answers now for what a unit answers for: a unit may have been closed since the model named it. */
  readonly unitNow: (unit: string) => string;
  /** Where a task goes that would go to a unit that the case complains of. */
  readonly around: (place: { readonly unit: string; readonly role: string }) => Around | undefined;
  /** How the tasks of this chain that looked for somebody were given, by key. */
  readonly assignments: Map<string, string>;
  /** Keys of the jobs that were created and have no row. */
  readonly withoutRow: Set<string>;
}

/**
 * Writes tasks, timers, jobs, incidents, subscriptions and deliveries of one step. History and journal are written
 * once per command chain.
 * @param number the step's number in the journal: what it says to others goes out in this order
 */
export async function writeEffects(
  tx: Tx,
  writer: EffectWriter,
  effects: readonly Effect[],
  number: number,
): Promise<void> {
  const fresh: Fresh = {
    tasks: new Map(),
    timers: new Map(),
    jobs: new Map(),
    incidents: new Map(),
    subscriptions: new Map(),
  };
  for (const effect of effects) await writeEffect(tx, writer, effect, fresh);
  const deliveries = deliveriesOf(writer.caller, effects).map((one, position) =>
    deliveryRow(writer, laneIn(writer), one, `${padded(number)}.${padded(position)}`),
  );
  await tx.engine.tasks.insert([...fresh.tasks.values()]);
  await tx.engine.jobs.insert([...fresh.timers.values(), ...fresh.jobs.values(), ...deliveries]);
  await tx.engine.incidents.insert([...fresh.incidents.values()]);
  await tx.engine.subscriptions.insert([...fresh.subscriptions.values()]);
}

/** What rows of jobs are written with. */
type RowWriter = Pick<EffectWriter, 'owner' | 'now' | 'newId'>;

/**
 * A row for something that is on its way.
 * @param key texts of one instance are delivered in their order
 */
export function deliveryRow(writer: RowWriter, lane: string, { type, element, inputs }: Delivery, key: string): JobRow {
  return { ...rowOf(writer, { kind: 'delivery', key, element, lane, dueAt: writer.now }), type, inputs };
}

function padded(number: number): string {
  return String(number).padStart(9, '0');
}

/** The row of a job that waits for a worker, or for its next try. */
export function jobRow(writer: EffectWriter, job: CreateJob): JobRow {
  const { type, inputs, element, node, retries: retriesLeft, waits = [] } = job;
  const lane = laneIn(writer, job.priority);
  const base = rowOf(writer, { kind: 'connector', key: job.job, element, lane, dueAt: writer.now });
  return { ...base, node, type, topic: writer.isOwn(type) ? '' : type, inputs, retriesLeft, waits };
}

function laneIn({ owner, unit }: EffectWriter, priority?: number): string {
  return laneOf(owner.serviceVersionId, unit(), priority);
}

interface Fresh {
  readonly tasks: Map<string, TaskRow>;
  readonly timers: Map<string, JobRow>;
  readonly jobs: Map<string, JobRow>;
  readonly incidents: Map<string, IncidentRow>;
  readonly subscriptions: Map<string, SubscriptionRow>;
}

async function writeEffect(tx: Tx, writer: EffectWriter, effect: Effect, fresh: Fresh): Promise<void> {
  const { instanceId } = writer.owner;
  switch (effect.kind) {
    case 'openTask':
      fresh.tasks.set(effect.task, taskRow(writer, effect));
      return;
    case 'updateTask':
    case 'closeTask':
      return await changeTask(tx, writer, effect, fresh);
    case 'armTimer':
      fresh.timers.set(effect.timer, timerRow(writer, effect));
      return;
    case 'disarmTimer':
      if (!fresh.timers.delete(effect.timer)) await tx.engine.jobs.remove(instanceId, 'timer', effect.timer);
      return;
    case 'createJob':
      if (writer.isDoneAtOnce(effect)) writer.withoutRow.add(effect.job);
      else fresh.jobs.set(effect.job, jobRow(writer, effect));
      return;
    case 'closeJob':
      if (writer.withoutRow.delete(effect.job) || fresh.jobs.delete(effect.job)) return;
      return await tx.engine.jobs.remove(instanceId, 'connector', effect.job);
    case 'openIncident':
      fresh.incidents.set(effect.incident, incidentRow(writer, effect));
      return;
    case 'closeIncident':
      if (!fresh.incidents.delete(effect.incident)) {
        await tx.engine.incidents.close(instanceId, effect.incident, writer.now);
      }
      return;
    case 'instanceEnded':
      // The core has closed all that was open; this holds even where it forgot something.
      fresh.timers.clear();
      fresh.jobs.clear();
      fresh.subscriptions.clear();
      await tx.engine.incidents.closeAll(instanceId, writer.now);
      if (!writer.hadRows()) return;
      await tx.engine.jobs.removeAll(instanceId);
      await tx.engine.subscriptions.removeAll(instanceId);
      return;
    case 'listen':
      fresh.subscriptions.set(effect.subscription, subscriptionRow(writer, effect));
      return;
    case 'unlisten':
      if (!fresh.subscriptions.delete(effect.subscription)) {
        await tx.engine.subscriptions.remove(instanceId, effect.subscription);
      }
      return;
    case 'history':
    case 'stage':
    case 'escalate':
    case 'sendMessage':
    case 'broadcastSignal':
    case 'callProcess':
    case 'cancelCall':
    case 'suspendCall':
    case 'resumeCall':
      // History is written by the chain, stages by who listens; the rest is on its way to others (deliveries.ts).
      return;
  }
}

async function changeTask(
  tx: Tx,
  writer: EffectWriter,
  effect: Extract<Effect, { kind: 'updateTask' | 'closeTask' }>,
  fresh: Fresh,
): Promise<void> {
  const change: TaskChange = effect.kind === 'updateTask' ? changeOf(writer, effect) : closing(effect, writer.now);
  const opened = fresh.tasks.get(effect.task);
  if (opened === undefined) return await tx.engine.tasks.update(writer.owner.instanceId, effect.task, change);
  const { closed, assignee, ...rest } = change;
  fresh.tasks.set(effect.task, {
    ...opened,
    ...rest,
    ...(assignee === undefined ? {} : { assignee: assignee ?? '' }),
    ...(closed === undefined ? {} : { open: false, closedAt: closed.at, closedBy: closed.by }),
  });
}

/** Who completes a task has it, whether it was claimed before or not (WS-HumanTask 1.1 §4.10: the actual owner). */
function closing({ state, by }: Extract<Effect, { kind: 'closeTask' }>, at: Instant): TaskChange {
  return { state, ...(by !== undefined && { assignee: by }), closed: { at, by: by ?? '' } };
}

function changeOf(
  { assignments }: EffectWriter,
  { kind: _kind, part: _part, task, ...change }: UpdateTask,
): TaskChange {
  const assignment = assignments.get(task);
  return assignment === undefined ? change : { ...change, assignment };
}

/** @returns undefined for a task that goes where its process says */
export function aroundOf(
  { unitNow, around }: Pick<EffectWriter, 'unitNow' | 'around'>,
  { unit = '', role = '' }: OpenTask,
): Around | undefined {
  return unit === '' ? undefined : around({ unit: unitNow(unit), role });
}

function taskRow(writer: EffectWriter, effect: OpenTask): TaskRow {
  const { owner, now, newId, unitNow } = writer;
  const elsewhere = aroundOf(writer, effect);
  const assignee = elsewhere === undefined ? (effect.assignee ?? '') : '';
  return {
    ...owner,
    id: newId(now),
    key: effect.task,
    node: effect.node,
    element: effect.element,
    name: effect.name,
    form: effect.form ?? '',
    state: elsewhere === undefined ? (effect.state ?? (assignee === '' ? 'ready' : 'reserved')) : 'ready',
    open: true,
    unit: elsewhere?.unit ?? unitNow(effect.unit ?? ''),
    role: elsewhere?.role ?? effect.role ?? '',
    assignee,
    priority: effect.priority,
    dueAt: effect.dueAt ?? null,
    openedAt: now,
    closedAt: null,
    closedBy: '',
    assignment: elsewhere?.mark ?? '',
    part: effect.part ?? '',
    // Copied from the case by the step listener that keeps cases true (`tasks.describe`).
    ward: '',
    category: '',
    confidentiality: '',
    urgent: false,
  };
}

function timerRow(writer: EffectWriter, effect: Extract<Effect, { kind: 'armTimer' }>): JobRow {
  const { timer: key, element, dueAt, priority } = effect;
  return rowOf(writer, { kind: 'timer', key, element, lane: laneIn(writer, priority), dueAt });
}

function rowOf(
  { owner, now, newId }: RowWriter,
  what: Pick<JobRow, 'kind' | 'key' | 'element' | 'lane' | 'dueAt'>,
): JobRow {
  return {
    ...owner,
    ...what,
    id: newId(now),
    node: '',
    type: '',
    topic: '',
    state: 'ready',
    leaseOwner: '',
    leaseUntil: 0,
    retriesLeft: triesDefault,
    attempts: 0,
    waits: [],
    lost: 0,
    inputs: {},
    lastError: '',
    createdAt: now,
    requestId: requestNow(),
  };
}

function subscriptionRow(
  { owner, now, newId }: EffectWriter,
  { subscription: key, trigger: kind, name, correlation = '', element }: Extract<Effect, { kind: 'listen' }>,
): SubscriptionRow {
  const { instanceId, caseId } = owner;
  return { id: newId(now), instanceId, caseId, key, kind, name, correlation, element, since: now };
}

function incidentRow(
  { owner, now, newId }: EffectWriter,
  effect: Extract<Effect, { kind: 'openIncident' }>,
): IncidentRow {
  const { incident: key, element, code, message } = effect;
  return { ...owner, id: newId(now), key, element, code, message, open: true, openedAt: now, closedAt: null };
}
