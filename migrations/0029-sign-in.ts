/** How officials sign in: what a session is known by, steps of a sign-in under way, second factors, passkeys, links. */
import type { MigrationStatement } from './runner.ts';

export const name = 'sign-in';

export const statements: readonly MigrationStatement[] = [
  `alter table session add column agent {code} not null default ''`,
  `alter table session add column network {code} not null default ''`,
  `alter table session add column elsewhere {code} not null default ''`,
  `alter table session add column strength {count} not null default 1`,
  'create index session_seen on session (seen_at)',

  `create table sign_in_step (
    id {id} not null primary key,
    token_hash {code} not null,
    kind {code} not null,
    account_id {id} null,
    content {text} not null,
    expires_at {instant} not null
  ) {table}`,
  'create unique index sign_in_step_token on sign_in_step (token_hash)',
  'create index sign_in_step_expires on sign_in_step (expires_at)',

  `create table totp (
    account_id {id} not null,
    state {code} not null,
    sealed {bytes} not null,
    master_key_id {code} not null,
    last_step {count} not null,
    created_at {instant} not null,
    primary key (account_id, state)
  ) {table}`,

  `create table recovery_code (
    code_hash {code} not null primary key,
    account_id {id} not null,
    created_at {instant} not null
  ) {table}`,
  'create index recovery_code_account on recovery_code (account_id)',

  `create table passkey (
    id {id} not null primary key,
    account_id {id} not null,
    credential_hash {code} not null,
    credential_id {text} not null,
    public_key {bytes} not null,
    counter {instant} not null,
    transports {text} not null,
    name {code} not null,
    created_at {instant} not null,
    used_at {instant} null
  ) {table}`,
  'create unique index passkey_credential on passkey (credential_hash)',
  'create index passkey_account on passkey (account_id)',

  `create table identity_link (
    id {id} not null primary key,
    account_id {id} not null,
    provider {code} not null,
    identity_hash {code} not null,
    created_at {instant} not null,
    used_at {instant} null
  ) {table}`,
  'create unique index identity_link_identity on identity_link (identity_hash)',
  'create index identity_link_account on identity_link (account_id)',

  `create table account_notice (
    id {id} not null primary key,
    account_id {id} not null,
    at {instant} not null,
    code {code} not null,
    actor {code} not null,
    note {text} not null,
    seen_at {instant} null
  ) {table}`,
  'create index account_notice_account on account_notice (account_id, id)',
];
