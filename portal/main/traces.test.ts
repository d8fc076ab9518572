import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { openDoor, report } from '../http/support/door.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly { readonly key: string; readonly value: unknown }[];
}

/** A small OTLP collector. */
const received: string[] = [];
const collector = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push(body);
  response.setHeader('content-type', 'application/json').end('{}');
}).listen(0, '127.0.0.1');
await once(collector, 'listening');
after(() => collector.close());

test('a request is a span in the trace of its caller, its transactions stand in it, and no address is named', async () => {
  const { port } = collector.address() as AddressInfo;
  const door = await openDoor({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await door.call('/api/v1/reports/7KQ2-XW7M-3HTD?q=canary', { headers });
  const said = await door.call('/api/v1/reports', { form: report(), headers });
  await door.close();
  assert.equal(said.status, 200);
  const spans = received.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap((resource: { scopeSpans: { spans: Span[] }[] }) =>
      resource.scopeSpans.flatMap((scope) => scope.spans),
    ),
  ) as Span[];
  const mine = spans.filter((span) => span.traceId === traceId);
  const request = mine.find((span) => span.name === 'GET /api/v1/reports/:code');
  assert.ok(request, JSON.stringify(mine.map(({ name }) => name)));
  assert.equal(request.parentSpanId, 'b7ad6b7169203331');
  assert.ok(mine.some((span) => span.name === 'transaction' && span.parentSpanId === request.spanId));
  const posted = mine.find((span) => span.name === 'POST /api/v1/reports');
  assert.ok(posted !== undefined, 'a request with a body is traced');
  const within = mine.filter((span) => span.parentSpanId === posted.spanId);
  assert.ok(within.length > 0, `its transactions stand in it too: ${mine.map(({ name }) => name).join()}`);
  const alone = spans.filter((span) => span.name === 'background step');
  assert.ok(alone.length > 0, 'steps that nobody asked for are traces of their own');
  assert.ok(alone.every(({ parentSpanId = '' }) => parentSpanId === ''));
  for (const canary of ['7KQ2', 'canary']) assert.ok(!received.join('').includes(canary), canary);
});
