/**
 * What goes on in a process beside its answers: the worker (timers, jobs, deliveries, outbox), the background duties,
 * and a look at whether another process has changed the city's data.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { isHeld } from '#engine/runtime/duties/held.ts';
import { createDutyRunner } from '#engine/runtime/duties/run-duties.ts';
import { startWorker, type Worker } from '#engine/runtime/kernel/worker.ts';
import { joinCrew } from './crew.ts';
import type { Installation } from './installation.ts';

export interface Background extends Pick<Worker, 'wake' | 'stop'> {
  /** Whether the worker ended a round lately; undefined where this process has none. */
  alive(): boolean | undefined;
}

/** How soon changed reference data (and with it the access rules) hold in every process. */
const cityEveryMs = 10_000;
/** An entry of the audit waits no longer for its seal. */
const sealMsMax = 800;
/** How soon a duty that is due is found. */
const dutiesEveryMs = 5_000;
/** How soon work is found that another process has made; what this one makes is found at once. */
const lookMsMax = 2_000;
/** A worker that has not ended a round for so long is stuck. */
const workerMsMax = 30_000;

/** Names this process, unlike all others, in leases and in the log. */
export function processName(): string {
  return `${hostname()}:${process.pid}:${randomBytes(4).toString('hex')}`;
}

/** @param worker false: only follow what other processes change */
export function startBackground(installation: Installation, { worker }: { readonly worker: boolean }): Background {
  const city = followCity(installation);
  const membership = joinCrew(installation, worker);
  if (!worker) {
    const stop = async () => {
      await Promise.all([city.stop(), membership.leave()]);
    };
    return { wake: () => undefined, stop, alive: () => undefined };
  }
  const work = watchedWorker(installation);
  const duties = startDuties(installation);
  const sealing = startSealing(installation);
  return {
    wake: () => work.wake(),
    alive: () => work.alive(),
    async stop() {
      await Promise.all([work.stop(), duties.stop(), sealing.stop(), city.stop()]);
      await membership.leave();
    },
  };
}

function followCity({ wardflow, log }: Installation): Worker {
  const work = async () => {
    await wardflow.loadCity();
    return 0;
  };
  const onFault = (error: unknown) => log.error({ err: error }, 'city');
  return startWorker({ work, clock: () => Date.now(), onFault, idleMsMax: cityEveryMs });
}

function watchedWorker({ wardflow, log }: Installation): Worker & { alive(): boolean } {
  let lastRound = Date.now();
  const worker = startWorker({
    async work(now) {
      const done = await wardflow.runDue(now);
      lastRound = Date.now();
      return done;
    },
    clock: () => Date.now(),
    onFault: (error) => log.error({ err: error }, 'worker'),
    idleMsMax: lookMsMax,
    nextAt: () => wardflow.kernel.nextDueAt(),
  });
  return { ...worker, alive: () => Date.now() - lastRound < workerMsMax };
}

function startSealing({ wardflow, log }: Installation): Worker {
  const onFault = (error: unknown) => log.error({ err: error }, 'sealer');
  return startWorker({
    work: (now) => wardflow.sealer.runDue(now),
    clock: () => Date.now(),
    onFault,
    idleMsMax: sealMsMax,
  });
}

function startDuties({ wardflow, store, log }: Installation): Worker {
  const runner = createDutyRunner({
    store,
    duties: wardflow.duties,
    owner: processName(),
    clock: () => Date.now(),
    onFault: (error, duty) => log.error({ err: error, duty }, 'duty failed'),
    onRun: (duty, { done, more }, ms) => log.debug({ duty, done, more: more === true, ms }, 'duty'),
  });
  const onFault = (error: unknown) => log.error({ err: error }, 'duties');
  const work = async (now: number) => ((await isHeld(store)) ? 0 : await runner.runDue(now));
  return startWorker({ work, clock: () => Date.now(), onFault, idleMsMax: dutiesEveryMs });
}
