import type { PublicationRow } from '#engine/runtime/ports/case-rows.ts';
import type { PublicationQuery, PublicationTable } from '#engine/runtime/ports/cases.ts';
import type { Fragment, Sql, SqlValue } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
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
});

export function publicationTable(sql: Sql): PublicationTable {
  const one = (column: 'slug' | 'case_id', value: SqlValue): Promise<PublicationRow | undefined> =>
    firstRow(sql, publicationShape, `where ${column} = ?`, [value]);
  return {
    async put(row) {
      sql.later('delete from publication where case_id = ?', [uuidToBytes(row.caseId)]);
      await insertRows(sql, publicationShape, [row]);
    },
    bySlug: (slug) => one('slug', slug),
    byCase: (caseId) => one('case_id', uuidToBytes(caseId)),
    async rate(caseId, rating) {
      sql.later('update publication set rating = ? where case_id = ?', [rating, uuidToBytes(caseId)]);
    },
    async page(query) {
      const filter = filterSql(query);
      const total = await sql.first(`select count(*) as total from publication where ${filter.sql}`, filter.params);
      const from = afterSql(query);
      const order = `order by published_at desc, id desc limit ${Math.trunc(query.limit)}`;
      const where = `where ${filter.sql} and ${from.sql} ${order}`;
      const rows = await allRows(sql, publicationShape, where, [...filter.params, ...from.params]);
      return { rows, total: Number(total?.['total']) };
    },
  };
}

function filterSql(query: PublicationQuery): Fragment {
  const parts: Fragment[] = [{ sql: '1 = 1', params: [] }];
  if (query.category !== undefined) parts.push({ sql: 'category = ?', params: [query.category] });
  if (query.ward !== undefined) parts.push({ sql: 'ward = ?', params: [query.ward] });
  for (const word of query.words) {
    parts.push({ sql: "search like ? escape '!'", params: [`%${word.replaceAll(/[!%_]/g, '!$&')}%`] });
  }
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}

/** Keyset: rows after the last one of the page before, newest first. */
function afterSql({ after }: PublicationQuery): Fragment {
  if (!after) return { sql: '1 = 1', params: [] };
  return {
    sql: '(published_at < ? or (published_at = ? and id < ?))',
    params: [after.publishedAt, after.publishedAt, uuidToBytes(after.id)],
  };
}
