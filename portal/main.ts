/**
 * The composition root: `portal/main/` knows every room. {@link startWardflow} is the product as one process: pages, API
 * and worker.
 */
import { buildBesides } from './browser-build.ts';
import type { PageSite } from './citizen/site.ts';
import type { Config } from './config.ts';
import { readDemoPack } from './demo-pack.ts';
import { startBackground } from './main/background.ts';
import { type Installation, openInstallation } from './main/installation.ts';
import { closeServer, listen, urlOf } from './main/listen.ts';

export interface Running {
  /** Where it listens, e.g. `http://localhost:3000`. */
  readonly url: string;
  readonly installation: Installation;
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
  const installation = await openInstallation(config);
  try {
    const demo = await demoOf(installation);
    const background = startBackground(installation, { worker: true });
    const server = await listen(installation, { background, built, demo }).catch(async (error) => {
      await background.stop();
      throw error;
    });
    const stop = async () => {
      building.abort();
      await closeServer(server);
      await background.stop();
      await installation.close();
    };
    return { url: urlOf(config.host, server), installation, built, stop };
  } catch (error) {
    building.abort();
    await installation.close();
    throw error;
  }
}

/** Loads the demo city at the first start, and says who may sign in there. */
async function demoOf({ config, wardflow }: Installation): Promise<PageSite['demo']> {
  if (config.demo === 'never') return null;
  const pack = await readDemoPack();
  const { accounts } = await wardflow.seedDemo(pack);
  return { password: pack.password, accounts };
}
