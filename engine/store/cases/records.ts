import { notAbout, scopeColumns } from '#engine/runtime/access.ts';
import type { CaseRow, FileRow, TimelineRow } from '#engine/runtime/ports/case-rows.ts';
import type { CaseRecords, FileTable, TimelineTable } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql, scopeSql } from '../sql.ts';
import { uuidFromBytes, uuidToBytes } from '../uuid.ts';
import { caseShape } from './case-shape.ts';
import { keepContacts } from './citizens.ts';
import { nextInCounter } from './counters.ts';
import { keepPlace } from './duplicates.ts';
import { allRows, firstRow, insertRows, updateRow } from './rows.ts';
import { shape } from './shape.ts';
import { keepWords } from './words.ts';

export const timelineShape = shape<TimelineRow>('case_timeline', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  kind: 'words',
  code: 'words',
  element: 'words',
  actor: 'words',
  unit: 'words',
  noteEntry: 'id',
  behalfOf: 'words',
});

const fileShape = shape<FileRow>('case_file', {
  id: 'id',
  caseId: 'id',
  kind: 'words',
  position: 'number',
  mediaType: 'words',
  width: 'number',
  height: 'number',
  bytes: 'number',
  sha256: 'words',
  nameEntry: 'id',
  createdAt: 'number',
  partId: 'id',
  receivedType: 'words',
  receivedBytes: 'number',
  receivedSha256: 'words',
  originalEntry: 'id',
});

const scopeNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(scopeColumns.Case.map((column) => [column, column])),
  [notAbout]: 'case_record.id',
};

export function caseRecords(sql: Sql): CaseRecords {
  const one = (column: string, value: string | Uint8Array): Promise<CaseRow | undefined> =>
    firstRow(sql, caseShape, `where ${column} = ?`, [value]);
  return {
    nextSerial: (day) => nextInCounter(sql, day),
    async insert(row) {
      await insertRows(sql, caseShape, [row]);
      keepWords(sql, row.id, row.search);
      keepContacts(sql, row.id, row.search);
      keepPlace(sql, row);
    },
    update: (id, change) => updateRow(sql, caseShape, id, change),
    byId: (id) => one('id', uuidToBytes(id)),
    after: (id, limit) =>
      allRows(sql, caseShape, 'where id > ? and archived_at is null order by id limit ?', [uuidToBytes(id), limit]),
    async addContacts({ id, search }, words) {
      const add = 'update case_record set search = ? where id = ? and search = ? and archived_at is null';
      if ((await sql.run(add, [[search, ...words].join(' '), uuidToBytes(id), search])) !== 1) return false;
      const ignoring = sql.dialect === 'sqlite' ? 'insert or ignore' : 'insert ignore';
      for (const word of words) {
        await sql.run(`${ignoring} into case_word (word, case_id) values (?, ?)`, [word, uuidToBytes(id)]);
        await sql.run(`${ignoring} into case_contact (contact, case_id) values (?, ?)`, [word, uuidToBytes(id)]);
      }
      return true;
    },
    byTrackingHash: (hash) => one('tracking_hash', hash),
    byRegisterNumber: (registerNumber) => one('register_number', registerNumber),
    byInstance: (instanceId) => one('instance_id', uuidToBytes(instanceId)),
    async withWord(word, limit) {
      const rows = await sql.all('select case_id from case_word where word = ? order by case_id desc limit ?', [
        word,
        limit,
      ]);
      return rows.map((row) => uuidFromBytes(row['case_id'] as Uint8Array));
    },
    async withContact(word) {
      // Those that were archived before contacts were kept apart are looked through; no sign of a hash means anything to LIKE.
      const rows = await sql.all(
        `select case_id as id from case_contact where contact = ?
         union select id from case_record where archived_at is not null and state = 'closed' and search like ?`,
        [word, `%${word}%`],
      );
      return rows.map((row) => uuidFromBytes(row['id'] as Uint8Array)).toSorted();
    },
    async byIds(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      return await allRows(sql, caseShape, `where ${where.sql}`, where.params);
    },
    async allowed(scope, id) {
      const where = scopeSql(scope, scopeNames);
      const params = [uuidToBytes(id), ...where.params];
      return (
        (await sql.first(`select 1 as found from case_record where id = ? and ${where.sql}`, params)) !== undefined
      );
    },
    async allowedOf(scope, ids) {
      const [within, where] = [inSql('id', ids.map(uuidToBytes)), scopeSql(scope, scopeNames)];
      if (ids.length === 0) return [];
      const both = [...within.params, ...where.params];
      return (await allRows(sql, caseShape, `where ${within.sql} and ${where.sql}`, both)).map((row) => row.id);
    },
  };
}

export function timelineTable(sql: Sql): TimelineTable {
  return {
    append: (rows) =>
      insertRows(
        sql,
        timelineShape,
        rows.map((row) => ({ behalfOf: '', ...row })),
      ),
    ofCase: (caseId) => allRows(sql, timelineShape, 'where case_id = ? order by at, id', [uuidToBytes(caseId)]),
  };
}

export function fileTable(sql: Sql): FileTable {
  return {
    insert: (rows) => insertRows(sql, fileShape, rows),
    byId: (id) => firstRow(sql, fileShape, 'where id = ?', [uuidToBytes(id)]),
    ofCase: (caseId) =>
      allRows(sql, fileShape, "where case_id = ? and kind <> 'part' order by position, id", [uuidToBytes(caseId)]),
    ofParts: (caseId) =>
      allRows(sql, fileShape, 'where case_id = ? and part_id is not null order by position, id', [uuidToBytes(caseId)]),
    withOriginal: (after, limit) =>
      allRows(sql, fileShape, `where id > ? and original_entry is not null order by id limit ${Math.trunc(limit)}`, [
        after === null ? Buffer.alloc(16) : uuidToBytes(after),
      ]),
    originalsOf: (caseId) =>
      allRows(sql, fileShape, 'where case_id = ? and original_entry is not null order by position, id', [
        uuidToBytes(caseId),
      ]),
    async remove(id) {
      await sql.run('delete from case_file where id = ?', [uuidToBytes(id)]);
    },
    takeOver: (id, kind) => updateRow(sql, fileShape, id, { kind }),
    async known(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      return (await allRows(sql, fileShape, `where ${where.sql}`, where.params)).map((row) => row.id);
    },
  };
}
