/** The HTTP server of a process, from the installation: listening where the settings say, and closed with patience. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { buildDir } from '../browser-build.ts';
import { citizenPages } from '../citizen/routes.ts';
import type { PageSite } from '../citizen/site.ts';
import { Staging } from '../files/staging.ts';
import { createBundles } from '../http/bundles.ts';
import { observe } from '../http/figures.ts';
import { seal, unseal } from '../http/sealed.ts';
import { createServer } from '../http/server.ts';
import type { Background } from './background.ts';
import type { Installation } from './installation.ts';

export interface Beside {
  readonly background: Background;
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
    throw listenFault(error, { ...config, setting: 'PORT' });
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
  readonly setting: string;
}

/** Says which setting to change, where the system's own word does not. */
export function listenFault(error: unknown, { port, host, setting }: Place): unknown {
  const { code } = error as { readonly code?: string };
  const sentences: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} on ${host} is used by another program. Set ${setting} to a free one, e.g. ${setting}=${port + 1}.`,
    EACCES: `the system does not let this user listen on port ${port}. Set ${setting} to one above 1023.`,
    EADDRNOTAVAIL: `this machine does not have the address ${host}. Set HOST to one of its own.`,
    ENOTFOUND: `this machine does not have the address ${host}. Set HOST to one of its own.`,
  };
  const sentence = sentences[code ?? ''];
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}

async function serverOf(installation: Installation, { background, built, demo }: Beside): Promise<FastifyInstance> {
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
    observed: observe(installation.store, background),
    assets: { buildDir, built, timeZone: () => wardflow.city()?.province.timeZone ?? 'UTC' },
    followKey: keys.cookie,
    trustProxy: config.trustProxy,
    logger: log,
    afterWrite: () => background.wake(),
    ...(config.sms !== null && { noticeStatus: { authToken: config.sms.authToken, report: wardflow.noticeReport } }),
    pages: citizenPages({
      city: () => wardflow.city(),
      seal: (text, until) => seal(keys.cookie, text, until),
      unseal: (sealed, now) => unseal(keys.cookie, sealed, now),
      demo,
    }),
  });
}
