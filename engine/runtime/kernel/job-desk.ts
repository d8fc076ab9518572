import type { Command } from '#engine/core/commands.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { heldMark } from '../duties/held.ts';
import type { Step } from '../kernel.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { waitMs } from './backoff.ts';
import { dueInTurn } from './batch.ts';
import type { Crew } from './crew.ts';
import { kernelErrors, kernelRefusal } from './errors.ts';
import type { KernelOptions } from './options.ts';

/**
 * Where workers (connectors, external programs) get the jobs that are not built in. A job is held for a time by a
 * lease; who holds it no longer is refused, so two workers never both answer. A worker that died is waited out; a job
 * whose workers never answer becomes an incident.
 */
export interface JobDesk {
  /**
   * Takes due jobs of these topics for `leaseMs`; none of instances that rest.
   * @throws Refusal 503 `INSTALLATION_HELD` after a restore, until an operator releases it
   */
  lease(request: LeaseRequest, now: Instant): Promise<readonly JobRow[]>;
  /** The work is done. @throws Refusal 409 `LEASE_LOST` */
  complete(lease: LeaseRef, variables: Variables, now: Instant): Promise<Step>;
  /**
   * The work failed. It waits (as the model or the worker says, else 10 s, 20 s, …), and after the last try an incident
   * asks an operator.
   * @throws Refusal 409 `LEASE_LOST`
   */
  fail(lease: LeaseRef, failure: LeaseFailure, now: Instant): Promise<void>;
  /** Holds it for `leaseMs` from now on. @throws Refusal 409 `LEASE_LOST` */
  extend(lease: LeaseRef, leaseMs: number, now: Instant): Promise<void>;
  /** The work ended in an error of the model. @throws Refusal 409 `LEASE_LOST` */
  throwError(
    lease: LeaseRef,
    error: { readonly code: string; readonly variables: Variables },
    now: Instant,
  ): Promise<Step>;
  /** Gives back what was taken and not begun, as if it had not been taken. */
  release(leases: readonly JobRow[]): Promise<void>;
  /** Whether something is there for these topics. @returns those for which it is */
  waiting(topics: readonly string[], now: Instant): Promise<readonly string[]>;
}

/** One lease of one job. */
export type LeaseRef = Pick<JobRow, 'id' | 'leaseOwner'>;

export interface LeaseRequest {
  readonly types: readonly string[];
  /** Name of who takes them, for people; each lease has a name of its own besides. */
  readonly worker: string;
  readonly leaseMs: number;
  readonly jobsMax: number;
}

export interface LeaseFailure {
  /** For the operator; never personal data. */
  readonly message: string;
  /** Left out: the usual waiting times. */
  readonly retryInMs?: number;
  /** How often it is still tried; left out: one less than before. */
  readonly retriesLeft?: number;
  /** False: trying again cannot help. */
  readonly retryable?: boolean;
}

type Execute = (tx: Tx, instanceId: string, command: Command, now: Instant) => Promise<Step>;

/** Leases of one job that may run out without an answer. */
const lostMax = 3;
/** An operator looks through what is held: nobody need ask more often. */
const heldRetrySeconds = 30;

export function createJobDesk({ store, newId }: KernelOptions, crew: Crew, execute: Execute): JobDesk {
  return {
    lease: (request, now) =>
      store.transaction(async (tx) => {
        // Those that are due in the backup may have been done long ago by whom it was taken from.
        if ((await tx.engine.marks.get(heldMark)) !== undefined) throw installationHeld();
        const leaseTime = crew.leaseTime(now);
        const seen = await candidates(tx, request, { now, leaseTime });
        const given: JobRow[] = [];
        for (const job of seen) {
          if (job.lost + 1 < lostMax || job.state === 'ready') given.push(job);
          else if (await giveUp(tx, job)) await execute(tx, job.instanceId, unanswered(job), now);
        }
        return await tx.engine.jobs.lease(given, `${request.worker} ${newId(now)}`, leaseTime + request.leaseMs);
      }),
    complete: (lease, variables, now) =>
      store.step(async (tx) => {
        const job = await held(tx, lease);
        return await execute(tx, job.instanceId, { kind: 'completeJob', job: job.key, variables }, now);
      }),
    fail: (lease, failure, now) => store.step(async (tx) => fail(tx, await held(tx, lease), { failure, execute, now })),
    extend: (lease, leaseMs, now) =>
      store.transaction(async (tx) => {
        const until = crew.leaseTime(now) + leaseMs;
        if (!(await tx.engine.jobs.extend(lease.id, lease.leaseOwner, until))) throw kernelRefusal('LEASE_LOST');
      }),
    throwError: (lease, { code, variables }, now) =>
      store.step(async (tx) => {
        const job = await held(tx, lease);
        return await execute(tx, job.instanceId, { kind: 'throwError', job: job.key, code, variables }, now);
      }),
    release: (leases) =>
      store.transaction(async (tx) => {
        for (const { dueAt, retriesLeft, lastError: error, ...job } of leases) {
          await tx.engine.jobs.giveBack(
            { ...job, dueAt, retriesLeft, lastError: error },
            { state: 'ready', dueAt, retriesLeft, error },
          );
        }
      }),
    waiting: (topics, now) => store.transaction((tx) => tx.engine.jobs.topicsDue(topics, now, crew.leaseTime(now))),
  };
}

interface Times {
  readonly now: Instant;
  readonly leaseTime: Instant;
}

/** Of each topic in turn; what was taken and not answered comes first. */
async function candidates(tx: Tx, request: LeaseRequest, { now, leaseTime }: Times): Promise<readonly JobRow[]> {
  const { types, jobsMax } = request;
  const found: JobRow[][] = [];
  for (const topic of types) {
    const runOut = await tx.engine.jobs.runOut(topic, leaseTime, jobsMax);
    const fresh = runOut.length < jobsMax ? await dueInTurn(tx, { topic, now }, jobsMax - runOut.length) : [];
    found.push([...runOut, ...fresh]);
  }
  const turns = Array.from({ length: jobsMax }, (_, turn) => found.flatMap((jobs) => jobs.slice(turn, turn + 1)));
  return turns.flat().slice(0, jobsMax);
}

function installationHeld(): Refusal {
  const { status } = kernelErrors.INSTALLATION_HELD;
  return new Refusal('INSTALLATION_HELD', status, { seconds: heldRetrySeconds });
}

async function giveUp(tx: Tx, job: JobRow): Promise<boolean> {
  const change = { state: 'incident', dueAt: job.dueAt, retriesLeft: 0, error: 'LEASE_LOST' } as const;
  return await tx.engine.jobs.giveBack(job, change);
}

function unanswered({ key }: JobRow): Command {
  return { kind: 'failJob', job: key, message: `no worker answered, ${lostMax} times`, retriesLeft: 0 };
}

async function fail(
  tx: Tx,
  job: JobRow,
  { failure, execute, now }: { readonly failure: LeaseFailure; readonly execute: Execute; readonly now: Instant },
): Promise<void> {
  const { message, retryable = true, retriesLeft = job.retriesLeft - 1, retryInMs } = failure;
  if (!retryable || retriesLeft <= 0) {
    await execute(tx, job.instanceId, { kind: 'failJob', job: job.key, message, retriesLeft: 0 }, now);
    return;
  }
  const dueAt = now + (retryInMs ?? waitMs(job, job.attempts));
  const back = await tx.engine.jobs.giveBack(job, { state: 'ready', dueAt, retriesLeft, error: message });
  if (!back) throw kernelRefusal('LEASE_LOST');
}

async function held(tx: Tx, { id, leaseOwner }: LeaseRef): Promise<JobRow> {
  const job = await tx.engine.jobs.byId(id);
  if (job?.state !== 'leased' || job.leaseOwner !== leaseOwner) throw kernelRefusal('LEASE_LOST');
  return job;
}
