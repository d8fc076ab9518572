import type { RatingRow, RatingSumQuery, RatingSumRow, RatingTable } from '#engine/runtime/ports/ratings.ts';
import { type Fragment, inSql, type Sql, scopeSql } from '../sql.ts';
import { textIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { ofCasesWithin } from './case-scope.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const ratingShape = shape<RatingRow>('case_rating', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  month: 'words',
  serviceVersionId: 'id',
  unit: 'words',
  category: 'words',
  rating: 'number',
  solved: 'flag',
  reasons: 'json',
  commentEntry: 'id',
  counted: 'flag',
});

const sumShape = shape<RatingSumRow>('rating_sum', {
  month: 'words',
  unit: 'words',
  category: 'words',
  measure: 'words',
  times: 'number',
});

/** Every sum is one of ratings. */
const figureScope = { unit: 'unit', measure: `'rated'` };

export function ratingTable(sql: Sql): RatingTable {
  return {
    ...sums(sql),
    insert: (row) => insertRows(sql, ratingShape, [row]),
    async ofCases(caseIds) {
      if (caseIds.length === 0) return [];
      const within = inSql('case_id', caseIds.map(uuidToBytes));
      return await allRows(sql, ratingShape, `where ${within.sql} order by id`, within.params);
    },
    uncounted: (limit) => allRows(sql, ratingShape, 'where counted = 0 order by id limit ?', [limit]),
    async count(ids) {
      const within = inSql('id', ids.map(uuidToBytes));
      return await sql.run(`update case_rating set counted = 1 where counted = 0 and ${within.sql}`, within.params);
    },
    async latest({ scope, unit, limit }) {
      const seen = ofCasesWithin([scope], 'case_rating.case_id');
      const ofUnit: Fragment = unit === undefined ? { sql: '1 = 1', params: [] } : { sql: 'unit = ?', params: [unit] };
      return await allRows(sql, ratingShape, `where ${ofUnit.sql} and ${seen.sql} order by id desc limit ?`, [
        ...ofUnit.params,
        ...seen.params,
        limit,
      ]);
    },
  };
}

function sums(sql: Sql): Pick<RatingTable, 'add' | 'sums' | 'units'> {
  return {
    async add(rows) {
      if (rows.length === 0) return;
      const insert = sumShape.insert(rows);
      const grow =
        sql.dialect === 'sqlite'
          ? 'on conflict (month, unit, category, measure) do update set times = times + excluded.times'
          : 'on duplicate key update times = times + values(times)';
      await sql.run(`${insert.sql} ${grow}`, insert.params);
    },
    async sums(query) {
      const where = whereOf(query);
      const rows = await sql.all(
        `select ${query.by} as sum_key, measure, sum(times) as total from rating_sum where ${where.sql}
          group by ${query.by}, measure`,
        where.params,
      );
      return rows.map((row) => ({
        key: textIn(row, 'sum_key'),
        measure: textIn(row, 'measure'),
        times: Number(row['total']),
      }));
    },
    async units(query) {
      const where = whereOf({ ...query, by: 'unit' });
      const rows = await sql.all(`select distinct unit from rating_sum where ${where.sql} order by unit`, where.params);
      return rows.map((row) => textIn(row, 'unit'));
    },
  };
}

function whereOf({ scope, from, to, unit, category }: RatingSumQuery): Fragment {
  const parts = [
    { sql: 'month between ? and ?', params: [from, to] },
    scopeSql(scope, figureScope),
    ...(unit === undefined ? [] : [{ sql: 'unit = ?', params: [unit] }]),
    ...(category === undefined ? [] : [{ sql: 'category = ?', params: [category] }]),
  ];
  return { sql: parts.map((part) => part.sql).join(' and '), params: parts.flatMap((part) => part.params) };
}
