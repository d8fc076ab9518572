/**
 * Joint handling: what the lead unit of a case asks of others, a row for each part. A part's task names it, so that a
 * worklist and a case's deadlines tell the lead's work from the others' without another look.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'parts';

export const statements: readonly MigrationStatement[] = [
  `alter table task add column part {code} not null default ''`,

  `create table case_part (
    id {id} not null primary key,
    case_id {id} not null,
    instance_id {id} not null,
    task_key {code} not null,
    lead_task {code} not null,
    lead_unit {code} not null,
    unit {code} not null,
    kind {code} not null,
    required {flag} not null,
    state {code} not null,
    asked_entry {id} not null,
    asked_by {code} not null,
    asked_at {instant} not null,
    due_at {instant} not null,
    consent_at {instant} null,
    consent_rule {code} not null,
    ended_at {instant} null,
    ended_by {code} not null,
    outcome {code} not null,
    answer_entry {id} null,
    reminded {count} not null,
    reminded_at {instant} null
  ) {table}`,
  'create index case_part_case on case_part (case_id, asked_at, id)',
];
