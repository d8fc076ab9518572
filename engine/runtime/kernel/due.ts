/**
 * What happens without anybody asking: timers that fall due, and built-in jobs that are tried again. Each is a
 * transaction of its own on a row that is read again inside it, so any number of processes may run this, a killed one
 * loses nothing, and one that fails is put back without holding up the others.
 */
import type { Instant } from '#engine/core/values.ts';
import type { JobRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { backoffMs } from './backoff.ts';
import { kernelErrors } from './errors.ts';
import { deliver, deliverWaiting, type Exchange } from './exchange.ts';
import { JobFailure } from './job-failure.ts';
import type { KernelOptions } from './options.ts';
import { incidentKeyOf } from './retry-incident.ts';

type Due = Exchange;

const batch = 50;

/** @returns how many timers and jobs were done; those that failed are put back and not counted */
export async function runDue(due: Due, now: Instant): Promise<number> {
  let done = 0;
  for (;;) {
    const jobs = await due.options.store.transaction((tx) => dueRows(tx, due.options, now));
    let moved = await deliverWaiting(due, now);
    done += moved;
    for (const job of jobs) {
      const outcome = await runOne(due, job, now);
      if (outcome === 'done') done += 1;
      if (outcome !== 'nothing') moved += 1;
    }
    // Rows that nothing happened to would be found again at once.
    if (moved === 0) return done;
  }
}

async function dueRows(tx: Tx, { builtIns }: KernelOptions, now: Instant): Promise<readonly JobRow[]> {
  const deliveries = await tx.engine.jobs.dueDeliveries(now, batch);
  const timers = await tx.engine.jobs.dueTimers(now, batch);
  return [...deliveries, ...timers, ...(await tx.engine.jobs.dueJobs(Object.keys(builtIns), now, batch))];
}

type Outcome = 'done' | 'putBack' | 'nothing';

async function runOne(due: Due, seen: JobRow, now: Instant): Promise<Outcome> {
  try {
    return await due.options.store.step(async (tx) => {
      const job = await tx.engine.jobs.byId(seen.id);
      if (job === undefined || job.state === 'incident' || job.dueAt > now) return 'nothing';
      const done = await carryOut(due, tx, job, now);
      return done ? 'done' : 'nothing';
    });
  } catch (error) {
    due.options.onFault?.({ jobId: seen.id, instanceId: seen.instanceId, element: seen.element, error });
    await putBack(due, seen, error, now);
    return 'putBack';
  }
}

async function carryOut(due: Due, tx: Tx, job: JobRow, now: Instant): Promise<boolean> {
  if (job.kind === 'timer') return await fire(due, tx, job, now);
  if (job.kind === 'connector') return await tryAgain(due, tx, job, now);
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

async function tryAgain({ options, kernel }: Due, tx: Tx, job: JobRow, now: Instant): Promise<boolean> {
  const instance = await tx.engine.instances.byId(job.instanceId);
  const handler = options.builtIns[job.type];
  if (instance === undefined || handler === undefined) return false;
  const state = JSON.parse(instance.snapshot) as { readonly root: string; readonly scopes: Scopes };
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

/** In a transaction of its own: what failed is undone already. */
async function putBack(due: Due, seen: JobRow, error: unknown, now: Instant): Promise<void> {
  const rests = error instanceof Refusal && error.code === 'INSTANCE_SUSPENDED';
  const final = !rests && ((error instanceof JobFailure && !error.retryable) || seen.retriesLeft <= 1);
  const reason = reasonOf(error);
  await due.options.store.step(async (tx) => {
    const back = await tx.engine.jobs.giveBack(seen, {
      state: final ? 'incident' : 'ready',
      dueAt: now + backoffMs(seen.attempts + 1, Math.random()),
      retriesLeft: rests ? seen.retriesLeft : seen.retriesLeft - 1,
      error: reason,
    });
    if (!back || !final) return;
    if (seen.kind === 'connector') {
      const command = { kind: 'failJob', job: seen.key, message: reason, retriesLeft: 0 } as const;
      await due.kernel.execute(tx, seen.instanceId, command, now);
      return;
    }
    const code = seen.kind === 'timer' ? 'TIMER_FAILED' : 'DELIVERY_FAILED';
    const message = kernelErrors[code].message.en.replace('{reason}', reason);
    const { instanceId, serviceVersionId, caseId, element } = seen;
    const where = { instanceId, serviceVersionId, caseId, element };
    const what = { id: due.options.newId(now), key: incidentKeyOf(seen), code, message };
    await tx.engine.incidents.insert([{ ...where, ...what, open: true, openedAt: now, closedAt: null }]);
  });
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
