import type { VaultEntryRow, VaultKeyRow } from '#engine/runtime/ports/case-rows.ts';
import type { VaultTables } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const keyShape = shape<VaultKeyRow>('vault_key', {
  caseId: 'id',
  wrapped: 'bytes',
  masterKeyId: 'words',
  createdAt: 'number',
});

const entryShape = shape<VaultEntryRow>('vault_entry', {
  id: 'id',
  caseId: 'id',
  name: 'words',
  sealed: 'bytes',
  createdAt: 'number',
});

export function vaultTables(sql: Sql): VaultTables {
  return {
    insertKey: (row) => insertRows(sql, keyShape, [row]),
    key: (caseId) => firstRow(sql, keyShape, 'where case_id = ?', [uuidToBytes(caseId)]),
    async keys(caseIds) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      return await allRows(sql, keyShape, `where ${where.sql}`, where.params);
    },
    firstKey: () => firstRow(sql, keyShape, 'order by case_id limit 1'),
    keysOfOthers: (masterKeyId, after, limit) =>
      allRows(sql, keyShape, `where case_id > ? and master_key_id <> ? order by case_id limit ${limit}`, [
        uuidToBytes(after),
        masterKeyId,
      ]),
    async rewrap({ caseId, masterKeyId }, anew) {
      const changed = await sql.run(
        'update vault_key set wrapped = ?, master_key_id = ? where case_id = ? and master_key_id = ?',
        [anew.wrapped, anew.masterKeyId, uuidToBytes(caseId), masterKeyId],
      );
      return changed === 1;
    },
    insert: (rows) => insertRows(sql, entryShape, rows),
    async entriesAcross(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      return await allRows(sql, entryShape, `where ${where.sql}`, where.params);
    },
    async entries(caseId, ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      const params = [uuidToBytes(caseId), ...where.params];
      return await allRows(sql, entryShape, `where case_id = ? and ${where.sql}`, params);
    },
  };
}
