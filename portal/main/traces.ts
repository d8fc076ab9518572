/**
 * OpenTelemetry, where a collector is set: a span for each request, in the trace of whoever called (W3C traceparent), and
 * in it one for each transaction of the database. A step that nobody asked for (a timer, a message, a job) is a trace of
 * its own; what the worker looks up is none. Names are routes, never addresses. Loaded only where it is wanted.
 */
import type { Store } from '#engine/runtime/ports.ts';
import { requestNow } from '#engine/runtime/request.ts';
import type { Tracing } from '../http/observe.ts';

export interface Traces extends Tracing {
  /** The same store; what it does within a request is seen, and each step of the worker. */
  watch<S extends Store>(store: S): S;
  /** Sends what is waiting. */
  stop(): Promise<void>;
}

/** @param endpoint of a collector that speaks OTLP over HTTP, e.g. `http://localhost:4318` */
export async function openTraces(endpoint: string, version: string): Promise<Traces> {
  const { context, propagation, SpanKind, SpanStatusCode, trace } = await import('@opentelemetry/api');
  const { BatchSpanProcessor, NodeTracerProvider } = await import('@opentelemetry/sdk-trace-node');
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces` });
  const provider = new NodeTracerProvider({ spanProcessors: [new BatchSpanProcessor(exporter)] });
  provider.register();
  const tracer = trace.getTracer('wardflow', version);
  const watched =
    (name: string, how: Store['transaction'], alone?: string): Store['transaction'] =>
    async (work) => {
      const isAlone = trace.getActiveSpan() === undefined;
      if (isAlone && alone === undefined) return await how(work);
      const kind = isAlone ? SpanKind.CONSUMER : SpanKind.CLIENT;
      return await tracer.startActiveSpan(isAlone && alone ? alone : name, { kind }, async (span) => {
        const requestId = requestNow();
        if (isAlone && requestId !== null) span.setAttribute('wardflow.request_id', requestId);
        try {
          return await how(work);
        } catch (error) {
          // Its kind only: texts may hold what somebody typed.
          span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
          throw error;
        } finally {
          span.end();
        }
      });
    };
  return {
    begin({ method, headers }, go) {
      const caller = propagation.extract(context.active(), headers);
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, caller);
      context.with(trace.setSpan(caller, span), go);
      return ({ route, status, requestId }) => {
        span.updateName(`${method} ${route}`);
        span.setAttributes({
          'http.route': route,
          'http.response.status_code': status,
          'wardflow.request_id': requestId,
        });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      };
    },
    watch: (store) => ({
      ...store,
      transaction: watched('transaction', store.transaction),
      step: watched('step', store.step, 'background step'),
    }),
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
