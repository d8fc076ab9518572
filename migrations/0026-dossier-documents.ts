/**
 * Papers of dossiers that were handed out. The words are sealed in the vault of their case; the hash says that what comes
 * out of it is what was handed out. One for each piece of evidence.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'dossier-documents';

export const statements: readonly MigrationStatement[] = [
  `create table dossier_document (
    id {id} not null primary key,
    case_id {id} not null,
    event_id {id} not null,
    form {code} not null,
    number {code} not null,
    template {code} not null,
    sha256 {code} not null,
    entry {id} not null,
    issued_at {instant} not null,
    issued_by {code} not null
  ) {table}`,
  'create unique index dossier_document_event on dossier_document (event_id)',
  'create index dossier_document_case on dossier_document (case_id, issued_at, id)',
];
