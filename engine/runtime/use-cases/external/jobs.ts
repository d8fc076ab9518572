/** Jobs for programs outside: taken by topic, answered under a lease (kernel/job-desk.ts). */
import type { External, ExternalJob, FetchJobs, JobLease, WorkerCaller } from '../../application/external.ts';
import { kernelRefusal } from '../../kernel/errors.ts';
import type { JobRow } from '../../ports/jobs.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import type { Bell } from './bell.ts';

type Jobs = Pick<External, 'fetch' | 'complete' | 'fail' | 'extend' | 'throwError'>;

export function externalJobs(context: Context, bell: Bell): Jobs {
  const { kernel, clock } = context;
  return {
    async fetch(caller, request, gone) {
      if (!request.topics.every((topic) => caller.topics.includes(topic))) throw refusal('FORBIDDEN');
      return await take(context, bell, { caller, request, gone });
    },
    async complete(caller, job, variables) {
      await kernel.jobs.complete(leaseOf(caller, job), variables, clock());
    },
    fail: (caller, job, { message, retryInMs, retries }) =>
      kernel.jobs.fail(
        leaseOf(caller, job),
        {
          message,
          ...(retryInMs !== undefined && { retryInMs }),
          ...(retries !== undefined && { retriesLeft: retries }),
        },
        clock(),
      ),
    extend: (caller, job, leaseMs) => kernel.jobs.extend(leaseOf(caller, job), leaseMs, clock()),
    async throwError(caller, job, error) {
      await kernel.jobs.throwError(leaseOf(caller, job), error, clock());
    },
  };
}

interface Taking {
  readonly caller: WorkerCaller;
  readonly request: FetchJobs;
  readonly gone: AbortSignal;
}

/** Waits on a steady clock, so that the wait is bounded whatever the time of day does. */
async function take(context: Context, bell: Bell, { caller, request, gone }: Taking): Promise<readonly ExternalJob[]> {
  const { topics: types, worker, leaseMs, jobsMax, waitMs } = request;
  const { jobs } = context.kernel;
  const began = performance.now();
  for (;;) {
    const wanted = { types, worker: `${caller.tokenId} ${worker}`, leaseMs, jobsMax };
    const taken = await jobs.lease(wanted, context.clock());
    if (gone.aborted) {
      // Nobody hears the answer: the jobs are for others, and nobody is to blame.
      await jobs.release(taken);
      return [];
    }
    const left = waitMs - (performance.now() - began);
    if (taken.length > 0 || left <= 0) return taken.map((job) => viewOf(job, leaseMs));
    await bell.wait(types, left, gone);
  }
}

function viewOf(job: JobRow, leaseMs: number): ExternalJob {
  const { id, topic, element, inputs, leaseOwner: lease, retriesLeft, createdAt } = job;
  return { id, topic, element, inputs, lease, leaseMs, retriesLeft, createdAt };
}

/** A lease is its token's: another one that has come to know it cannot answer in its place. */
function leaseOf({ tokenId }: WorkerCaller, { id, lease }: JobLease) {
  if (!lease.startsWith(`${tokenId} `)) throw kernelRefusal('LEASE_LOST');
  return { id, leaseOwner: lease };
}
