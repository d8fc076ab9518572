/** Other systems that call the API: what they may see and do, and their tokens as keyed hashes. */
import type { MigrationStatement } from './runner.ts';

export const name = 'service-accounts';

export const statements: readonly MigrationStatement[] = [
  `create table service_account (
    id {id} not null primary key,
    code {code} not null,
    name {code} not null,
    purpose {text} not null,
    posts {text} not null,
    created_at {instant} not null,
    created_by {code} not null,
    closed_at {instant} null,
    closed_by {code} not null
  ) {table}`,
  'create unique index service_account_code on service_account (code)',

  `create table service_token (
    id {id} not null primary key,
    account_id {id} not null,
    name {code} not null,
    hint {code} not null,
    token_hash {code} not null,
    scopes {text} not null,
    addresses {text} not null,
    per_minute {count} not null,
    created_at {instant} not null,
    created_by {code} not null,
    expires_at {instant} not null,
    last_used_at {instant} null,
    revoked_at {instant} null,
    revoked_by {code} not null,
    told_at {instant} null
  ) {table}`,
  'create unique index service_token_hash on service_token (token_hash)',
  'create index service_token_account on service_token (account_id)',
];
