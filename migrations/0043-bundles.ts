/** Bundles of the configuration that went out or came in: what they held, and who signed it. */
import type { MigrationStatement } from './runner.ts';

export const name = 'bundles';

export const statements: readonly MigrationStatement[] = [
  `create table bundle_exchange (
    id {id} not null primary key,
    at {instant} not null,
    actor {code} not null,
    direction {code} not null,
    kind {code} not null,
    digest {code} not null,
    key_id {code} not null,
    manifest {text} not null,
    signature {text} not null,
    note {text} not null
  ) {table}`,
  'create index bundle_exchange_digest on bundle_exchange (digest)',
];
