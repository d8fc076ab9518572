/** What reporters say of the result: a row for each rating, and its sums by month, unit and category. */
import type { MigrationStatement } from './runner.ts';

export const name = 'ratings';

export const statements: readonly MigrationStatement[] = [
  `create table case_rating (
    id {id} not null primary key,
    case_id {id} not null,
    at {instant} not null,
    month {code} not null,
    service_version_id {id} not null,
    unit {code} not null,
    category {code} not null,
    rating {count} not null,
    solved {flag} not null,
    reasons {text} not null,
    comment_entry {id} null,
    counted {flag} not null
  ) {table}`,
  'create index case_rating_case on case_rating (case_id, id)',
  'create index case_rating_counted on case_rating (counted, id)',
  'create index case_rating_unit on case_rating (unit, id)',

  `create table rating_sum (
    month {code} not null,
    unit {code} not null,
    category {code} not null,
    measure {code} not null,
    times {count} not null,
    primary key (month, unit, category, measure)
  ) {table}`,
];
