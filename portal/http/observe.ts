/**
 * How the process is: `/healthz` says that it answers, `/readyz` that it can do its work, `/metrics` how much and how
 * fast. Nothing here, and no line of the log, holds an address's query, a code or a name: only the route's pattern.
 */

import { createHash, timingSafeEqual } from 'node:crypto';
import type {} from '@fastify/swagger';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { withinRequest } from '#engine/runtime/request.ts';
import type { Meters } from './meters.ts';
import { sendProblem, toRefusal } from './problems.ts';

export interface Observed {
  /** Each check by name: true, or what is wrong (no personal data). */
  readonly ready: () => Promise<Readonly<Record<string, true | string>>>;
  readonly meters: Meters;
  /** Left out: no traces. */
  readonly tracing?: Tracing;
}

/** A span for each request; see `portal/main/traces.ts`. */
export interface Tracing {
  /**
   * @param go the rest of the request, which is then within the span
   * @returns ends the span
   */
  begin(
    request: { readonly method: string; readonly headers: object },
    go: () => void,
  ): (answer: { readonly route: string; readonly status: number; readonly requestId: string }) => void;
}

/** Who may read the metrics: everybody who reaches the port, who knows the token, or nobody. */
export type MetricsFor = 'everybody' | 'nobody' | { readonly token: string };

/** Adds what is measured of each answer, and the three routes. */
export function registerObservation(server: FastifyInstance, observed: Observed, metricsFor: MetricsFor): void {
  if (observed.tracing) registerTracing(server, observed.tracing);
  // Only here: reading a body leaves whatever context the hooks before it have entered.
  server.addHook('preHandler', (request, _reply, done) => withinRequest(request.id, done));
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    observed.meters.answered(labels, reply.elapsedTime);
    const line = { ...labels, ms: Math.round(reply.elapsedTime), requestId: request.id };
    if (reply.statusCode >= 500) request.log.error(line, 'answered');
    else request.log.debug(line, 'answered');
  });
  registerRoutes(server, observed, metricsFor);
}

function registerTracing(server: FastifyInstance, tracing: Tracing): void {
  const ends = new WeakMap<object, ReturnType<Tracing['begin']>>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, headers } = request;
    ends.set(request, tracing.begin({ method, headers }, done));
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    ends.get(request)?.({ route, status: reply.statusCode, requestId: request.id });
  });
}

/** A server of its own for the three routes: behind a wall, and of a worker, which has no other. */
export function createObservationServer(observed: Observed, logger: FastifyBaseLogger): FastifyInstance {
  const server = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
  });
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  registerRoutes(server, observed, 'everybody');
  return server;
}

function registerRoutes(server: FastifyInstance, { ready, meters }: Observed, metricsFor: MetricsFor): void {
  const hidden = { schema: { hide: true } };
  server.get('/healthz', hidden, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );
  server.get('/readyz', hidden, async (_request, reply) => {
    const checks = await ready();
    const ok = Object.values(checks).every((check) => check === true);
    return reply
      .status(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, checks });
  });
  if (metricsFor === 'nobody') return;
  server.get('/metrics', hidden, async (request, reply) => {
    if (metricsFor !== 'everybody' && !isToken(request.headers.authorization, metricsFor.token))
      return reply.status(401).header('www-authenticate', 'Bearer').send();
    return reply.type(meters.contentType).send(await meters.read());
  });
}

/** By their hashes, which are of one length and compared in one time. */
function isToken(header: string | undefined, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header ?? ''), hash(`Bearer ${token}`));
}
