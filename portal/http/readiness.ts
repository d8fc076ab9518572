/** What `/readyz` checks: whether this process can do what it is there for, at this moment. */
import type { Store } from '#engine/runtime/ports.ts';
import type { Observed } from './observe.ts';

/** The worker of this process. */
export interface ObservedWorker {
  /** Whether it ended a round lately; undefined where there is none here. */
  alive(): boolean | undefined;
}

export function readinessOf(store: Store, worker: ObservedWorker): Observed['ready'] {
  return async () => {
    const database = await store
      .transaction((tx) => tx.cases.reference.stamp())
      .then(
        () => true as const,
        () => 'does not answer',
      );
    const alive = worker.alive();
    return { database, ...(alive !== undefined && { worker: alive || 'has not ended a round for 30 seconds' }) };
  };
}
