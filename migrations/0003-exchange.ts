/** What processes say to one another: who called whom, who listens for what, and messages that nobody has taken yet. */

import type { MigrationStatement } from './runner.ts';

export const name = 'exchange';

export const statements: readonly MigrationStatement[] = [
  'alter table process_instance add column started_by {id} null',
  'alter table process_instance add column started_by_call {code} null',
  'create index process_instance_called on process_instance (started_by, started_by_call)',

  `create table subscription (
    id {id} not null primary key,
    instance_id {id} not null,
    case_id {id} null,
    subscription_key {code} not null,
    kind {code} not null,
    name {code} not null,
    correlation {code} not null,
    element {code} not null,
    since {instant} not null
  ) {table}`,
  'create unique index subscription_of_instance on subscription (instance_id, subscription_key)',
  'create index subscription_for on subscription (kind, name, correlation, id)',

  `create table message (
    id {id} not null primary key,
    case_id {id} null,
    name {code} not null,
    correlation {code} not null,
    variables {text} not null,
    published_at {instant} not null,
    expires_at {instant} not null
  ) {table}`,
  'create index message_for on message (name, correlation, id)',
  'create index message_expired on message (expires_at)',
];
