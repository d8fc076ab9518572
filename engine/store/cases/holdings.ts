import type { HoldingRow, HoldingTable } from '#engine/runtime/ports/holdings.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

export const holdingShape = shape<HoldingRow>('case_holding', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  how: 'words',
  unit: 'words',
  person: 'words',
  element: 'words',
  fromUnit: 'words',
  actor: 'words',
  category: 'words',
  ward: 'words',
  noteEntry: 'id',
});

export function holdingTable(sql: Sql): HoldingTable {
  return {
    append: (rows) => insertRows(sql, holdingShape, rows),
    ofCase: (caseId) => allRows(sql, holdingShape, 'where case_id = ? order by at, id', [uuidToBytes(caseId)]),
  };
}
