/**
 * Dossiers of administrative procedures: what a case of that kind is, the texts of procedures as they were when dossiers
 * were received, and the evidence of the way through. Their codes count in `register_counter`, by what stands before
 * the serial.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'dossiers';

export const statements: readonly MigrationStatement[] = [
  `create table dossier (
    case_id {id} not null primary key,
    code {code} not null,
    procedure_code {code} not null,
    procedure_version {code} not null,
    field {code} not null,
    channel {code} not null,
    receiving_unit {code} not null,
    unit {code} not null,
    competent_unit {code} not null,
    records_unit {code} not null,
    ward {code} not null,
    confidentiality {code} not null,
    received_at {instant} not null
  ) {table}`,
  'create unique index dossier_code on dossier (code)',
  'create index dossier_received on dossier (received_at, case_id)',
  `create table procedure_version (
    id {code} not null primary key,
    procedure_code {code} not null,
    content {text} not null,
    since {instant} not null
  ) {table}`,
  `create table dossier_event (
    id {id} not null primary key,
    case_id {id} not null,
    at {instant} not null,
    kind {code} not null,
    actor {code} not null,
    unit {code} not null,
    element {code} not null,
    number {code} not null,
    symbol {code} not null,
    due_before {instant} null,
    due_after {instant} null,
    file_id {id} null,
    note_entry {id} null,
    data {text} not null
  ) {table}`,
  'create index dossier_event_case on dossier_event (case_id, at, id)',
];
