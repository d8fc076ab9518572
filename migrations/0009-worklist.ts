/**
 * Worklists that cost the same however many cases there are: indexes in the order of the pages, by unit and role and by
 * whose the task is; and the words that open cases are searched by, each a row, instead of a text to be looked through.
 */

import type { MigrationStatement } from './runner.ts';

export const name = 'worklist';

/** What stands behind the first hyphen of a word, as a word of its own. */
const pieces = `(word, case_id) select substr(word, instr(word, '-') + 1), case_id from case_word where instr(word, '-') > 0`;
const addPieces: MigrationStatement = {
  sqlite: `insert or ignore into case_word ${pieces}`,
  mysql: `insert ignore into case_word ${pieces}`,
};

export const statements: readonly MigrationStatement[] = [
  'create index task_by_unit_role on task (is_open, unit, role, due_at, id)',
  'create index task_by_holder on task (is_open, assignee, unit, role, due_at, id)',
  'create index task_standing on task (service_version_id, is_open, element, due_at)',
  { sqlite: 'drop index task_by_unit', mysql: 'drop index task_by_unit on task' },
  { sqlite: 'drop index task_by_assignee', mysql: 'drop index task_by_assignee on task' },
  { sqlite: 'drop index task_live', mysql: 'drop index task_live on task' },

  `create table case_word (
    word {code} not null,
    case_id {id} not null,
    primary key (word, case_id)
  ) {table}`,
  'create index case_word_case on case_word (case_id, word)',
  {
    sqlite: `insert or ignore into case_word (word, case_id)
      with recursive part (case_id, word, rest) as (
        select id, '', search || ' ' from case_record where state = 'open'
        union all
        select case_id, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) from part where rest <> ''
      )
      select distinct word, case_id from part where word <> ''`,
    mysql: `insert ignore into case_word (word, case_id)
      with recursive part (case_id, word, rest) as (
        select id, cast('' as char(190)), concat(search, ' ') from case_record where state = 'open'
        union all
        select case_id, left(substring_index(rest, ' ', 1), 190), substr(rest, instr(rest, ' ') + 1) from part where rest <> ''
      )
      select distinct word, case_id from part where word <> ''`,
  },
  // The pieces of a register number: `pa-261122-0001` is found by `261122-0001` and by `0001` too.
  addPieces,
  addPieces,

  'alter table task drop column search',
];
