/** What was sent, before a photo was drawn from it; and, where the original is kept, which key in the vault opens it. */
import type { MigrationStatement } from './runner.ts';

export const name = 'originals';

export const statements: readonly MigrationStatement[] = [
  'alter table case_file add column received_type {code} null',
  'alter table case_file add column received_bytes {instant} null',
  'alter table case_file add column received_sha256 {code} null',
  'alter table case_file add column original_entry {id} null',
];
