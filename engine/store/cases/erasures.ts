/** The register of deletions, and what may be fetched of one's own record. */
import type {
  ErasureCaseRow,
  ErasureRow,
  ErasureTable,
  RecordExportRow,
  RecordExportTable,
} from '#engine/runtime/ports/erasures.ts';
import { inSql, type Sql } from '../sql.ts';
import { idIn } from '../tables/rows.ts';
import { uuidToBytes } from '../uuid.ts';
import { nextInCounter } from './counters.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const erasureShape = shape<ErasureRow>('erasure', {
  id: 'id',
  number: 'words',
  source: 'words',
  kind: 'words',
  rule: 'words',
  request: 'words',
  orderedAt: 'number',
  orderedBy: 'words',
  cases: 'number',
  files: 'number',
  digest: 'words',
  doneAt: 'number',
});

const caseShape = shape<ErasureCaseRow>('erasure_case', {
  erasureId: 'id',
  caseId: 'id',
  kind: 'words',
  doneAt: 'number',
});

const exportShape = shape<RecordExportRow>('record_export', {
  id: 'id',
  caseId: 'id',
  cases: 'json',
  madeAt: 'number',
  expiresAt: 'number',
  downloads: 'number',
});

export function erasureTable(sql: Sql): ErasureTable {
  return {
    insert: (row) => insertRows(sql, erasureShape, [row]),
    insertCases: (rows) => insertRows(sql, caseShape, rows),
    bySource: (source) => firstRow(sql, erasureShape, 'where source = ?', [source]),
    byId: (id) => firstRow(sql, erasureShape, 'where id = ?', [uuidToBytes(id)]),
    byNumber: (number) => firstRow(sql, erasureShape, 'where number = ?', [number]),
    nextSerial: (day) => nextInCounter(sql, `erasure/${day}`),
    open: (limit) => allRows(sql, erasureShape, 'where done_at is null order by id limit ?', [limit]),
    casesOf: (erasureId) => allRows(sql, caseShape, 'where erasure_id = ? order by case_id', [uuidToBytes(erasureId)]),
    async caseDone(erasureId, caseId, at) {
      const query = 'update erasure_case set done_at = ? where erasure_id = ? and case_id = ?';
      await sql.run(query, [at, uuidToBytes(erasureId), uuidToBytes(caseId)]);
    },
    async progress(id, { cases, files, digest, doneAt }) {
      const query = 'update erasure set cases = ?, files = ?, digest = ?, done_at = ? where id = ?';
      await sql.run(query, [cases, files, digest, doneAt, uuidToBytes(id)]);
    },
    async addFiles(erasureId, files) {
      const rows = files.map((file) => ({ file_id: uuidToBytes(file), erasure_id: uuidToBytes(erasureId) }));
      if (rows.length > 0) sql.add('erasure_file', rows);
    },
    async files(erasureId, limit) {
      const query = 'select file_id from erasure_file where erasure_id = ? order by file_id limit ?';
      return (await sql.all(query, [uuidToBytes(erasureId), limit])).map((row) => idIn(row, 'file_id'));
    },
    async removeFiles(ids) {
      const where = inSql('file_id', ids.map(uuidToBytes));
      await sql.run(`delete from erasure_file where ${where.sql}`, where.params);
    },
    page: (before, limit) =>
      before === null
        ? allRows(sql, erasureShape, 'order by id desc limit ?', [limit])
        : allRows(sql, erasureShape, 'where id < ? order by id desc limit ?', [uuidToBytes(before), limit]),
    after: (id, limit) =>
      allRows(sql, erasureShape, 'where id > ? order by id limit ?', [
        id === null ? new Uint8Array(0) : uuidToBytes(id),
        limit,
      ]),
  };
}

export function recordExportTable(sql: Sql): RecordExportTable {
  return {
    insert: (row) => insertRows(sql, exportShape, [row]),
    ofCase: (caseId) => firstRow(sql, exportShape, 'where case_id = ?', [uuidToBytes(caseId)]),
    async counted(id) {
      await sql.run('update record_export set downloads = downloads + 1 where id = ?', [uuidToBytes(id)]);
    },
  };
}
