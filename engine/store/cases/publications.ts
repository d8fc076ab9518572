import type { PublicationRow } from '#engine/runtime/ports/case-rows.ts';
import type { PublicationQuery, PublicationTable } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql, type SqlValue } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { ofCasesWithin } from './case-scope.ts';
import { countOf, forgetPublicationWords, keepPublicationWords, placesOf, termsOf } from './publication-words.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const publicationShape = shape<PublicationRow>('publication', {
  id: 'id',
  slug: 'words',
  caseId: 'id',
  registerNumber: 'words',
  title: 'words',
  text: 'words',
  answer: 'words',
  category: 'words',
  ward: 'words',
  unit: 'words',
  receivedAt: 'number',
  handledAt: 'number',
  dueAt: 'number',
  rating: 'number',
  photos: 'json',
  search: 'words',
  publishedAt: 'number',
  version: 'number',
  correctedAt: 'number',
  correction: 'words',
});

export function publicationTable(sql: Sql): PublicationTable {
  const one = (column: 'slug' | 'case_id', value: SqlValue): Promise<PublicationRow | undefined> =>
    firstRow(sql, publicationShape, `where ${column} = ?`, [value]);
  return {
    async put(row) {
      forgetPublicationWords(sql, row.caseId);
      sql.later('delete from publication where case_id = ?', [uuidToBytes(row.caseId)]);
      await insertRows(sql, publicationShape, [row]);
      keepPublicationWords(sql, row);
    },
    async remove(caseId) {
      forgetPublicationWords(sql, caseId);
      sql.later('delete from publication where case_id = ?', [uuidToBytes(caseId)]);
    },
    bySlug: (slug) => one('slug', slug),
    byCase: (caseId) => one('case_id', uuidToBytes(caseId)),
    async rate(caseId, rating) {
      sql.later('update publication set rating = ? where case_id = ?', [rating, uuidToBytes(caseId)]);
    },
    async page(query) {
      const terms = termsOf(query);
      if (terms.length === 0) return await everything(sql, query);
      const places = await placesOf(sql, terms, query);
      const where = inSql(
        'id',
        places.map(({ id }) => uuidToBytes(id)),
      );
      const rows = await allRows(sql, publicationShape, `where ${where.sql} ${newestFirst}`, where.params);
      return { rows, total: await countOf(sql, terms, query) };
    },
  };
}

const newestFirst = 'order by published_at desc, id desc';

async function everything(sql: Sql, { after, limit, countMax, scopes }: PublicationQuery) {
  const from = after
    ? {
        sql: '(published_at < ? or (published_at = ? and id < ?))',
        params: [after.publishedAt, after.publishedAt, uuidToBytes(after.id)],
      }
    : { sql: '1 = 1', params: [] };
  const within = scopes === undefined ? { sql: '1 = 1', params: [] } : ofCasesWithin(scopes, 'publication.case_id');
  const rows = await allRows(sql, publicationShape, `where ${from.sql} and ${within.sql} ${newestFirst} limit ?`, [
    ...from.params,
    ...within.params,
    limit,
  ]);
  const query = `select count(*) as total from (select 1 as one from publication where ${within.sql} limit ?) as found`;
  return { rows, total: Number((await sql.first(query, [...within.params, countMax]))?.['total']) };
}
