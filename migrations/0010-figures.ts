/**
 * Figures of what was done, by version, day, element and unit. An instance says up to which command it is counted, and
 * the database computes whether there are more, so that a step sends no statement for it.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'figures';

const buckets = Array.from({ length: 32 }, (_, index) => `b${String(index).padStart(2, '0')} {count} not null`);

export const statements: readonly MigrationStatement[] = [
  'alter table process_instance add column rolled {count} not null default 0',
  'alter table process_instance add column unrolled {flag} generated always as (version > rolled) virtual',
  'create index process_instance_unrolled on process_instance (unrolled, id)',

  `create table element_day (
    service_version_id {id} not null,
    day {count} not null,
    element {code} not null,
    unit {code} not null,
    measure {code} not null,
    times {count} not null,
    total_ms {instant} not null,
    ${buckets.join(', ')},
    primary key (service_version_id, day, element, unit, measure)
  ) {table}`,
];
