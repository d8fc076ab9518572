/**
 * What happens without anybody asking: timers that fall due, what instances say to one another, and built-in jobs that
 * are tried again. Each is a transaction of its own that is guarded by itself, so any number of processes may run this,
 * a killed one loses nothing, and one that fails is put back without holding up the others.
 */
import type { Instant } from '#engine/core/values.ts';
import { continuationJobType } from '#engine/core/verbs/continuation.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { withinRequest } from '../request.ts';
import { waitMs } from './backoff.ts';
import { type Batch, nextBatch } from './batch.ts';
import type { Crew } from './crew.ts';
import { deliver, deliverWaiting, type Exchange } from './exchange.ts';
import { JobFailure } from './job-failure.ts';
import type { KernelFault, KernelOptions } from './options.ts';
import { openShellIncident } from './shell-incident.ts';

export interface Due extends Exchange {
  readonly crew: Crew;
  /** When something is due next, as it was last seen; null: nothing is. */
  nextAt: Instant | null;
  /** Whether a job stands in this process's row. */
  named: boolean;
}

/** Instances worked at side by side: their commits are shared. */
const sideBySide = 12;

/**
 * @param roundsMax how many batches at most, for a caller that has other things to do as well
 * @returns how many timers and jobs were done; those that failed are put back and not counted
 */
export async function runDue(due: Due, now: Instant, roundsMax = Number.POSITIVE_INFINITY): Promise<number> {
  let done = 0;
  for (let round = 0; round < roundsMax; round += 1) {
    const batch = await nextBatch(due.options.store, due.crew.share(), now);
    due.nextAt = batch.nextAt;
    let moved = batch.messages ? await deliverWaiting(due, now) : 0;
    done += moved;
    for (const outcome of await runBatch(due, batch, now)) {
      if (outcome === 'done') done += 1;
      if (outcome !== 'nothing') moved += 1;
    }
    // Rows that nothing happened to would be found again at once.
    if (moved === 0) return done;
  }
  return done;
}

type Outcome = 'done' | 'putBack' | 'nothing';

/** One instance after the other in several queues: two jobs of one instance never get in each other's way. */
async function runBatch(due: Due, { rows }: Batch, now: Instant): Promise<readonly Outcome[]> {
  const instances = [...Map.groupBy(rows, ({ instanceId }) => instanceId).values()];
  const outcomes: Outcome[] = [];
  const work = async () => {
    for (let own = instances.shift(); own !== undefined; own = instances.shift()) {
      for (const job of own) outcomes.push(...(await runWithNext(due, job, now)));
    }
  };
  const queues = due.crew.careful > 0 ? 1 : Math.min(sideBySide, instances.length);
  await Promise.all(Array.from({ length: queues }, work));
  // Whatever becomes of this process now, it was none of these.
  if (due.named) await name(due, null);
  return outcomes;
}

/** Says which job is done alone, in the row that is left where this process dies. */
async function name(due: Due, jobId: string | null): Promise<void> {
  due.named = jobId !== null;
  await due.crew.note(jobId);
}

/** Deliveries of one instance follow each other, as long as each arrives. */
const deliveriesAtOnce = 100;

async function runWithNext(due: Due, job: JobRow, now: Instant): Promise<readonly Outcome[]> {
  const outcomes = [await runOne(due, job, now)];
  if (job.kind !== 'delivery' || outcomes[0] !== 'done') return outcomes;
  const next = await due.options.store.transaction((tx) => tx.engine.jobs.deliveriesAfter(job, now, deliveriesAtOnce));
  for (const one of next) {
    outcomes.push(await runOne(due, one, now));
    if (outcomes.at(-1) !== 'done') break;
  }
  return outcomes;
}

/** What it leaves is caused by the request that it was caused by. */
function runOne(due: Due, seen: JobRow, now: Instant): Promise<Outcome> {
  return withinRequest(seen.requestId, () => tryOne(due, seen, now));
}

async function tryOne(due: Due, seen: JobRow, now: Instant): Promise<Outcome> {
  const { options, crew } = due;
  // One that may kill who does it is done alone, and it is known which it was.
  const alone = crew.careful > 0 || seen.lost > 0;
  if (alone) await name(due, seen.id);
  try {
    const done =
      seen.kind === 'connector'
        ? await options.store.transaction((tx) => tryAgain(due, tx, seen, now))
        : await options.store.step((tx) => carryOut(due, tx, seen, now));
    if (done) options.onDone?.(placeOf(seen));
    return done ? 'done' : 'nothing';
  } catch (error) {
    options.onFault?.({ ...placeOf(seen), error });
    await putBack(due, seen, error, now);
    return 'putBack';
  } finally {
    if (alone) crew.careful = Math.max(0, crew.careful - 1);
  }
}

function placeOf({ id: jobId, instanceId, element, requestId }: JobRow): Omit<KernelFault, 'error'> {
  return { jobId, instanceId, element, ...(requestId !== null && { requestId }) };
}

async function carryOut(due: Due, tx: Tx, job: JobRow, now: Instant): Promise<boolean> {
  if (job.kind === 'timer') return await fire(due, tx, job, now);
  if (!(await tx.engine.jobs.take(job.id))) return false;
  await deliver(due, tx, job, now);
  return true;
}

async function fire({ kernel }: Due, tx: Tx, job: JobRow, now: Instant): Promise<boolean> {
  await tx.engine.jobs.remove(job.instanceId, 'timer', job.key);
  try {
    await kernel.execute(tx, job.instanceId, { kind: 'fireTimer', timer: job.key }, now);
    return true;
  } catch (error) {
    // The instance does not wait for it any more: the row was left behind and is gone now.
    if (error instanceof Refusal && isStale(error.code)) return false;
    throw error;
  }
}

async function tryAgain({ options, kernel }: Due, tx: Tx, seen: JobRow, now: Instant): Promise<boolean> {
  const job = await tx.engine.jobs.byId(seen.id);
  if (job === undefined || job.state !== 'ready' || job.dueAt > now) return false;
  if (job.type === continuationJobType) {
    await kernel.execute(tx, job.instanceId, { kind: 'completeJob', job: job.key, variables: {} }, now);
    return true;
  }
  const handler = options.builtIns[job.type];
  if (handler === undefined) return false;
  const { snapshot } = await kernel.hold(tx, job.instanceId);
  const state = JSON.parse(snapshot) as { readonly root: string; readonly scopes: Scopes };
  const { instanceId, caseId, serviceVersionId, element, inputs } = job;
  const variables = await handler(
    tx,
    { instanceId, caseId, serviceVersionId, job: job.key, element, inputs, variables: rootVariables(state) },
    now,
  );
  await kernel.execute(tx, instanceId, { kind: 'completeJob', job: job.key, variables }, now);
  return true;
}

type Scopes = Readonly<
  Record<string, { readonly variables: Parameters<KernelOptions['builtIns'][string]>[1]['variables'] }>
>;

function rootVariables(state: { readonly root: string; readonly scopes: Scopes }) {
  return state.scopes[state.root]?.variables ?? {};
}

/** What goes wrong around a job costs it no try. */
const notItsFault = ['INSTANCE_SUSPENDED', 'STORE_CONTENDED', 'STORE_IN_DOUBT', 'DATABASE_AWAY', 'DATABASE_BUSY'];

/** In a transaction of its own: what failed is undone already. */
async function putBack(due: Due, seen: JobRow, error: unknown, now: Instant): Promise<void> {
  // Neither a rest nor a busy database is the job's fault.
  const rests = error instanceof Refusal && notItsFault.includes(error.code);
  const final = !rests && ((error instanceof JobFailure && !error.retryable) || seen.retriesLeft <= 1);
  const reason = reasonOf(error);
  await due.options.store.transaction(async (tx) => {
    const back = await tx.engine.jobs.giveBack(seen, {
      state: final ? 'incident' : 'ready',
      dueAt: now + waitMs(seen, seen.attempts + 1),
      retriesLeft: rests ? seen.retriesLeft : seen.retriesLeft - 1,
      error: reason,
    });
    if (back && final) await giveUp(due, tx, seen, { reason, now });
  });
}

/** A job that has killed who did it so often is done no more before an operator says so. */
const lostMax = 3;

/** @param jobId of the job that a dead process was doing alone */
export async function loseJob(due: Due, tx: Tx, jobId: string, now: Instant): Promise<void> {
  const job = await tx.engine.jobs.byId(jobId);
  if (job === undefined || job.state !== 'ready') return;
  await tx.engine.jobs.noteLost(jobId);
  if (job.lost + 1 < lostMax) return;
  const reason = 'WORKER_DIED';
  const change = { state: 'incident', dueAt: job.dueAt, retriesLeft: 0, error: reason } as const;
  if (await tx.engine.jobs.giveBack(job, change)) await giveUp(due, tx, job, { reason, now });
}

async function giveUp(
  { kernel, options }: Due,
  tx: Tx,
  job: JobRow,
  { reason, now }: { readonly reason: string; readonly now: Instant },
): Promise<void> {
  if (job.kind !== 'connector') return await openShellIncident(tx, options.newId(now), { job, reason, now });
  const command = { kind: 'failJob', job: job.key, message: reason, retriesLeft: 0 } as const;
  await kernel.execute(tx, job.instanceId, command, now);
}

/** Texts of unforeseen errors may hold anything; the operator gets their kind, the log has the rest. */
function reasonOf(error: unknown): string {
  if (error instanceof JobFailure) return error.message;
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function isStale(code: string): boolean {
  return code === 'TIMER_NOT_ARMED' || code === 'INSTANCE_ENDED';
}
