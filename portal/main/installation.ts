/** The database opened and the application put together from the settings: what every process and command works with. */

import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { mailboxChannel } from '#connectors/mailbox/connector.ts';
import { standsFor } from '#engine/cases/organisation/conflict.ts';
import { secretsOf } from '#engine/runtime/administration/installation/lookup-key.ts';
import type { KernelFault } from '#engine/runtime/kernel/options.ts';
import type { ApplicationDeps, Secrets, Wardflow } from '#engine/runtime/use-cases/application.ts';
import { createApplication } from '#engine/runtime/use-cases/create-application.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { storeErrors } from '#engine/store/errors.ts';
import { StoreFault } from '#engine/store/fault.ts';
import type { StoreObserver } from '#engine/store/observer.ts';
import { type OpenStore, openStore } from '#engine/store/open.ts';
import { type AccessFacts, createAccess } from '../access/ability.ts';
import type { Config } from '../config.ts';
import { readShippedServices } from '../demo-pack.ts';
import { blobsOf } from '../files/blobs-of.ts';
import { createImageStore } from '../files/image-store.ts';
import { figuresOf } from '../http/figures.ts';
import { createMeters, type Meters } from '../http/meters.ts';
import { declareProblems } from '../http/problem-catalogue.ts';
import { fileBytesMax, filesMax } from '../http/submission.ts';
import { type Keys, openKeys } from '../secret-key.ts';
import { readProviders } from '../sign-in/provider-file.ts';
import { signInBy } from '../sign-in/sign-in.ts';
import { versionOf } from '../version.ts';
import { lastBackup } from './backup/last-backup.ts';
import { channelMaker, channelsOf, headPlacesOf, scannerOf } from './channels.ts';
import { createLog } from './log.ts';
import { registerCopyIn } from './register-copy.ts';
import type { Traces } from './traces.ts';

export interface Installation {
  readonly config: Config;
  readonly keys: Keys;
  readonly secrets: Secrets;
  readonly store: OpenStore;
  readonly wardflow: Wardflow;
  readonly log: Logger;
  readonly meters: Meters;
  /** Undefined where no collector is set. */
  readonly traces: Traces | undefined;
  close(): Promise<void>;
}

const intakeService = 'citizen-feedback';

/** Opens the database, brings it up to date and puts the application together. */
export async function openInstallation(config: Config): Promise<Installation> {
  declareProblems(storeErrors);
  const log = createLog(config);
  const keys = await openKeys(config);
  const traces = config.traces === null ? undefined : await tracesTo(config.traces);
  const meters = createMeters();
  const database = await openDatabase(config, meters.store);
  const store = traces?.watch(database) ?? database;
  try {
    await store.migrate(Date.now());
    await takeOver(store);
    const channels = channelsOf(config);
    const access = createAccess(() => accessFacts(wardflow));
    const scripts = config.javascript ? createSandbox() : undefined;
    const headPlaces = headPlacesOf(config, channels);
    const secrets = await secretsOf(store, { current: keys, others: keys.others });
    const own = { ...foundations(config, store, log), secrets, access, channels, headPlaces, channelMaker };
    const wardflow = createApplication({ ...own, ...(scripts !== undefined && { scripts }) });
    await wardflow.loadCity();
    const close = async () => {
      await Promise.all([channels.email?.close?.(), channels.sms?.close?.(), scripts?.close()]);
      await store.close();
      await traces?.stop();
    };
    meters.store.watchPool(() => store.pool());
    meters.ask(figuresOf(store, () => Date.now()));
    return { config, keys, secrets, store, wardflow, log, meters, traces, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A SQLite file has one process: whoever was sending a notice when it began is dead, and nobody need wait for them. */
async function takeOver(store: OpenStore): Promise<void> {
  if (store.dialect === 'sqlite') await store.transaction((tx) => tx.cases.notices.endLeases(Date.now()));
}

/** Loaded only where it is wanted: reading its modules takes a good part of a start. */
async function tracesTo(endpoint: string): Promise<Traces> {
  const { openTraces } = await import('./traces.ts');
  return await openTraces(endpoint, versionOf());
}

/** The driver's word alone says neither which database is meant nor where it is set. The password is not shown. */
export async function openDatabase(
  { databaseUrl, connections }: Pick<Config, 'databaseUrl' | 'connections'>,
  observer?: StoreObserver,
): Promise<OpenStore> {
  const options = { url: databaseUrl, connectionsMax: connections, ...(observer !== undefined && { observer }) };
  return await openStore(options).catch((error: unknown) => {
    if (!(error instanceof Error) || error instanceof StoreFault) throw error;
    const where = databaseUrl.startsWith('sqlite:') ? databaseUrl : (/([^/@]+)\/\w+$/.exec(databaseUrl)?.[1] ?? '');
    throw new Error(`the database of DATABASE_URL (${where}) cannot be opened: ${error.message}`, { cause: error });
  });
}

/** Before a city is loaded nobody may do anything. */
function accessFacts(wardflow: Wardflow): AccessFacts {
  const city = wardflow.city();
  return {
    rules: city?.access ?? [],
    wardOf: (unit) => city?.units.get(unit)?.ward ?? undefined,
    standsFor: (unit) => (city === undefined ? [unit] : standsFor(city.units, unit)),
  };
}

function foundations(
  config: Config,
  store: OpenStore,
  log: Logger,
): Omit<ApplicationDeps, 'access' | 'channels' | 'headPlaces' | 'secrets'> {
  return {
    store,
    onFault: ({ error, ...where }: KernelFault) => log.warn({ err: error, ...where }, 'job failed'),
    onDone: (done) => log.debug(done, 'job done'),
    onReplayDifference: ({ instanceId }) => log.error({ instanceId }, 'saved state differs from its journal'),
    registerCopy: registerCopyIn(config.dataDir),
    files: createImageStore(blobsOf(config), scannerOf(config), config.videoBytesMax),
    random: (bytes) => randomBytes(bytes),
    lastBackup: async () => {
      const found = await lastBackup(config.dataDir);
      return found === undefined ? undefined : Date.parse(found.at);
    },
    crew: { steady: () => performance.now(), alone: store.dialect === 'sqlite' },
    clock: () => Date.now(),
    mailboxChannel,
    signIn: signInBy(config.publicUrl, readProviders(config.oidcProviders)),
    shipped: readShippedServices,
    config: {
      intakeService,
      publicUrl: config.publicUrl,
      demo: config.demo !== 'never',
      photosMax: filesMax,
      photoBytesMax: fileBytesMax,
      version: versionOf(),
    },
  };
}
