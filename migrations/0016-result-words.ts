/**
 * Published results are found by words, each a row in the order of publishing, instead of texts to be looked through;
 * category and ward are words too (`=c=…`, `=w=…`, `=cw=…`), so that every choice is a range of one index.
 */

import type { MigrationStatement } from './runner.ts';

export const name = 'result-words';

/** What stands between words in texts; what is missing here is missed in results that were published before. */
const signs = ['.', ',', ';', ':', '(', ')', '!', '?', '"', '/', '“', '”', '…'];
const spaced = signs.reduce((text, sign) => `replace(${text}, '${sign}', ' ')`, 'search');
/** Below what servers allow. */
const wordsMax = 900;

const facets = (joined: (...parts: readonly string[]) => string) =>
  [
    joined(`'=c='`, 'category'),
    joined(`'=w='`, 'ward'),
    joined(`'=cw='`, 'category', `'='`, 'ward'),
    // The pieces of a register number: `pa-261122-0001` is found by `261122-0001` and by `0001` too.
    'lower(register_number)',
    'substr(lower(register_number), 4)',
    'substr(lower(register_number), 11)',
  ].map((word) => `select ${word} as word, published_at, id from publication`);

const into = '(word, published_at, publication_id)';
const known = `select word, published_at, id from (${facets((...parts) => parts.join(' || ')).join(' union all ')}) as facets where word <> ''`;
const knownMysql = `select word, published_at, id from (${facets((...parts) => `concat(${parts.join(', ')})`).join(' union all ')}) as facets where word <> ''`;

export const statements: readonly MigrationStatement[] = [
  `create table publication_word (
    word {code} not null,
    published_at {instant} not null,
    publication_id {id} not null,
    primary key (word, published_at, publication_id)
  ) {table}`,
  'create index publication_word_publication on publication_word (publication_id)',
  {
    sqlite: `insert or ignore into publication_word ${into} ${known}`,
    mysql: `insert ignore into publication_word ${into} ${knownMysql}`,
  },
  {
    sqlite: `insert or ignore into publication_word ${into}
      with recursive part (id, published_at, word, rest, depth) as (
        select id, published_at, '', ${spaced} || ' ', 0 from publication
        union all
        select id, published_at, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1), depth + 1 from part
        where rest <> '' and depth < ${wordsMax}
      )
      select distinct substr(word, 1, 190), published_at, id from part where word <> ''`,
    mysql: `insert ignore into publication_word ${into}
      with recursive part (id, published_at, word, rest, depth) as (
        select id, published_at, cast('' as char(190)), concat(${spaced}, ' '), 0 from publication
        union all
        select id, published_at, left(substring_index(rest, ' ', 1), 190), substr(rest, instr(rest, ' ') + 1), depth + 1 from part
        where rest <> '' and depth < ${wordsMax}
      )
      select distinct word, published_at, id from part where word <> ''`,
  },
];
