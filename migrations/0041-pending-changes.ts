/** Changes that weaken a policy, and wait for a second administrator. */
import type { MigrationStatement } from './runner.ts';

export const name = 'pending-changes';

export const statements: readonly MigrationStatement[] = [
  `create table pending_change (
    id {id} not null primary key,
    file {code} not null,
    content {text} not null,
    revision {count} not null,
    note {text} not null,
    state {code} not null,
    proposed_at {instant} not null,
    proposed_by {code} not null,
    expires_at {instant} not null,
    decided_at {instant} null,
    decided_by {code} not null
  ) {table}`,
  'create index pending_change_file on pending_change (file, state)',
];
