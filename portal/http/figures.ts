/** What `/readyz` checks and `/metrics` counts, from the database and the worker. */
import type { Store } from '#engine/runtime/ports.ts';
import type { Observed } from './observe.ts';

/** The worker of this process. */
export interface ObservedWorker {
  /** Whether it ended a round lately; undefined where there is none here. */
  alive(): boolean | undefined;
}

const waiting = ['queued', 'sending', 'unknown'];

export function observe(store: Store, worker: ObservedWorker): Observed {
  return {
    async ready() {
      const database = await store
        .transaction((tx) => tx.cases.reference.stamp())
        .then(
          () => true as const,
          () => 'does not answer',
        );
      const alive = worker.alive();
      return { database, ...(alive !== undefined && { worker: alive || 'has not ended a round for 30 seconds' }) };
    },
    async figures() {
      return await store.transaction(async (tx) => {
        const notices = await tx.cases.notices.countByState();
        const nextTimer = await tx.engine.jobs.nextTimerAt();
        const chain = await tx.cases.auditChain.state();
        return {
          wardflow_audit_unsealed: (await tx.cases.auditChain.waiting()).entries,
          wardflow_audit_sealed: (await tx.cases.auditChain.head())?.number ?? 0,
          wardflow_audit_exported: chain.exportedNumber,
          wardflow_audit_export_age_seconds: chain.exportedAt === null ? 0 : (Date.now() - chain.exportedAt) / 1000,
          wardflow_outbox_backlog: waiting.reduce((sum, state) => sum + (notices[state] ?? 0), 0),
          wardflow_notices_dead: notices['dead'] ?? 0,
          wardflow_incidents_open: (await tx.engine.incidents.open(1000)).length,
          wardflow_timer_lag_seconds: nextTimer === null ? 0 : Math.max(0, (Date.now() - nextTimer) / 1000),
        };
      });
    },
  };
}
