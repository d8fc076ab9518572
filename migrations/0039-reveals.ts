/** Who asked to see who reported a case, why, who decided it, and until when they may. */
import type { MigrationStatement } from './runner.ts';

export const name = 'reveals';

export const statements: readonly MigrationStatement[] = [
  `create table case_reveal (
    id {id} not null primary key,
    case_id {id} not null,
    state {code} not null,
    kind {code} not null,
    reason_entry {id} not null,
    asked_by {code} not null,
    asked_at {instant} not null,
    decided_by {code} not null,
    decided_at {instant} null,
    decision_entry {id} null,
    open_until {instant} null,
    looks {count} not null,
    looked_at {instant} null
  ) {table}`,
  'create index case_reveal_case on case_reveal (case_id, asked_at)',
  'create index case_reveal_state on case_reveal (state, asked_at)',
  'create index case_reveal_asker on case_reveal (asked_by, asked_at)',
];
