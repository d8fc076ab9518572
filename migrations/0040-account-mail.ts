/** Addresses that officials have shown to be theirs, and where they have signed in from before. */
import type { MigrationStatement } from './runner.ts';

export const name = 'account-mail';

export const statements: readonly MigrationStatement[] = [
  `create table verified_email (
    account_id {id} not null primary key,
    email {code} not null,
    verified_at {instant} not null
  ) {table}`,

  `create table known_browser (
    account_id {id} not null,
    place {code} not null,
    seen_at {instant} not null,
    primary key (account_id, place)
  ) {table}`,
  'create index known_browser_seen on known_browser (seen_at)',
];
