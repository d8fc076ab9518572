/** Messages between those who handle a case and its reporter, who learn nothing of each other. */
import type { MigrationStatement } from './runner.ts';

export const name = 'relay';

export const statements: readonly MigrationStatement[] = [
  `create table relay_message (
    id {id} not null primary key,
    case_id {id} not null,
    position {count} not null,
    sender {code} not null,
    at {instant} not null,
    actor {code} not null,
    role {code} not null,
    unit {code} not null,
    text_entry {id} not null,
    photos {text} not null,
    seen_at {instant} null,
    seen_by {code} not null
  ) {table}`,
  'create unique index relay_message_place on relay_message (case_id, position)',
];
