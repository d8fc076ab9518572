/** Jobs for many workers: who does them, in whose turn, what became of who worked on them; and the workers themselves. */

import type { MigrationStatement } from './runner.ts';

export const name = 'jobs';

export const statements: readonly MigrationStatement[] = [
  `alter table job add column topic {code} not null default ''`,
  `alter table job add column lane {code} not null default '050'`,
  'alter table job add column waits {text} null',
  'alter table job add column lost {count} not null default 0',
  // What the product did by itself when this was written; the rest was waiting for others.
  `update job set topic = type where kind = 'connector' and type not in ('notice', 'publish')`,
  { sqlite: 'drop index job_due', mysql: 'drop index job_due on job' },
  'create index job_waiting on job (topic, state, due_at, instance_id)',
  'create index job_in_turn on job (topic, state, lane, due_at, instance_id)',

  `create table worker (
    id {id} not null primary key,
    works {flag} not null,
    beat {count} not null,
    lease_time {instant} not null,
    under_way {id} null,
    started_at {instant} not null
  ) {table}`,

  `create table worker_token (
    id {id} not null primary key,
    name {code} not null,
    token_hash {code} not null,
    topics {text} not null,
    messages {text} not null,
    signals {text} not null,
    created_at {instant} not null,
    created_by {code} not null,
    revoked_at {instant} null,
    revoked_by {code} not null
  ) {table}`,
  'create unique index worker_token_hash on worker_token (token_hash)',
];
