/** What the store of this process tells of its work (engine/store/observer.ts), in Prometheus' words. */
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

export interface StoreMeters {
  stepEnded(outcome: string, ms: number): void;
  stepsCommitted(count: number): void;
  repeats(kind: string, cause: string): void;
  /** @param state looked at when the metrics are read; where it is undefined there is no pool */
  watchPool(state: () => Pool | undefined): void;
}

interface Pool {
  readonly max: number;
  readonly inUse: number;
  readonly waiting: number;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];
/** Up to the steps that one commit takes. */
const countBuckets = [1, 2, 4, 8, 16, 32, 64];

export function createStoreMeters(registry: Registry): StoreMeters {
  const registers = [registry];
  const steps = new Histogram({
    name: 'wardflow_step_duration_seconds',
    help: 'Time of a step with all its tries, until it is committed or given up.',
    labelNames: ['outcome'],
    buckets: secondsBuckets,
    registers,
  });
  const commits = new Histogram({
    name: 'wardflow_commit_steps',
    help: 'Steps that have shared one commit.',
    buckets: countBuckets,
    registers,
  });
  const repeated = new Counter({
    name: 'wardflow_store_repeats_total',
    help: 'Steps and transactions that were undone and done again.',
    labelNames: ['kind', 'cause'],
    registers,
  });
  return {
    stepEnded: (outcome, ms) => steps.observe({ outcome }, ms / 1000),
    stepsCommitted: (count) => commits.observe(count),
    repeats: (kind, cause) => repeated.inc({ kind, cause }),
    watchPool(state) {
      if (state() === undefined) return;
      new Gauge({
        name: 'wardflow_database_connections',
        help: 'Transactions that have a connection of the pool, that wait for one, and how many there may be.',
        labelNames: ['state'],
        registers,
        collect() {
          const { max, inUse, waiting } = state() ?? { max: 0, inUse: 0, waiting: 0 };
          for (const [name, count] of Object.entries({ max, in_use: inUse, waiting })) this.set({ state: name }, count);
        },
      });
    },
  };
}
