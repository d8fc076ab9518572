import type { VaultEntryRow, VaultKeyRow } from '#engine/runtime/ports/case-rows.ts';
import type { VaultTables } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
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
    async insertKey(row) {
      const insert = keyShape.insert([row]);
      await sql.run(insert.sql, insert.params);
    },
    async key(caseId) {
      const row = await sql.first(`select ${keyShape.columns} from vault_key where case_id = ?`, [uuidToBytes(caseId)]);
      return row && keyShape.read(row);
    },
    async keys(caseIds) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      const rows = await sql.all(`select ${keyShape.columns} from vault_key where ${where.sql}`, where.params);
      return rows.map(keyShape.read);
    },
    async insert(rows) {
      const insert = entryShape.insert(rows);
      await sql.run(insert.sql, insert.params);
    },
    async entriesAcross(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      const rows = await sql.all(`select ${entryShape.columns} from vault_entry where ${where.sql}`, where.params);
      return rows.map(entryShape.read);
    },
    async entries(caseId, ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      const query = `select ${entryShape.columns} from vault_entry where case_id = ? and ${where.sql}`;
      return (await sql.all(query, [uuidToBytes(caseId), ...where.params])).map(entryShape.read);
    },
  };
}
