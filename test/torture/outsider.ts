/**
 * The program outside: fetches jobs over HTTP with the client that is shipped, and does what such programs do. It
 * finishes, ends in an error of the model, fails and is tried again, works longer than its lease lasts at first.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  BpmnError,
  type ExternalWorker,
  type Job,
  JobFailed,
  startExternalWorker,
} from '#connectors/external-worker/client.ts';
import type { Ledger, LedgerLine } from './ledger.ts';
import type { Random } from './random.ts';
import { refusedOutside, registering } from './versions.ts';

export interface OutsiderOptions {
  readonly url: string;
  readonly token: string;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly onAccepted: () => void;
}

/** Shorter than a start of the product takes at times, so that leases are lost too. */
const leaseMs = 6_000;

type Said = Pick<LedgerLine, 'operation' | 'stamp'>;

export function startOutsider({ url, token, ledger, random, onAccepted }: OutsiderOptions): ExternalWorker {
  // An answer is given once for each job that was handed out; a lost lease hands it out again.
  const saying = new WeakMap<Job, Said>();
  let over = false;
  const write = async (job: Job, fate: LedgerLine['fate']) => {
    const said = saying.get(job);
    if (said === undefined || over) return;
    const command = `job ${job.id} ${said.stamp}`;
    await ledger.write({ command, fate, kind: 'job', by: 'outsider', element: job.element, ...said, url });
  };
  const work = async (job: Job) => {
    await wait(random.chance(10) ? leaseMs * 1.5 : random.below(200));
    const stamp = randomUUID();
    const how = random.below(100);
    const operation = how < 10 ? 'error' : how < 25 ? 'fail' : 'complete';
    saying.set(job, { operation, stamp });
    await write(job, 'sent');
    if (operation === 'error') throw new BpmnError(refusedOutside, { registered: stamp });
    if (operation === 'fail') throw new JobFailed(stamp, { retryInMs: 300 });
    return { registered: stamp };
  };
  const worker = startExternalWorker({
    url,
    token,
    worker: 'torture',
    leaseMs,
    waitMs: 5_000,
    handlers: { [registering]: work },
    onTaken(job) {
      onAccepted();
      void write(job, 'accepted');
    },
    // Its fate is not known to who works: the same job comes again, or it does not.
    onFault(_, job) {
      if (job !== undefined) void write(job, 'unknown');
    },
  });
  return {
    async stop() {
      await worker.stop();
      over = true;
    },
  };
}
