/** Citizens who have shown that a telephone, an e-mail address or an identity is theirs: sessions, and whose cases are whose. */
import type { MigrationStatement } from './runner.ts';

export const name = 'citizens';

export const statements: readonly MigrationStatement[] = [
  `create table citizen_session (
    id {id} not null primary key,
    token_hash {code} not null,
    way {code} not null,
    sealed {bytes} not null,
    created_at {instant} not null,
    seen_at {instant} not null
  ) {table}`,
  'create unique index citizen_session_token on citizen_session (token_hash)',
  'create index citizen_session_seen on citizen_session (seen_at)',

  // Unlike the words of a worklist they stay when a case is archived: whose it is, it stays.
  `create table case_contact (
    contact {code} not null,
    case_id {id} not null,
    primary key (contact, case_id)
  ) {table}`,
  'create index case_contact_case on case_contact (case_id)',
  `insert into case_contact (contact, case_id) select distinct word, case_id from case_word where word like '~%'`,
];
