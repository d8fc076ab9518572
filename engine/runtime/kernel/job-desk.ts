import type { Command } from '#engine/core/commands.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import type { Step } from '../kernel.ts';
import type { JobRow } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { backoffMs } from './backoff.ts';
import { kernelRefusal } from './errors.ts';
import type { KernelOptions } from './options.ts';

/**
 * Where workers (connectors, external programs) get the jobs that are not built in. A job is held for a time by a
 * lease; who holds it no longer is refused, so two workers never both answer. A worker that died is waited out.
 */
export interface JobDesk {
  /** Takes due jobs of these types for `leaseMs`. @param worker name of who takes them */
  lease(request: LeaseRequest, now: Instant): Promise<readonly JobRow[]>;
  /** The work is done. @throws Refusal 409 `LEASE_LOST` */
  complete(lease: JobRow, variables: Variables, now: Instant): Promise<Step>;
  /**
   * The work failed. It waits (10 s, 20 s, … or as told), and after the last try an incident asks an operator.
   * @throws Refusal 409 `LEASE_LOST`
   */
  fail(lease: JobRow, failure: LeaseFailure, now: Instant): Promise<void>;
}

export interface LeaseRequest {
  readonly types: readonly string[];
  readonly worker: string;
  readonly leaseMs: number;
  readonly jobsMax: number;
}

export interface LeaseFailure {
  /** For the operator; never personal data. */
  readonly message: string;
  /** Left out: the usual waiting times. */
  readonly retryInMs?: number;
  /** False: trying again cannot help. */
  readonly retryable?: boolean;
}

type Execute = (tx: Tx, instanceId: string, command: Command, now: Instant) => Promise<Step>;

export function createJobDesk({ store }: KernelOptions, execute: Execute): JobDesk {
  return {
    lease: ({ types, worker, leaseMs, jobsMax }, now) =>
      store.transaction(async (tx) => {
        const taken: JobRow[] = [];
        for (const job of await tx.engine.jobs.dueJobs(types, now, jobsMax)) {
          if (!(await tx.engine.jobs.lease(job, worker, now + leaseMs))) continue;
          const attempts = job.attempts + 1;
          taken.push({ ...job, state: 'leased', leaseOwner: worker, leaseUntil: now + leaseMs, attempts });
        }
        return taken;
      }),
    complete: (lease, variables, now) =>
      store.step(async (tx) => {
        await stillHeld(tx, lease);
        return await execute(tx, lease.instanceId, { kind: 'completeJob', job: lease.key, variables }, now);
      }),
    fail: (lease, failure, now) =>
      store.step(async (tx) => {
        await stillHeld(tx, lease);
        const final = failure.retryable === false || lease.retriesLeft <= 1;
        if (final) {
          const { message } = failure;
          await execute(tx, lease.instanceId, { kind: 'failJob', job: lease.key, message, retriesLeft: 0 }, now);
          return;
        }
        const back = await tx.engine.jobs.giveBack(lease, {
          state: 'ready',
          dueAt: now + (failure.retryInMs ?? backoffMs(lease.attempts, Math.random())),
          retriesLeft: lease.retriesLeft - 1,
          error: failure.message,
        });
        if (!back) throw kernelRefusal('LEASE_LOST');
      }),
  };
}

async function stillHeld(tx: Tx, lease: JobRow): Promise<void> {
  const job = await tx.engine.jobs.byId(lease.id);
  const same = job?.state === 'leased' && job.leaseOwner === lease.leaseOwner && job.leaseUntil === lease.leaseUntil;
  if (!same || job.attempts !== lease.attempts) throw kernelRefusal('LEASE_LOST');
}
