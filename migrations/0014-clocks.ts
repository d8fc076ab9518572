/**
 * Clocks of the case, its first answer and its steps, each with its rule and its first due date; what moved them, who was
 * warned, who asked for more time. `next_at` is when somebody must hear of the clock next: the sweep goes by its index.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'clocks';

export const statements: readonly MigrationStatement[] = [
  'alter table case_clock add column instance_id {id} null',
  `alter table case_clock add column task_key {code} not null default ''`,
  `alter table case_clock add column element {code} not null default ''`,
  `alter table case_clock add column sla {code} not null default ''`,
  `alter table case_clock add column day_count {code} not null default 'elapsed'`,
  `alter table case_clock add column revision {code} not null default ''`,
  'alter table case_clock add column first_due_at {instant} null',
  'alter table case_clock add column allowed_ms {instant} not null default 0',
  `alter table case_clock add column paused_by {code} not null default ''`,
  'alter table case_clock add column extensions {count} not null default 0',
  'alter table case_clock add column round {count} not null default 0',
  'alter table case_clock add column warned {count} not null default 0',
  'alter table case_clock add column next_at {instant} null',
  `alter table case_clock add column owner {code} not null default ''`,
  `alter table case_clock add column owner_unit {code} not null default ''`,
  'alter table case_clock add column version {count} not null default 0',
  `update case_clock set first_due_at = due_at, paused_by = case when paused_at is null then '' else 'stage' end`,
  `update case_clock set next_at = due_at where ended_at is null and state = 'running'`,
  'create index case_clock_next on case_clock (next_at, id)',

  `create table clock_event (
    id {id} not null primary key,
    case_id {id} not null,
    clock_id {id} not null,
    at {instant} not null,
    kind {code} not null,
    reason {code} not null,
    due_before {instant} null,
    due_after {instant} null,
    revision {code} not null,
    actor {code} not null,
    note_entry {id} null,
    file_id {id} null
  ) {table}`,
  'create index clock_event_case on clock_event (case_id, at, id)',

  `create table escalation (
    id {id} not null primary key,
    case_id {id} not null,
    clock_id {id} not null,
    round {count} not null,
    percent {count} not null,
    rung {code} not null,
    owner {code} not null,
    owner_unit {code} not null,
    due_at {instant} not null,
    at {instant} not null
  ) {table}`,
  'create unique index escalation_once on escalation (clock_id, round, percent)',
  'create index escalation_case on escalation (case_id, at)',
  'create index escalation_owner on escalation (owner, at)',

  `create table clock_extension (
    id {id} not null primary key,
    case_id {id} not null,
    clock_id {id} not null,
    state {code} not null,
    unit {code} not null,
    reason {code} not null,
    due_before {instant} not null,
    due_after {instant} not null,
    asked_at {instant} not null,
    asked_by {code} not null,
    note_entry {id} null,
    decided_at {instant} null,
    decided_by {code} not null,
    decision_entry {id} null
  ) {table}`,
  'create index clock_extension_case on clock_extension (case_id, asked_at)',
  'create index clock_extension_open on clock_extension (state, unit, asked_at)',
];
