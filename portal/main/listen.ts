/** The HTTP server of a process, from the installation: listening where the settings say, and closed with patience. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildDir } from '../browser-build.ts';
import { citizenPages } from '../citizen/routes.ts';
import type { PageSite } from '../citizen/site.ts';
import type { Config } from '../config.ts';
import { Staging } from '../files/staging.ts';
import { createBundles } from '../http/bundles.ts';
import { createObservationServer, type MetricsFor, type Observed } from '../http/observe.ts';
import { seal, unseal } from '../http/sealed.ts';
import { createServer } from '../http/server.ts';
import type { Background } from './background.ts';
import type { Installation } from './installation.ts';

export interface Beside {
  readonly background: Background;
  readonly observed: Observed;
  readonly built: Promise<void>;
  readonly demo: PageSite['demo'];
}

const stopMsMax = 10_000;

/** @throws Error naming the setting to change where it cannot listen */
export async function listen(installation: Installation, beside: Beside): Promise<FastifyInstance> {
  const { config } = installation;
  const server = await serverOf(installation, beside);
  try {
    await server.listen({ port: config.port, host: config.host });
    return server;
  } catch (error) {
    await server.close();
    throw listenFault(error, { ...config, setting: '' });
  }
}

/**
 * The port of its own for health and metrics.
 * @returns undefined where none is set
 * @throws Error naming the setting to change where it cannot listen
 */
export async function listenForObservers(
  { config, log }: Installation,
  observed: Observed,
): Promise<FastifyInstance | undefined> {
  const { port, host } = config.observation;
  if (port === null) return undefined;
  const server = createObservationServer(observed, log);
  try {
    await server.listen({ port, host });
    return server;
  } catch (error) {
    await server.close();
    throw listenFault(error, { port, host, setting: 'OBSERVE' });
  }
}

export function urlOf(host: string, server: FastifyInstance): string {
  const { port } = server.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Lets requests under way end, at most 10 s. */
export async function closeServer(server: FastifyInstance): Promise<void> {
  const late = setTimeout(() => server.server.closeAllConnections(), stopMsMax);
  await server.close().finally(() => clearTimeout(late));
}

interface Place {
  readonly port: number;
  readonly host: string;
  /** What stands before PORT and HOST in the names of the settings. */
  readonly setting: '' | 'OBSERVE';
}

/** Says which setting to change, where the system's own word does not. */
function listenFault(error: unknown, { port, host, setting }: Place): unknown {
  const [PORT, HOST] = setting === '' ? ['PORT', 'HOST'] : [`${setting}_PORT`, `${setting}_HOST`];
  const { code } = error as { readonly code?: string };
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is used by another program. Set ${PORT} to a free one, e.g. ${PORT}=${port + 1}.`,
    EACCES: `the system does not let this user listen on port ${port}. Set ${PORT} to one above 1023.`,
    EADDRNOTAVAIL: `this machine does not have the address ${host}. Set ${HOST} to one of its own.`,
    ENOTFOUND: `this machine does not have the address ${host}. Set ${HOST} to one of its own.`,
  };
  const sentence = sentences[code ?? ''];
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}

/** Behind a port of its own everybody who reaches it may; on the people's port who has the token. */
function metricsFor({ observation: { token } }: Config): MetricsFor {
  return token === null ? 'nobody' : { token };
}

async function serverOf(
  installation: Installation,
  { background, observed, built, demo }: Beside,
): Promise<FastifyInstance> {
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
    observed,
    metricsFor: metricsFor(config),
    assets: { buildDir, built, timeZone: () => wardflow.city()?.province.timeZone ?? 'UTC' },
    followKey: keys.cookie,
    trustProxy: config.trustProxy,
    logger: log,
    afterWrite: () => {
      background.wake();
      wardflow.bell.ring();
    },
    beforeClose: () => wardflow.bell.close(),
    ...(config.sms !== null && { noticeStatus: { authToken: config.sms.authToken, report: wardflow.noticeReport } }),
    pages: citizenPages({
      city: () => wardflow.city(),
      seal: (text, until) => seal(keys.cookie, text, until),
      unseal: (sealed, now) => unseal(keys.cookie, sealed, now),
      demo,
    }),
  });
}
