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
    return await runBeside(config, { worker: config.worker }, async (installation, { background, observed }) => {
      const demo = await demoOf(installation);
      const server = await listen(installation, { background, observed, built, demo });
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
  return await runBeside(config, { worker: true }, async () => ({ stop: async () => undefined }));
}

interface Beside {
  readonly background: Background;
  readonly observed: Observed;
}

/** Opens the installation with what goes on in the background, and `front` before it; all of it ends where one fails. */
async function runBeside<Front extends { stop(): Promise<void> }>(
  config: Config,
  { worker }: { readonly worker: boolean },
  front: (installation: Installation, beside: Beside) => Promise<Front>,
): Promise<Front & RunningWorker> {
  const installation = await openInstallation(config);
  const background = startBackground(installation, { worker });
  let observing: FastifyInstance | undefined;
  const end = async () => {
    await observing?.close();
    await background.stop();
    await installation.close();
  };
  try {
    const observed = { ready: readinessOf(readinessDeps(installation, background)), meters: installation.meters };
    observing = await listenForObservers(installation, observed);
    const own = await front(installation, { background, observed });
    const stop = async () => {
      await own.stop();
      await end();
    };
    const observedAt = observing && urlOf(config.observation.host, observing);
    return { ...own, observedAt, installation, stop };
  } catch (error) {
    await end();
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
