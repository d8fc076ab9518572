/**
 * The composition root: the one place that knows every room. Opens the database, puts the application together from
 * the settings, and stands the server and the worker beside it. {@link Installation} is what commands work with;
 * {@link startWardflow} is the product.
 */
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { mailboxChannel } from '#connectors/mailbox/connector.ts';
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import type { HeadPlace } from '#engine/runtime/audit/heads.ts';
import type { KernelFault } from '#engine/runtime/kernel/options.ts';
import { startWorker } from '#engine/runtime/kernel/worker.ts';
import type { ApplicationDeps, Wardflow } from '#engine/runtime/use-cases/application.ts';
import { createApplication } from '#engine/runtime/use-cases/create-application.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { storeErrors } from '#engine/store/errors.ts';
import { StoreFault } from '#engine/store/fault.ts';
import { type OpenStore, openStore } from '#engine/store/open.ts';
import { type AccessFacts, createAccess } from './access/ability.ts';
import { fileHeads, mailHeads } from './audit-heads.ts';
import { buildBesides, buildDir } from './browser-build.ts';
import { citizenPages } from './citizen/routes.ts';
import type { PageSite } from './citizen/site.ts';
import type { Config } from './config.ts';
import { readDemoPack } from './demo-pack.ts';
import { createImageStore } from './files/image-store.ts';
import { Staging } from './files/staging.ts';
import { createBundles } from './http/bundles.ts';
import { type ObservedWorker, observe } from './http/figures.ts';
import { noticeStatusPath } from './http/notice-status.ts';
import { declareProblems } from './http/problem-catalogue.ts';
import { seal, unseal } from './http/sealed.ts';
import { createServer } from './http/server.ts';
import { fileBytesMax, filesMax } from './http/submission.ts';
import { type Keys, openKeys } from './secret-key.ts';

export interface Installation {
  readonly config: Config;
  readonly keys: Keys;
  readonly store: OpenStore;
  readonly wardflow: Wardflow;
  readonly log: Logger;
  close(): Promise<void>;
}

export interface Running {
  /** Where it listens, e.g. `http://localhost:3000`. */
  readonly url: string;
  readonly installation: Installation;
  /** Resolves when the browser's bundles are there; rejects where they could not be made. */
  readonly built: Promise<void>;
  /** Lets requests under way end (at most 10 s), stops the worker, closes the database. */
  stop(): Promise<void>;
}

const intakeService = 'citizen-feedback';
const stopMsMax = 10_000;
const sweepEveryMs = 3_600_000;
/** How soon changed reference data (and with it the access rules) hold in every process. */
const cityEveryMs = 10_000;
/** An entry of the audit waits no longer for its seal. */
const sealMsMax = 800;
/** A worker that has not ended a round for so long is stuck. */
const workerMsMax = 30_000;

/** Opens the database, brings it up to date and puts the application together. */
export async function openInstallation(config: Config): Promise<Installation> {
  declareProblems(storeErrors);
  const log = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  const keys = await openKeys(config.secretKey, config.dataDir);
  const store = await openStore({ url: config.databaseUrl }).catch((error) => {
    throw databaseFault(error, config);
  });
  try {
    await store.migrate(Date.now());
    const channels = channelsOf(config);
    const access = createAccess(() => accessFacts(wardflow));
    const scripts = config.javascript ? createSandbox() : undefined;
    const headPlaces = headPlacesOf(config, channels);
    const own = { ...foundations(config, keys, store, log), access, channels, headPlaces };
    const wardflow = createApplication({ ...own, ...(scripts !== undefined && { scripts }) });
    await wardflow.loadCity();
    const close = async () => {
      await Promise.all([channels.email?.close?.(), channels.sms?.close?.(), scripts?.close()]);
      await store.close();
    };
    return { config, keys, store, wardflow, log, close };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Everything: database, demo city at the first start, worker, pages, API. */
export async function startWardflow(config: Config): Promise<Running> {
  const building = new AbortController();
  const built = buildBesides(building.signal);
  built.catch(() => {});
  const installation = await openInstallation(config);
  try {
    const demo = await demoOf(installation);
    const worker = observedWorker(installation);
    const server = await listening(installation, { worker, built, demo }).catch(async (error) => {
      await worker.stop();
      throw error;
    });
    const stop = async () => {
      building.abort();
      await closeServer(server);
      await worker.stop();
      await installation.close();
    };
    return { url: urlOf(config, server), installation, built, stop };
  } catch (error) {
    building.abort();
    await installation.close();
    throw error;
  }
}

/** The driver's word alone says neither which database is meant nor where it is set. The password is not shown. */
function databaseFault(error: unknown, { databaseUrl }: Config): unknown {
  if (!(error instanceof Error) || error instanceof StoreFault) return error;
  const where = databaseUrl.startsWith('sqlite:') ? databaseUrl : new URL(databaseUrl).host;
  return new Error(`the database of DATABASE_URL (${where}) cannot be opened: ${error.message}`, { cause: error });
}

/** Before a city is loaded nobody may do anything. */
function accessFacts(wardflow: Wardflow): AccessFacts {
  const city = wardflow.city();
  return { rules: city?.access ?? [], wardOf: (unit) => city?.units.get(unit)?.ward ?? undefined };
}

function foundations(
  config: Config,
  keys: Keys,
  store: OpenStore,
  log: Logger,
): Omit<ApplicationDeps, 'access' | 'channels'> {
  return {
    store,
    onFault: ({ error, ...where }: KernelFault) => log.warn({ err: error, ...where }, 'job failed'),
    onReplayDifference: ({ instanceId }) => log.error({ instanceId }, 'saved state differs from its journal'),
    files: createImageStore(config.dataDir),
    secrets: { masterKey: keys.master, hmacKey: keys.lookup },
    random: (bytes) => randomBytes(bytes),
    clock: () => Date.now(),
    mailboxChannel,
    config: {
      intakeService,
      publicUrl: config.publicUrl,
      demo: config.demo !== 'never',
      photosMax: filesMax,
      photoBytesMax: fileBytesMax,
    },
  };
}

function channelsOf({ mail, sms, publicUrl, https }: Config): ApplicationDeps['channels'] {
  // Twilio refuses a callback address that it cannot reach.
  const reports = https || (sms !== null && sms.baseUrl !== null);
  return {
    ...(mail !== null && { email: smtpChannel({ url: mail.url, from: mail.from }) }),
    ...(sms !== null && {
      sms: twilioChannel({
        accountSid: sms.accountSid,
        authToken: sms.authToken,
        from: sms.from,
        prefixes: sms.prefixes,
        ...(sms.baseUrl !== null && { baseUrl: sms.baseUrl }),
        ...(reports && { statusUrl: `${publicUrl}${noticeStatusPath}` }),
      }),
    }),
  };
}

function headPlacesOf({ dataDir, auditMail }: Config, { email }: ApplicationDeps['channels']): readonly HeadPlace[] {
  return [fileHeads(dataDir), ...(auditMail !== null && email !== undefined ? [mailHeads(email, auditMail)] : [])];
}

/** The kernel's worker, with the housekeeping between its rounds and a pulse for `/readyz`. */
function observedWorker({ wardflow, log }: Installation): ObservedWorker {
  let lastRound = Date.now();
  let nextSweep = lastRound + sweepEveryMs;
  let nextLook = lastRound;
  const worker = startWorker({
    async work(now) {
      if (now >= nextLook) {
        nextLook = now + cityEveryMs;
        await wardflow.loadCity();
      }
      const done = await wardflow.runDue(now);
      lastRound = Date.now();
      if (now >= nextSweep) {
        nextSweep = now + sweepEveryMs;
        await wardflow.sweepFiles(now);
      }
      return done;
    },
    clock: () => Date.now(),
    onFault: (error) => log.error({ err: error }, 'worker'),
  });
  const sealing = startWorker({
    work: (now) => wardflow.sealer.runDue(now),
    clock: () => Date.now(),
    onFault: (error) => log.error({ err: error }, 'sealer'),
    idleMsMax: sealMsMax,
  });
  const stop = async () => void (await Promise.all([worker.stop(), sealing.stop()]));
  return { ...worker, stop, alive: () => Date.now() - lastRound < workerMsMax };
}

/** Loads the demo city at the first start, and says who may sign in there. */
async function demoOf({ config, wardflow }: Installation): Promise<PageSite['demo']> {
  if (config.demo === 'never') return null;
  const pack = await readDemoPack();
  const { accounts } = await wardflow.seedDemo(pack);
  return { password: pack.password, accounts };
}

interface Beside {
  readonly worker: ObservedWorker;
  readonly built: Promise<void>;
  readonly demo: PageSite['demo'];
}

async function listening(installation: Installation, beside: Beside): Promise<FastifyInstance> {
  const { config } = installation;
  const server = await serverOf(installation, beside);
  try {
    await server.listen({ port: config.port, host: config.host });
    return server;
  } catch (error) {
    await server.close();
    throw listenFault(error, config);
  }
}

/** Says which setting to change, where the system's own word does not. */
function listenFault(error: unknown, { port, host }: Config): unknown {
  const { code } = error as { readonly code?: string };
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is used by another program. Set PORT to a free one, e.g. PORT=${port + 1}.`,
    EACCES: `the system does not let this user listen on port ${port}. Set PORT to one above 1023.`,
    EADDRNOTAVAIL: `this machine does not have the address ${host}. Set HOST to one of its own.`,
    ENOTFOUND: `this machine does not have the address ${host}. Set HOST to one of its own.`,
  };
  const sentence = sentences[code ?? ''];
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}

async function serverOf(installation: Installation, { worker, built, demo }: Beside): Promise<FastifyInstance> {
  const { config, keys, wardflow, log } = installation;
  const staging = new Staging(config.dataDir);
  await staging.sweep(Date.now());
  return await createServer({
    doors: {
      application: wardflow.application,
      site: { publicUrl: config.publicUrl, demo: config.demo !== 'never' },
      limits: wardflow.rateLimit,
      now: () => Date.now(),
      bundles: createBundles(buildDir, built),
    },
    staging,
    observed: observe(installation.store, worker),
    assets: { buildDir, built, timeZone: () => wardflow.city()?.province.timeZone ?? 'UTC' },
    followKey: keys.cookie,
    trustProxy: config.trustProxy,
    logger: log,
    afterWrite: () => worker.wake(),
    ...(config.sms !== null && { noticeStatus: { authToken: config.sms.authToken, report: wardflow.noticeReport } }),
    pages: citizenPages({
      city: () => wardflow.city(),
      seal: (text, until) => seal(keys.cookie, text, until),
      unseal: (sealed, now) => unseal(keys.cookie, sealed, now),
      demo,
    }),
  });
}

function urlOf({ host }: Config, server: FastifyInstance): string {
  const { port } = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

async function closeServer(server: FastifyInstance): Promise<void> {
  const late = setTimeout(() => server.server.closeAllConnections(), stopMsMax);
  await server.close().finally(() => clearTimeout(late));
}
