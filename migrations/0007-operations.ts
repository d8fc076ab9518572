/** Batches of operations on instances, versions on hold, and the order in which lists of instances are read. */

import type { MigrationStatement } from './runner.ts';

export const name = 'operations';

export const statements: readonly MigrationStatement[] = [
  'alter table service_version add column held_at {instant} null',

  // One statement where a drop that was done already would fail when it is done again.
  {
    sqlite: 'drop index process_instance_live',
    mysql:
      'alter table process_instance drop index process_instance_live, add index process_instance_live (state, service_version_id, id)',
  },
  {
    sqlite: 'create index process_instance_live on process_instance (state, service_version_id, id)',
    mysql: null,
  },

  `create table operation_batch (
    id {id} not null primary key,
    operation {text} not null,
    selection {text} not null,
    reason {text} not null,
    dry_run {flag} not null,
    state {code} not null,
    total {count} not null,
    created_at {instant} not null,
    created_by {code} not null,
    ended_at {instant} null,
    undoes {id} null
  ) {table}`,
  'create index operation_batch_state on operation_batch (state, id)',
  'create index operation_batch_undoes on operation_batch (undoes)',

  `create table operation_item (
    batch_id {id} not null,
    number {count} not null,
    instance_id {id} not null,
    state {code} not null,
    code {code} not null,
    params {text} not null,
    at {instant} null,
    primary key (batch_id, number)
  ) {table}`,
  'create index operation_item_state on operation_item (batch_id, state, number)',
];
