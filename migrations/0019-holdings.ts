/**
 * Who has held a case since when, and how it came to them. A line is only ever added: what follows ends what was before,
 * so that the times always add up to the age of the case.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'holdings';

export const statements: readonly MigrationStatement[] = [
  `create table case_holding (
    id {id} not null primary key,
    case_id {id} not null,
    at {instant} not null,
    how {code} not null,
    unit {code} not null,
    person {code} not null,
    element {code} not null,
    from_unit {code} not null,
    actor {code} not null,
    category {code} not null,
    ward {code} not null,
    note_entry {id} null
  ) {table}`,
  'create index case_holding_case on case_holding (case_id, at, id)',
];
