/** The audit becomes a chain: one seal for each entry, in the order of sealing, and where the chain stands. */

import type { MigrationStatement } from './runner.ts';

export const name = 'audit-chain';

export const statements: readonly MigrationStatement[] = [
  // Null: not sealed yet; so are all entries from before this migration, and they are sealed first.
  'alter table audit_entry add column sealed {flag} null',
  'create index audit_entry_unsealed on audit_entry (sealed, id)',

  `create table audit_seal (
    number {instant} not null primary key,
    entry_id {id} not null,
    entry_hash {code} not null,
    sealed_at {instant} not null,
    chain {code} not null
  ) {table}`,
  'create unique index audit_seal_entry on audit_seal (entry_id)',

  `create table audit_chain (
    name {code} not null primary key,
    sealer {code} not null,
    sealer_until {instant} not null,
    exported_number {instant} not null,
    exported_at {instant} null,
    export_tried_at {instant} not null,
    export_fault {code} not null
  ) {table}`,
];
