/** Tasks that went from one unit to another by somebody's decision: from whom, to whom, and why. */
import type { MigrationStatement } from './runner.ts';

export const name = 'transfers';

export const statements: readonly MigrationStatement[] = [
  `create table task_transfer (
    id {id} not null primary key,
    case_id {id} not null,
    task_id {id} not null,
    kind {code} not null,
    from_unit {code} not null,
    from_role {code} not null,
    from_person {code} not null,
    to_unit {code} not null,
    to_role {code} not null,
    to_person {code} not null,
    actor {code} not null,
    at {instant} not null,
    note_entry {id} null
  ) {table}`,
  'create index task_transfer_task on task_transfer (task_id, id)',
  'create index task_transfer_case on task_transfer (case_id, id)',
];
