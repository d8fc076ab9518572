/** Figures of the database for `/metrics`: each a count of few rows by an index, never of all cases. */
import type { Instant } from '#engine/core/values.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import type { Figure } from './meters.ts';

const waiting = ['queued', 'sending', 'unknown'];

/** @returns what `Meters.ask` takes */
export function figuresOf(store: Store, clock: () => Instant): () => Promise<readonly Figure[]> {
  return () =>
    store.transaction(async (tx) => {
      const now = clock();
      return [...(await auditFigures(tx, now)), ...(await workFigures(tx, now)), ...(await dutyFigures(tx, now))];
    });
}

async function auditFigures({ cases }: Tx, now: Instant): Promise<readonly Figure[]> {
  const chain = await cases.auditChain.state();
  return [
    figure('audit_unsealed', 'Entries that wait for their seal.', (await cases.auditChain.waiting()).entries),
    figure('audit_sealed', 'Number of the last sealed entry.', (await cases.auditChain.head())?.number ?? 0),
    figure('audit_exported', 'Number of the last entry whose head was handed out.', chain.exportedNumber),
    figure('audit_export_age_seconds', 'Since the head was last handed out.', secondsSince(chain.exportedAt, now)),
  ];
}

async function workFigures({ cases, engine }: Tx, now: Instant): Promise<readonly Figure[]> {
  const notices = await cases.notices.countByState();
  const backlog = waiting.reduce((sum, state) => sum + (notices[state] ?? 0), 0);
  return [
    figure('outbox_backlog', 'Notices that wait to be sent.', backlog),
    figure('notices_dead', 'Notices that were given up.', notices['dead'] ?? 0),
    figure(
      'incidents_open',
      'Incidents that wait for an operator, up to 1000.',
      await engine.incidents.countOpen(1000),
    ),
    figure(
      'replay_differences',
      'Instances whose saved state differs from their journal, up to 1000.',
      await engine.incidents.countOpen(1000, 'REPLAY_DIFFERS'),
    ),
    figure('timer_lag_seconds', 'How late the next timer is.', secondsSince((await engine.jobs.glance()).dueAt, now)),
  ];
}

async function dutyFigures({ engine }: Tx, now: Instant): Promise<readonly Figure[]> {
  const rows = await engine.duties.all();
  const by = (value: (row: (typeof rows)[number]) => number) => ({
    label: 'duty',
    of: Object.fromEntries(rows.map((row) => [row.name, value(row)])),
  });
  return [
    figure(
      'duty_age_seconds',
      'Since the duty last ended well.',
      by((row) => secondsSince(row.endedAt, now)),
    ),
    figure(
      'duty_overdue_seconds',
      'How late the duty is.',
      by((row) => secondsSince(row.dueAt, now)),
    ),
    figure(
      'duty_faults',
      'Runs in a row that failed.',
      by((row) => row.faults),
    ),
  ];
}

function figure(name: string, help: string, value: Figure['value']): Figure {
  return { name: `wardflow_${name}`, help, value };
}

/** Never below zero: what lies ahead is not late. */
function secondsSince(at: Instant | null, now: Instant): number {
  return at === null ? 0 : Math.max(0, (now - at) / 1000);
}
