import type { ConflictRow, ConflictTable } from '#engine/runtime/ports/conflicts.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const conflictShape = shape<ConflictRow>('case_conflict', {
  caseId: 'id',
  unit: 'words',
  saidBy: 'words',
  saidAt: 'number',
});

export function conflictTable(sql: Sql): ConflictTable {
  return {
    insert: (row) => insertRows(sql, conflictShape, [row]),
    async remove(caseId, unit) {
      await sql.run('delete from case_conflict where case_id = ? and unit = ?', [uuidToBytes(caseId), unit]);
    },
    async ofCase(caseId) {
      const rows = await allRows(sql, conflictShape, 'where case_id = ? order by unit', [uuidToBytes(caseId)]);
      return rows.map(({ unit }) => unit);
    },
  };
}
