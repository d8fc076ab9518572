/** Closed cases out of the hot tables: their rows packed into one, the ways to it, and what must not be destroyed. */

import type { MigrationStatement } from './runner.ts';

export const name = 'archive';

export const statements: readonly MigrationStatement[] = [
  'alter table case_record add column archived_at {instant} null',
  'create index case_record_ripe on case_record (archived_at, closed_at)',
  'create index case_record_closed on case_record (state, closed_at, id)',

  `create table case_archive (
    case_id {id} not null primary key,
    archived_at {instant} not null,
    row_count {count} not null,
    content {bytes} not null
  ) {table}`,

  `create table archived_instance (
    id {id} not null primary key,
    case_id {id} not null
  ) {table}`,
  'create index archived_instance_case on archived_instance (case_id)',

  // With what the access rules speak of, so that they stand in the query here too.
  `create table archived_task (
    id {id} not null primary key,
    case_id {id} not null,
    unit {code} not null,
    role {code} not null,
    ward {code} not null,
    category {code} not null,
    confidentiality {code} not null,
    assignee {code} not null
  ) {table}`,
  'create index archived_task_case on archived_task (case_id)',

  `create table case_hold (
    case_id {id} not null primary key,
    reason {code} not null,
    placed_at {instant} not null,
    placed_by {code} not null
  ) {table}`,
];
