/** Background duties that one process at a time does, and what the operator must know of the installation as a whole. */

import type { MigrationStatement } from './runner.ts';

export const name = 'duties';

export const statements: readonly MigrationStatement[] = [
  `create table duty (
    name {code} not null primary key,
    due_at {instant} not null,
    lease_owner {code} not null,
    lease_until {instant} not null,
    started_at {instant} null,
    ended_at {instant} null,
    done {count} not null,
    faults {count} not null,
    fault {code} not null
  ) {table}`,

  `create table installation_mark (
    name {code} not null primary key,
    content {text} not null,
    at {instant} not null
  ) {table}`,
];
