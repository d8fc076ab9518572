/**
 * What published results are found by: their words, and what they are chosen by, a row each in the order of publishing.
 * One term is a range of the key; several are looked up for each row of the rarest. Everything in it is public.
 */
import type { Scope } from '#engine/runtime/access.ts';
import type { PublicationRow } from '#engine/runtime/ports/case-rows.ts';
import { type Fragment, insertSql, type Sql, scopeSql } from '../sql.ts';
import { idIn, numberIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { caseColumns } from './case-scope.ts';

export interface Chosen {
  readonly category?: string;
  readonly ward?: string;
  /** Folded, as they were typed. */
  readonly words: readonly string[];
}

/** Of cases within all of these; left out: of every case. */
interface Within {
  readonly scopes?: readonly Scope[];
}

export interface Place {
  readonly publishedAt: number;
  readonly id: string;
}

/** What fits into the column. */
const charactersMax = 190;
/** So much of a text is searched. */
const wordsMax = 1_000;

/** Written with the publication, in the same packet. */
export function keepPublicationWords(sql: Sql, row: PublicationRow): void {
  const pieces = withPieces(row.registerNumber.toLowerCase());
  const facets = [facet(row), facet({ category: row.category }), facet({ ward: row.ward })].flatMap((one) => one ?? []);
  const words = new Set([...facets, ...pieces, ...wordsOf(row.search).slice(0, wordsMax)]);
  const rows = [...words].map((word) => ({
    word: word.slice(0, charactersMax),
    published_at: row.publishedAt,
    publication_id: uuidToBytes(row.id),
  }));
  const statement = insertSql('publication_word', rows);
  sql.later(statement.sql, statement.params);
}

/** What stands there of the publication of a case. */
export function forgetPublicationWords(sql: Sql, caseId: string): void {
  const publication = 'select id from publication where case_id = ?';
  sql.later(`delete from publication_word where publication_id in (${publication})`, [uuidToBytes(caseId)]);
}

/** @returns words of the key that must all be there; none: everything is chosen */
export function termsOf({ category, ward, words }: Chosen): readonly string[] {
  const typed = words.flatMap((word) => (isRegisterPart(word) ? [word] : wordsOf(word)));
  const chosen = facet({ ...(category && { category }), ...(ward && { ward }) });
  return [...new Set([...(chosen ?? []), ...typed])].map((word) => word.slice(0, charactersMax));
}

/** Ids of what has all terms, the newest first. */
export async function placesOf(
  sql: Sql,
  terms: readonly string[],
  { after, limit, scopes }: Within & { readonly after?: Place; readonly limit: number },
): Promise<readonly Place[]> {
  const all = allOf(await rarestFirst(sql, terms), scopes);
  const from: Fragment = after
    ? {
        sql: '(a.published_at < ? or (a.published_at = ? and a.publication_id < ?))',
        params: [after.publishedAt, after.publishedAt, uuidToBytes(after.id)],
      }
    : { sql: '1 = 1', params: [] };
  const rows = await sql.all(
    `select a.published_at, a.publication_id from ${all.sql} and ${from.sql}
     order by a.published_at desc, a.publication_id desc limit ?`,
    [...all.params, ...from.params, limit],
  );
  return rows.map((row) => ({ publishedAt: numberIn(row, 'published_at'), id: idIn(row, 'publication_id') }));
}

/** How many have all terms, counted no further than `countMax`. */
export async function countOf(
  sql: Sql,
  terms: readonly string[],
  { countMax, scopes }: Within & { readonly countMax: number },
): Promise<number> {
  const all = allOf(await rarestFirst(sql, terms), scopes);
  const query = `select count(*) as total from (select 1 as one from ${all.sql} limit ?) as found`;
  return Number((await sql.first(query, [...all.params, countMax]))?.['total']);
}

function allOf([first = '', ...others]: readonly string[], scopes: readonly Scope[] | undefined): Fragment {
  const within = scopes === undefined ? undefined : publishedWithin(scopes);
  const also = `exists (select 1 from publication_word b
    where b.word = ? and b.published_at = a.published_at and b.publication_id = a.publication_id)`;
  return {
    sql: ['publication_word a where a.word = ?', ...others.map(() => also), ...(within ? [within.sql] : [])].join(
      ' and ',
    ),
    params: [first, ...others, ...(within?.params ?? [])],
  };
}

function publishedWithin(scopes: readonly Scope[]): Fragment {
  const within = scopes.map((scope) => scopeSql(scope, caseColumns));
  const all = ['p.id = a.publication_id', ...within.map(({ sql }) => sql)].join(' and ');
  return {
    sql: `exists (select 1 from publication p join case_record on case_record.id = p.case_id where ${all})`,
    params: within.flatMap(({ params }) => params),
  };
}

/** Beyond it a word counts as common. */
const rareMax = 1_000;

async function rarestFirst(sql: Sql, terms: readonly string[]): Promise<readonly string[]> {
  if (terms.length < 2) return terms;
  const query = 'select count(*) as total from (select 1 as one from publication_word where word = ? limit ?) as found';
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, Number((await sql.first(query, [term, rareMax]))?.['total']));
  return terms.toSorted((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
}

/** No word begins with this sign. */
function facet({ category, ward }: { readonly category?: string; readonly ward?: string }): [string] | undefined {
  if (category && ward) return [`=cw=${category}=${ward}`];
  if (category) return [`=c=${category}`];
  return ward ? [`=w=${ward}`] : undefined;
}

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** `pa-261122-0001` is found by `261122-0001` and by `0001` too. */
function withPieces(word: string): readonly string[] {
  const at = word.indexOf('-');
  return at < 0 ? [word] : [word, ...withPieces(word.slice(at + 1))];
}

function isRegisterPart(part: string): boolean {
  return /^([a-z]{2,4}-)?\d{4,6}(-\d{1,6})?$/.test(part);
}
