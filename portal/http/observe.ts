/**
 * How the installation is: `/healthz` says that the process answers, `/readyz` that it can do its work, `/metrics`
 * how much and how fast. Nothing here, and no line of the log, holds an address's query, a code or a name: only the
 * route's pattern.
 */
import type {} from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Observed {
  /** Each check by name: true, or what is wrong (no personal data). */
  readonly ready: () => Promise<Readonly<Record<string, true | string>>>;
  /** Figures of the database by metric name, asked when the metrics are read. */
  readonly figures: () => Promise<Readonly<Record<string, number>>>;
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function registerObservation(server: FastifyInstance, observed: Observed): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request to the end of the response.',
    labelNames: ['method', 'route', 'status'],
    buckets: secondsBuckets,
    registers: [registry],
  });
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const labels = { method: request.method, route, status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
    requests.inc(labels);
    const line = { ...labels, ms: Math.round(reply.elapsedTime), requestId: request.id };
    if (reply.statusCode >= 500) request.log.error(line, 'answered');
    else request.log.debug(line, 'answered');
  });
  registerRoutes(server, observed, registry);
}

function registerRoutes(server: FastifyInstance, observed: Observed, registry: Registry): void {
  const hidden = { schema: { hide: true } };
  server.get('/healthz', hidden, async (_request, reply) =>
    reply.header('cache-control', 'no-store').send({ ok: true }),
  );
  server.get('/readyz', hidden, async (_request, reply) => {
    const checks = await observed.ready();
    const ok = Object.values(checks).every((check) => check === true);
    return reply
      .status(ok ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ok, checks });
  });
  const gauges = new Map<string, Gauge>();
  server.get('/metrics', hidden, async (_request, reply) => {
    for (const [name, value] of Object.entries(await observed.figures())) {
      const gauge = gauges.get(name) ?? new Gauge({ name, help: `${name} at this moment.`, registers: [registry] });
      gauges.set(name, gauge);
      gauge.set(value);
    }
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
