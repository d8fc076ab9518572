/** The administration changes: who changed its configuration and why, who is away, which units become others. */
import type { MigrationStatement } from './runner.ts';

export const name = 'organisation';

export const statements: readonly MigrationStatement[] = [
  `create table reference_change (
    kind {code} not null,
    revision {count} not null,
    content {text} not null,
    note {text} not null,
    changed_at {instant} not null,
    changed_by {code} not null,
    primary key (kind, revision)
  ) {table}`,

  // ISO 8601 dates of the city; '' for no limit.
  `alter table post add column valid_from {code} not null default ''`,
  `alter table post add column valid_to {code} not null default ''`,

  `create table absence (
    id {id} not null primary key,
    account_id {id} not null,
    substitute_id {id} null,
    first_day {code} not null,
    last_day {code} not null,
    kind {code} not null,
    posts {text} not null,
    created_at {instant} not null,
    created_by {code} not null,
    ended_at {instant} null
  ) {table}`,
  'create index absence_account on absence (account_id, last_day)',
  'create index absence_substitute on absence (substitute_id, last_day)',

  `create table reorganisation (
    id {id} not null primary key,
    state {code} not null,
    phase {code} not null,
    effective_day {code} not null,
    content {text} not null,
    note {text} not null,
    report {text} not null,
    created_at {instant} not null,
    created_by {code} not null,
    started_at {instant} null,
    ended_at {instant} null
  ) {table}`,
  'create index reorganisation_state on reorganisation (state, effective_day)',

  // What was moved, a row each: who comes a second time finds it here.
  `create table reorganisation_item (
    reorganisation_id {id} not null,
    kind {code} not null,
    subject {code} not null,
    from_unit {code} not null,
    to_unit {code} not null,
    outcome {code} not null,
    moved_at {instant} not null,
    primary key (reorganisation_id, kind, subject)
  ) {table}`,
  'create index case_record_ward on case_record (state, ward)',
];
