import type { TransferRow, TransferTable } from '#engine/runtime/ports/transfers.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const transferShape = shape<TransferRow>('task_transfer', {
  id: 'id',
  caseId: 'id',
  taskId: 'id',
  kind: 'words',
  fromUnit: 'words',
  fromRole: 'words',
  fromPerson: 'words',
  toUnit: 'words',
  toRole: 'words',
  toPerson: 'words',
  actor: 'words',
  at: 'number',
  noteEntry: 'id',
});

export function transferTable(sql: Sql): TransferTable {
  return {
    insert: (row) => insertRows(sql, transferShape, [row]),
    async ofTasks(taskIds) {
      if (taskIds.length === 0) return [];
      const within = inSql('task_id', taskIds.map(uuidToBytes));
      return await allRows(sql, transferShape, `where ${within.sql} order by id`, within.params);
    },
  };
}
