/**
 * The published record by its versions, and its photos by their covered copies. Every version stays, its texts sealed;
 * the plain record (`publication`) is the one that is public now, and is gone when that one is withdrawn.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'publication-versions';

export const statements: readonly MigrationStatement[] = [
  `create table publication_version (
    id {id} not null primary key,
    case_id {id} not null,
    number {count} not null,
    state {code} not null,
    slug {code} not null,
    entries {text} not null,
    photos {text} not null,
    public_note {text} not null,
    note_entry {id} null,
    digest {code} not null,
    prepared_by {code} not null,
    prepared_at {instant} not null,
    decided_by {code} not null,
    decided_at {instant} null,
    ended_by {code} not null,
    ended_at {instant} null
  ) {table}`,
  'create unique index publication_version_case on publication_version (case_id, number)',
  'create index publication_version_slug on publication_version (slug, number)',
  'create index publication_version_state on publication_version (state, prepared_at)',

  `create table publication_photo (
    id {id} not null primary key,
    case_id {id} not null,
    source_id {id} not null,
    kind {code} not null,
    before_id {id} null,
    boxes {text} not null,
    media_type {code} not null,
    width {count} not null,
    height {count} not null,
    bytes {instant} not null,
    sha256 {code} not null,
    made_by {code} not null,
    created_at {instant} not null
  ) {table}`,
  'create index publication_photo_case on publication_photo (case_id, created_at, id)',

  'alter table publication add column version {count} default 1 not null',
  'alter table publication add column corrected_at {instant} null',
  'alter table publication add column correction {text} null',

  // What was public before stays what it was: the picture as it is stored, under its own id.
  `insert into publication_photo (id, case_id, source_id, kind, before_id, boxes, media_type, width, height, bytes,
      sha256, made_by, created_at)
    select f.id, f.case_id, f.id, f.kind, null, '[]', f.media_type, f.width, f.height, f.bytes, f.sha256, '', f.created_at
    from case_file f join publication p on p.case_id = f.case_id
    where instr(replace(p.photos, '-', ''), lower(hex(f.id))) > 0`,
];
