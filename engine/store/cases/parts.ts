import type { PartRow, PartTable } from '#engine/runtime/ports/parts.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows, updateRow } from './rows.ts';
import { shape } from './shape.ts';

export const partShape = shape<PartRow>('case_part', {
  id: 'id',
  caseId: 'id',
  instanceId: 'id',
  taskKey: 'words',
  leadTask: 'words',
  leadUnit: 'words',
  unit: 'words',
  kind: 'words',
  required: 'flag',
  state: 'words',
  askedEntry: 'id',
  askedBy: 'words',
  askedAt: 'number',
  dueAt: 'number',
  consentAt: 'number',
  consentRule: 'words',
  endedAt: 'number',
  endedBy: 'words',
  outcome: 'words',
  answerEntry: 'id',
  reminded: 'number',
  remindedAt: 'number',
});

export function partTable(sql: Sql): PartTable {
  return {
    insert: (rows) => insertRows(sql, partShape, rows),
    update: (id, change) => updateRow(sql, partShape, id, change),
    async remind({ id, reminded }, at) {
      const set = 'update case_part set reminded = ?, reminded_at = ? where id = ? and reminded = ?';
      return (await sql.run(set, [reminded + 1, at, uuidToBytes(id), reminded])) === 1;
    },
    byId: (id) => firstRow(sql, partShape, 'where id = ?', [uuidToBytes(id)]),
    async byIds(ids) {
      if (ids.length === 0) return [];
      const within = inSql('id', ids.map(uuidToBytes));
      return await allRows(sql, partShape, `where ${within.sql}`, within.params);
    },
    ofCase: (caseId) => allRows(sql, partShape, 'where case_id = ? order by asked_at, id', [uuidToBytes(caseId)]),
  };
}
