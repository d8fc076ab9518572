/** What was sent back or recalled: whose matter it is again, from whom, why, and what had been put in there. */

import type { MigrationStatement } from './runner.ts';

export const name = 'returns';

export const statements: readonly MigrationStatement[] = [
  `create table step_return (
    id {id} not null primary key,
    instance_id {id} not null,
    case_id {id} null,
    node {code} not null,
    kind {code} not null,
    element {code} not null,
    from_element {code} not null,
    from_unit {code} not null,
    to_unit {code} not null,
    actor {code} not null,
    at {instant} not null,
    reason_entry {id} null,
    entered {text} not null
  ) {table}`,
  'create unique index step_return_node on step_return (instance_id, node)',
  'create index step_return_case on step_return (case_id, id)',
];
