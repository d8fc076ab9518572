import type { PendingChangeRow, PendingChangeTable } from '#engine/runtime/ports/pending-changes.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const pendingShape = shape<PendingChangeRow>('pending_change', {
  id: 'id',
  file: 'words',
  content: 'words',
  revision: 'number',
  note: 'words',
  state: 'words',
  proposedAt: 'number',
  proposedBy: 'words',
  expiresAt: 'number',
  decidedAt: 'number',
  decidedBy: 'words',
});

export function pendingChangeTable(sql: Sql): PendingChangeTable {
  return {
    insert: (row) => insertRows(sql, pendingShape, [row]),
    byId: (id) => firstRow(sql, pendingShape, 'where id = ?', [uuidToBytes(id)]),
    waiting: (file, now) =>
      allRows(sql, pendingShape, `where file = ? and state = 'waiting' and expires_at > ? order by id desc`, [
        file,
        now,
      ]),
    async decide(id, state, at, by) {
      const decide = `update pending_change set state = ?, decided_at = ?, decided_by = ?
        where id = ? and state = 'waiting' and expires_at > ?`;
      return (await sql.run(decide, [state, at, by, uuidToBytes(id), at])) === 1;
    },
  };
}
