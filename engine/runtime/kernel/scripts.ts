/**
 * Scripts in JavaScript are jobs like any other: leased, run outside of every transaction, answered. A killed process
 * leaves a lease that runs out, and the script runs again: it has touched nothing.
 */
import { scriptCallOf, scriptJobType, scriptResult } from '#engine/core/scripts.ts';
import type { Instant } from '#engine/core/values.ts';
import type { JobRow } from '../ports/jobs.ts';
import type { ScriptRunner } from '../ports/scripts.ts';
import { Refusal } from '../refusal.ts';
import type { JobDesk } from './job-desk.ts';

export interface ScriptWork {
  /** Runs the scripts that wait; while it is at it, another call gets the same answer. @returns how many it ran */
  runDue(now: Instant): Promise<number>;
}

export interface ScriptWorkOptions {
  readonly jobs: JobDesk;
  readonly runner: ScriptRunner;
  readonly clock: () => Instant;
  /** Names this process in leases. */
  readonly worker: string;
}

const jobsMax = 5;
/** Longer than all of one batch can take. */
const leaseMs = 30_000;

export function createScriptWork(options: ScriptWorkOptions): ScriptWork {
  let underWay: Promise<number> | null = null;
  return {
    runDue(now) {
      underWay ??= runBatch(options, now).finally(() => {
        underWay = null;
      });
      return underWay;
    },
  };
}

async function runBatch(options: ScriptWorkOptions, now: Instant): Promise<number> {
  const { jobs, worker } = options;
  const leased = await jobs.lease({ types: [scriptJobType], worker, leaseMs, jobsMax }, now);
  for (const job of leased) await runOne(options, job);
  return leased.length;
}

async function runOne({ jobs, runner, clock }: ScriptWorkOptions, job: JobRow): Promise<void> {
  const answer = await runner.run(scriptCallOf(job.inputs));
  try {
    if (answer.kind === 'ok') await jobs.complete(job, scriptResult(answer.value), clock());
    else await jobs.fail(job, { message: answer.reason, retryable: false }, clock());
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Who cancelled the instance or holds the lease now has the last word. What the instance does not take is a fault.
    if (error.status === 409) return;
    await jobs.fail(job, { message: `the answer was refused: ${error.code}`, retryable: false }, clock());
  }
}
