import type { RevealRow, RevealTable } from '#engine/runtime/ports/reveals.ts';
import { inSql, type Sql, scopeSql } from '../sql.ts';
import { textIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { caseColumns } from './case-scope.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const revealShape = shape<RevealRow>('case_reveal', {
  id: 'id',
  caseId: 'id',
  state: 'words',
  kind: 'words',
  reasonEntry: 'id',
  askedBy: 'words',
  askedAt: 'number',
  decidedBy: 'words',
  decidedAt: 'number',
  decisionEntry: 'id',
  openUntil: 'number',
  looks: 'number',
  lookedAt: 'number',
});

export function revealTable(sql: Sql): RevealTable {
  const within = (scope: Parameters<RevealTable['latest']>[0]) => {
    const allowed = scopeSql(scope, caseColumns);
    const seen = `exists (select 1 from case_record where case_record.id = case_reveal.case_id and ${allowed.sql})`;
    return { sql: seen, params: allowed.params };
  };
  return {
    insert: (row) => insertRows(sql, revealShape, [row]),
    byId: (id) => firstRow(sql, revealShape, 'where id = ?', [uuidToBytes(id)]),
    ofAsker: (caseId, askedBy) =>
      allRows(sql, revealShape, 'where case_id = ? and asked_by = ? order by asked_at desc, id desc', [
        uuidToBytes(caseId),
        askedBy,
      ]),
    async decide(id, decision) {
      const set = revealShape.set(decision);
      if (set === undefined) return false;
      const query = `update case_reveal set ${set.sql} where id = ? and state = 'asked'`;
      return (await sql.run(query, [...set.params, uuidToBytes(id)])) === 1;
    },
    async look(id, at) {
      await sql.run('update case_reveal set looks = looks + 1, looked_at = ? where id = ?', [at, uuidToBytes(id)]);
    },
    async waiting(scope, since, limit) {
      const allowed = within(scope);
      const where = `where state = 'asked' and asked_at > ? and ${allowed.sql} order by asked_at, id limit ?`;
      return await allRows(sql, revealShape, where, [since, ...allowed.params, limit]);
    },
    async latest(scope, limit) {
      const allowed = within(scope);
      const where = `where ${allowed.sql} order by asked_at desc, id desc limit ?`;
      return await allRows(sql, revealShape, where, [...allowed.params, limit]);
    },
    async timesSince(askers, since) {
      const who = inSql('asked_by', askers);
      const rows = await sql.all(
        `select asked_by, count(*) as times from case_reveal where ${who.sql} and asked_at > ? group by asked_by`,
        [...who.params, since],
      );
      return new Map(rows.map((row) => [textIn(row, 'asked_by'), Number(row['times'])]));
    },
  };
}
