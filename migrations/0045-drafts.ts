/** Around a draft of a service: reviews, remarks, every save, publishing at a time, and who has it open. */
import type { MigrationStatement } from './runner.ts';

export const name = 'drafts';

export const statements: readonly MigrationStatement[] = [
  `create table service_review (
    id {id} not null primary key,
    service {code} not null,
    version_id {id} not null,
    revision {count} not null,
    state {code} not null,
    note {text} not null,
    asked_at {instant} not null,
    asked_by {code} not null,
    decided_at {instant} null,
    decided_by {code} not null,
    answer {text} not null
  ) {table}`,
  'create index service_review_version on service_review (version_id, id)',
  'create index service_review_state on service_review (state, id)',
  `create table service_remark (
    id {id} not null primary key,
    version_id {id} not null,
    path {code} not null,
    element {code} not null,
    thread {id} not null,
    content {text} not null,
    written_at {instant} not null,
    written_by {code} not null,
    resolved_at {instant} null,
    resolved_by {code} not null
  ) {table}`,
  'create index service_remark_version on service_remark (version_id, id)',
  `create table service_save (
    id {id} not null primary key,
    version_id {id} not null,
    path {code} not null,
    revision {count} not null,
    begun_at {instant} not null,
    saved_at {instant} not null,
    saved_by {code} not null,
    note {text} not null,
    content {text} not null
  ) {table}`,
  'create index service_save_path on service_save (version_id, path, id)',
  `create table service_plan (
    id {id} not null primary key,
    service {code} not null,
    version_id {id} not null,
    revision {count} not null,
    publish_at {instant} not null,
    note {text} not null,
    state {code} not null,
    planned_at {instant} not null,
    planned_by {code} not null,
    ended_at {instant} null,
    reason {text} not null
  ) {table}`,
  'create index service_plan_due on service_plan (state, publish_at)',
  'create index service_plan_version on service_plan (version_id, id)',
  `create table service_presence (
    id {id} not null primary key,
    service {code} not null,
    path {code} not null,
    username {code} not null,
    until_at {instant} not null
  ) {table}`,
  'create index service_presence_service on service_presence (service, until_at)',
];
