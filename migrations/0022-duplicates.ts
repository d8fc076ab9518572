/**
 * Reports about one matter: where each lies in the grid, which one it was merged into, and who follows it besides who
 * reported it.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'duplicates';

const places = (row: string, column: string): string => `
  insert into case_place (cell, received_at, case_id)
  select ${row} * 180000 + ${column}, received_at, id
  from case_record where lon is not null and lat is not null and archived_at is null and state <> 'erased'`;

export const statements: readonly MigrationStatement[] = [
  'alter table case_record add column merged_into {id} null',
  'alter table case_record add column followers {count} not null default 0',
  'create index case_record_merged on case_record (merged_into)',

  `create table case_place (
    cell {instant} not null,
    received_at {instant} not null,
    case_id {id} not null,
    primary key (cell, received_at, case_id)
  ) {table}`,
  'create index case_place_case on case_place (case_id)',
  {
    sqlite: places('cast((lat + 90) * 500 as integer)', 'cast((lon + 180) * 500 as integer)'),
    mysql: places('cast(floor((lat + 90) * 500) as signed)', 'cast(floor((lon + 180) * 500) as signed)'),
  },

  `create table case_follower (
    id {id} not null primary key,
    case_id {id} not null,
    reporter_of {id} null,
    tracking_hash {code} not null,
    contact_hash {code} not null,
    language {code} not null,
    vault {text} not null,
    joined_at {instant} not null,
    stopped_at {instant} null
  ) {table}`,
  'create unique index case_follower_tracking on case_follower (tracking_hash)',
  'create index case_follower_case on case_follower (case_id, contact_hash)',
  'create index case_follower_reporter on case_follower (reporter_of)',

  // Whose vault holds the address, where it is not that of the case.
  'alter table notice add column owner {id} null',
];
