/**
 * Reference data of before: every state that the calendars, holidays and the time zone have been in, so that an old
 * command is replayed with those that were in force. What is there now becomes the first revision, under the name the journal has used so far.
 */
import type { MigrationStatement } from './runner.ts';

export const name = 'replay';

const copied = `select (select STAMP from reference), kind, content, 0 from reference
    where kind in ('city.json', 'calendars.json', 'holidays.json')`;

export const statements: readonly MigrationStatement[] = [
  `create table reference_revision (
    stamp {code} not null,
    kind {code} not null,
    content {text} not null,
    since {instant} not null,
    primary key (stamp, kind)
  ) {table}`,
  {
    sqlite: `insert or ignore into reference_revision (stamp, kind, content, since)
    ${copied.replace('STAMP', "count(*) || '.' || coalesce(sum(revision), 0)")}`,
    mysql: `insert ignore into reference_revision (stamp, kind, content, since)
    ${copied.replace('STAMP', "concat(count(*), '.', coalesce(sum(revision), 0))")}`,
  },
];
