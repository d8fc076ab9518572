/**
 * The register of deletions: what was erased when and by what order, in ids alone; and what a person who asked for their
 * own record may fetch for a while.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'erasures';

export const statements: readonly MigrationStatement[] = [
  `create table erasure (
    id {id} not null primary key,
    number {code} not null,
    source {code} not null,
    kind {code} not null,
    rule {code} not null,
    request {code} not null,
    ordered_at {instant} not null,
    ordered_by {code} not null,
    cases {count} not null,
    files {count} not null,
    digest {code} not null,
    done_at {instant} null
  ) {table}`,
  'create unique index erasure_number on erasure (number)',
  'create unique index erasure_source on erasure (source)',
  'create index erasure_done on erasure (done_at, id)',

  `create table erasure_case (
    erasure_id {id} not null,
    case_id {id} not null,
    kind {code} not null,
    done_at {instant} null,
    primary key (erasure_id, case_id)
  ) {table}`,
  'create index erasure_case_case on erasure_case (case_id)',

  // Images whose rows are gone and that still lie in the store of files: emptied as they are removed.
  `create table erasure_file (
    file_id {id} not null primary key,
    erasure_id {id} not null
  ) {table}`,

  `create table record_export (
    id {id} not null primary key,
    case_id {id} not null,
    cases {text} not null,
    made_at {instant} not null,
    expires_at {instant} not null,
    downloads {count} not null
  ) {table}`,
  'create unique index record_export_case on record_export (case_id)',
  'create index case_follower_contact on case_follower (contact_hash)',
];
