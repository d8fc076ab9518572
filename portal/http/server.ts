/** The door: one Fastify server with everything that every answer needs, and the groups of routes. */
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyPluginAsync, LogController } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Staging } from '../files/staging.ts';
import { apiRoutes } from './api/routes.ts';
import { type Assets, registerAssets } from './assets.ts';
import type { Doors, Pages } from './doors.ts';
import { registerHeaders } from './headers.ts';
import { registerJson } from './json.ts';
import { registerLanguage } from './language.ts';
import { rememberRoutes } from './not-found.ts';
import { type NoticeStatus, noticeStatusRoutes } from './notice-status.ts';
import { type MetricsFor, type Observed, registerObservation } from './observe.ts';
import { registerOpenapi } from './openapi.ts';
import { sendProblem, toRefusal } from './problems.ts';
import { refusalLog } from './refused.ts';
import { registerSameSite } from './same-site.ts';
import { registerSessions } from './session.ts';
import { registerMultipart, registerSubmissions, registerUrlencoded } from './submission.ts';

export interface ServerDeps {
  readonly doors: Doors;
  readonly staging: Staging;
  readonly observed: Observed;
  readonly metricsFor: MetricsFor;
  readonly assets: Assets;
  /** 32 bytes that seal the citizen's follow cookie. */
  readonly followKey: Uint8Array;
  readonly trustProxy: readonly string[];
  readonly logger: FastifyBaseLogger;
  /** Hears of each request that may have changed something. */
  readonly afterWrite: () => void;
  /** Ends what waits for something to happen, so that closing need not wait for it. */
  readonly beforeClose?: () => void;
  /** Left out: nobody reports on SMS. */
  readonly noticeStatus?: NoticeStatus;
  /** The citizens' pages and the sign-in page. */
  readonly pages: Pages;
}

/** Bytes of a JSON body, where a route does not say otherwise. */
const jsonBytesMax = 256 * 1024;
/** Five photos of 10 MiB over a slow line. */
const requestMsMax = 600_000;
/** Headers come at once, or somebody only wants to hold a connection; looked after every few seconds. */
const headersMsMax = 15_000;
const checkedEachMs = 5_000;

/** Puts the server together; it does not listen yet. */
export async function createServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { doors, logger } = deps;
  const server = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: jsonBytesMax,
    requestTimeout: requestMsMax,
    http: { headersTimeout: headersMsMax, connectionsCheckingInterval: checkedEachMs },
    trustProxy: deps.trustProxy.length === 0 ? false : [...deps.trustProxy],
    forceCloseConnections: 'idle',
    // Addresses that cannot be read never reach a route, and so no error handler.
    frameworkErrors: (error, request, reply) => sendProblem(request, reply, toRefusal(error)),
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
  });
  const refuseUnknown = rememberRoutes(server);
  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  answerFaults(server, refuseUnknown, deps);
  registerJson(server);
  await server.register(cookie);
  registerLanguage(server);
  await registerHeaders(server, doors.site.publicUrl.startsWith('https:'));
  registerSameSite(server, doors.site.publicUrl);
  registerSessions(server, sessionSettings(deps));
  registerSubmissions(server, deps.staging);
  registerObservation(server, deps.observed, deps.metricsFor);
  // No text of ours holds U+0000, and no database takes one; bodies are looked at where they are read.
  server.addHook('onRequest', async ({ url }) => {
    if (!url.includes('%00')) return;
    throw /^[^?]*%00/.test(url) ? new Refusal('NOT_FOUND', 404) : new Refusal('BAD_REQUEST', 400);
  });
  server.addHook('onResponse', async ({ method, routeOptions }) => {
    if (method !== 'GET' && method !== 'HEAD' && routeOptions.config.quiet !== true) deps.afterWrite();
  });
  server.addHook('preClose', async () => deps.beforeClose?.());
  await registerOpenapi(server);
  await registerAssets(server, deps.assets);
  await server.register(apiRoutes(doors), { prefix: '/api/v1' });
  if (deps.noticeStatus) await server.register(noticeStatusRoutes(deps.noticeStatus, doors.site.publicUrl));
  await server.register(pageRoutes(deps));
  server.get('/api/openapi.json', { schema: { hide: true } }, async () => server.swagger());
  return server;
}

function pageRoutes({ pages, doors }: ServerDeps): FastifyPluginAsync {
  return async (scope) => {
    await registerMultipart(scope);
    await registerUrlencoded(scope);
    await pages.registerCitizenPages(scope, doors);
  };
}

function answerFaults(
  server: FastifyInstance,
  refuseUnknown: ReturnType<typeof rememberRoutes>,
  { pages: { problemPage }, logger, doors }: Pick<ServerDeps, 'pages' | 'logger' | 'doors'>,
): void {
  const noteRefusal = refusalLog(logger, doors.now);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error);
    // The error's own text can hold what somebody typed, so only faults of ours are written down whole.
    if (refusal.status >= 500) request.log.error({ err: error, requestId: request.id }, 'fault');
    else noteRefusal(request, refusal);
    return sendProblem(request, reply, refusal, problemPage);
  });
  server.setNotFoundHandler((request, reply) => sendProblem(request, reply, refuseUnknown(request), problemPage));
}

function sessionSettings({ doors, followKey }: ServerDeps) {
  const https = doors.site.publicUrl.startsWith('https:');
  const { accounts, citizens, serviceAccounts } = doors.application;
  return { accounts, citizens, serviceAccounts, https, followKey, now: doors.now };
}
