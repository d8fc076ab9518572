/** What this process measures, in Prometheus' words. Labels are of closed sets (routes, kinds): never a person's, never an id. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createStoreMeters, type StoreMeters } from './store-meters.ts';

export interface Meters {
  readonly contentType: string;
  /** All of it as text. */
  read(): Promise<string>;
  answered(labels: Answered, ms: number): void;
  /** Figures of the database, asked when the metrics are read, at most once in a second. */
  ask(figures: () => Promise<readonly Figure[]>): void;
  readonly store: StoreMeters;
}

interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: string;
}

/** A number of this moment; with a label one for each value of it. */
export interface Figure {
  readonly name: string;
  readonly help: string;
  readonly value: number | { readonly label: string; readonly of: Readonly<Record<string, number>> };
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const figuresMs = 1_000;

export function createMeters(): Meters {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const of = { labelNames: ['method', 'route', 'status'], registers: [registry] };
  const name = 'http_request_duration_seconds';
  const durations = new Histogram({
    name,
    help: 'Time until the end of the response.',
    buckets: secondsBuckets,
    ...of,
  });
  const requests = new Counter({ name: 'http_requests_total', help: 'Requests answered.', ...of });
  const gauges = gaugesOf(registry);
  let askFigures: () => Promise<readonly Figure[]> = async () => [];
  let asked = 0;
  return {
    contentType: registry.contentType,
    store: createStoreMeters(registry),
    async read() {
      // Several scrapers must not make several times the work.
      if (performance.now() - asked > figuresMs || asked === 0) {
        gauges.put(await askFigures().catch(() => []));
        asked = performance.now();
      }
      return await registry.metrics();
    },
    answered(labels, ms) {
      durations.observe({ ...labels }, ms / 1000);
      requests.inc({ ...labels });
    },
    ask(figures) {
      askFigures = figures;
    },
  };
}

/** Gauges that come to be with their first figure. */
function gaugesOf(registry: Registry): { put(figures: readonly Figure[]): void } {
  const gauges = new Map<string, Gauge>();
  const gauge = ({ name, help, value }: Figure): Gauge => {
    const labelNames = typeof value === 'number' ? [] : [value.label];
    const found = gauges.get(name) ?? new Gauge({ name, help, labelNames, registers: [registry] });
    gauges.set(name, found);
    return found;
  };
  return {
    put(figures) {
      for (const figure of figures) {
        const { value } = figure;
        const one = gauge(figure);
        one.reset();
        if (typeof value === 'number') one.set(value);
        else for (const [key, number] of Object.entries(value.of)) one.set({ [value.label]: key }, number);
      }
    },
  };
}
