/**
 * The composition root: `portal/main/` knows every room. {@link startWardflow} is the product as one process: pages, API
 * and, unless the settings leave it out, the worker; {@link startWorkerProcess} is a worker by itself. Any number of
 * either may run on one MySQL or MariaDB.
 */
import type { FastifyInstance } from 'fastify';
import { buildBesides } from './browser-build.ts';
import type { PageSite } from './citizen/site.ts';
import type { Config } from './config.ts';
import { readDemoPack } from './demo-pack.ts';
import type { Observed } from './http/observe.ts';
import { type ReadinessDeps, readinessOf } from './http/readiness.ts';
import { type Background, startBackground } from './main/background.ts';
import { type Installation, openInstallation } from './main/installation.ts';
import { closeServer, listen, listenForObservers, urlOf } from './main/listen.ts';

export interface RunningWorker {
  /** Where health and metrics are, e.g. `http://localhost:9464`; undefined where no port is set for them. */
  readonly observedAt: string | undefined;
  readonly installation: Installation;
  /** Ends what is under way, closes the database. */
  stop(): Promise<void>;
}

export interface Running extends RunningWorker {
  /** Where it listens, e.g. `http://localhost:3000`. */
  readonly url: string;
  /** Resolves when the browser's bundles are there; rejects where they could not be made. */
  readonly built: Promise<void>;
  /** Lets requests under way end (at most 10 s), stops the worker, closes the database. */
  stop(): Promise<void>;
}

/** Everything: database, demo city at the first start, worker, pages, API. */
export async function startWardflow(config: Config): Promise<Running> {
  const building = new AbortController();
  const built = buildBesides(building.signal);
  built.catch(() => {});
  try {
    return await runBeside(config, config.worker ? 'beside' : 'none', async (installation, beside) => {
      const server = await listen(installation, { ...beside, built });
      const stop = async () => {
        building.abort();
        await closeServer(server);
      };
      return { url: urlOf(config.host, server), built, stop };
    });
  } catch (error) {
    building.abort();
    throw error;
  }
}

/** A worker by itself: timers, jobs, deliveries, notices and background duties. */
export async function startWorkerProcess(config: Config): Promise<RunningWorker> {
  return await runBeside(config, 'alone', async () => ({ stop: async () => undefined }));
}

interface Beside {
  readonly background: Background;
  readonly observed: Observed;
  readonly demo: PageSite['demo'];
}

/** Opens the installation with what goes on in the background, and `front` before it; all of it ends where one fails. */
async function runBeside<Front extends { stop(): Promise<void> }>(
  config: Config,
  worker: 'beside' | 'alone' | 'none',
  front: (installation: Installation, beside: Beside) => Promise<Front>,
): Promise<Front & RunningWorker> {
  const installation = await openInstallation(config);
  let background: Background | undefined;
  let observing: FastifyInstance | undefined;
  let own: Front | undefined;
  const stop = async () => {
    await own?.stop();
    await observing?.close();
    await background?.stop();
    await installation.close();
  };
  try {
    // Before the worker: it would only stand in the way of a first start.
    const demo = worker === 'alone' ? null : await demoOf(installation);
    background = startBackground(installation, { worker: worker !== 'none' });
    const { traces, meters } = installation;
    const ready = readinessOf(readinessDeps(installation, background));
    const observed = { ready, meters, ...(traces && { tracing: traces }) };
    own = await front(installation, { background, observed, demo });
    // Last: whoever asks there is told that it is ready only when it listens everywhere.
    observing = await listenForObservers(installation, observed);
    const observedAt = observing && urlOf(config.observation.host, observing);
    return { ...own, observedAt, installation, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function readinessDeps({ store, config }: Installation, worker: Background): ReadinessDeps {
  return { store, dataDir: config.dataDir, worker, clock: () => Date.now() };
}

/** Loads the demo city at the first start, and says who may sign in there. */
async function demoOf({ config, wardflow }: Installation): Promise<PageSite['demo']> {
  if (config.demo === 'never') return null;
  const pack = await readDemoPack();
  const { accounts } = await wardflow.seedDemo(pack);
  return { password: pack.password, accounts };
}
