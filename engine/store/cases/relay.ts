import type { RelayMessageRow, RelayTable } from '#engine/runtime/ports/relay.ts';
import { inSql, type Sql } from '../sql.ts';
import { idIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

export const relayShape = shape<RelayMessageRow>('relay_message', {
  id: 'id',
  caseId: 'id',
  position: 'number',
  sender: 'words',
  at: 'number',
  actor: 'words',
  role: 'words',
  unit: 'words',
  textEntry: 'id',
  photos: 'json',
  seenAt: 'number',
  seenBy: 'words',
});

export function relayTable(sql: Sql): RelayTable {
  return {
    insert: (row) => insertRows(sql, relayShape, [row]),
    ofCase: (caseId) => allRows(sql, relayShape, 'where case_id = ? order by position', [uuidToBytes(caseId)]),
    async unseenIn(caseIds) {
      if (caseIds.length === 0) return [];
      const within = inSql('case_id', caseIds.map(uuidToBytes));
      const rows = await sql.all(
        `select distinct case_id from relay_message where ${within.sql} and sender = 'reporter' and seen_at is null`,
        within.params,
      );
      return rows.map((row) => idIn(row, 'case_id'));
    },
    async see(caseId, upTo, { at, by }) {
      return await sql.run(
        `update relay_message set seen_at = ?, seen_by = ?
          where case_id = ? and position <= ? and sender = 'reporter' and seen_at is null`,
        [at, by, uuidToBytes(caseId), upTo],
      );
    },
  };
}
