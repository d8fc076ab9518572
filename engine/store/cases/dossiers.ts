import { scopeColumns } from '#engine/runtime/access.ts';
import type { DossierEventRow, DossierRow, DossierTable, ProcedureVersionRow } from '#engine/runtime/ports/dossiers.ts';
import { inSql, type Sql, type SqlValue, scopeSql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { nextInCounter } from './counters.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const dossierShape = shape<DossierRow>('dossier', {
  caseId: 'id',
  code: 'words',
  procedureCode: 'words',
  procedureVersion: 'words',
  field: 'words',
  channel: 'words',
  receivingUnit: 'words',
  unit: 'words',
  competentUnit: 'words',
  recordsUnit: 'words',
  ward: 'words',
  confidentiality: 'words',
  receivedAt: 'number',
});

const versionShape = shape<ProcedureVersionRow>('procedure_version', {
  id: 'words',
  procedureCode: 'words',
  content: 'words',
  since: 'number',
});

export const dossierEventShape = shape<DossierEventRow>('dossier_event', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  kind: 'words',
  actor: 'words',
  unit: 'words',
  element: 'words',
  number: 'words',
  symbol: 'words',
  dueBefore: 'number',
  dueAfter: 'number',
  fileId: 'id',
  noteEntry: 'id',
  data: 'json',
});

const scopeNames = {
  ...Object.fromEntries(
    scopeColumns.Dossier.map((name) => [name, name.replaceAll(/[A-Z]/g, (one) => `_${one.toLowerCase()}`)]),
  ),
  procedure: 'procedure_code',
};

export function dossierTable(sql: Sql): DossierTable {
  return {
    nextSerial: (prefix) => nextInCounter(sql, prefix),
    insert: (row) => insertRows(sql, dossierShape, [row]),
    byCase: (caseId) => firstRow(sql, dossierShape, 'where case_id = ?', [uuidToBytes(caseId)]),
    byCode: (code) => firstRow(sql, dossierShape, 'where code = ?', [code]),
    async allowed(scope, caseId) {
      const where = scopeSql(scope, scopeNames);
      const query = `select 1 as found from dossier where case_id = ? and ${where.sql}`;
      return (await sql.first(query, [uuidToBytes(caseId), ...where.params])) !== undefined;
    },
    async page(scope, { from, to, receivingUnit, after, limit }) {
      const within = scopeSql(scope, scopeNames);
      const desk =
        receivingUnit === undefined ? { sql: '1 = 1', params: [] } : inSql('receiving_unit', [receivingUnit]);
      const place: readonly SqlValue[] = [after?.receivedAt ?? from, after?.receivedAt ?? from];
      return await allRows(
        sql,
        dossierShape,
        `where received_at >= ? and received_at < ? and (received_at > ? or (received_at = ? and case_id > ?))
         and ${within.sql} and ${desk.sql} order by received_at, case_id limit ?`,
        [
          from,
          to,
          ...place,
          after ? uuidToBytes(after.caseId) : new Uint8Array(0),
          ...within.params,
          ...desk.params,
          limit,
        ],
      );
    },
    async keepVersion(row) {
      const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      const columns = versionShape.columnsOf(row);
      const names = Object.keys(columns);
      await sql.run(
        `${ignoring} into procedure_version (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`,
        Object.values(columns),
      );
    },
    version: (id) => firstRow(sql, versionShape, 'where id = ?', [id]),
    addEvents: (rows) => insertRows(sql, dossierEventShape, rows),
    eventsOf: (caseId) => allRows(sql, dossierEventShape, 'where case_id = ? order by at, id', [uuidToBytes(caseId)]),
  };
}
