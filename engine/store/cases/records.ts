import { scopeColumns } from '#engine/runtime/access.ts';
import type { CaseRow, ClockRow, FileRow, TimelineRow } from '#engine/runtime/ports/case-rows.ts';
import type { CaseRecords, ClockTable, FileTable, TimelineTable } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql, scopeSql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { shape } from './shape.ts';

const caseShape = shape<CaseRow>('case_record', {
  id: 'id',
  service: 'words',
  serviceVersionId: 'id',
  instanceId: 'id',
  registerNumber: 'words',
  trackingHash: 'words',
  secretHash: 'words',
  channel: 'words',
  language: 'words',
  category: 'words',
  ward: 'words',
  unit: 'words',
  lon: 'number',
  lat: 'number',
  stage: 'words',
  state: 'words',
  sla: 'words',
  urgent: 'flag',
  confidentiality: 'words',
  outcome: 'words',
  receivedAt: 'number',
  dueAt: 'number',
  closedAt: 'number',
  rating: 'number',
  vault: 'json',
  search: 'words',
});

const timelineShape = shape<TimelineRow>('case_timeline', {
  id: 'id',
  caseId: 'id',
  at: 'number',
  kind: 'words',
  code: 'words',
  element: 'words',
  actor: 'words',
  unit: 'words',
  noteEntry: 'id',
});

const clockShape = shape<ClockRow>('case_clock', {
  id: 'id',
  caseId: 'id',
  name: 'words',
  state: 'words',
  calendar: 'words',
  duration: 'words',
  startedAt: 'number',
  dueAt: 'number',
  pausedAt: 'number',
  endedAt: 'number',
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
});

const scopeNames = Object.fromEntries(scopeColumns.Case.map((column) => [column, column]));

export function caseRecords(sql: Sql): CaseRecords {
  const one = async (where: string, value: string | Uint8Array): Promise<CaseRow | undefined> => {
    const row = await sql.first(`select ${caseShape.columns} from case_record where ${where} = ?`, [value]);
    return row && caseShape.read(row);
  };
  return {
    async nextSerial(day) {
      // The row stays locked until the commit, so that a serial is neither given twice nor lost by a rollback.
      const tail = sql.dialect === 'sqlite' ? 'on conflict (day) do update' : 'on duplicate key update';
      const set = sql.dialect === 'sqlite' ? 'set serial = serial + 1' : 'serial = serial + 1';
      await sql.run(`insert into register_counter (day, serial) values (?, 1) ${tail} ${set}`, [day]);
      const row = await sql.first('select serial from register_counter where day = ?', [day]);
      return Number(row?.['serial']);
    },
    async insert(row) {
      const insert = caseShape.insert([row]);
      await sql.run(insert.sql, insert.params);
    },
    async update(id, change) {
      const set = caseShape.set(change);
      if (set) await sql.run(`update case_record set ${set.sql} where id = ?`, [...set.params, uuidToBytes(id)]);
    },
    byId: (id) => one('id', uuidToBytes(id)),
    byTrackingHash: (hash) => one('tracking_hash', hash),
    byInstance: (instanceId) => one('instance_id', uuidToBytes(instanceId)),
    async byIds(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      const rows = await sql.all(`select ${caseShape.columns} from case_record where ${where.sql}`, where.params);
      return rows.map(caseShape.read);
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
      const query = `select ${caseShape.columns} from case_record where ${within.sql} and ${where.sql}`;
      const rows = ids.length === 0 ? [] : await sql.all(query, [...within.params, ...where.params]);
      return rows.map((row) => caseShape.read(row).id);
    },
  };
}

export function timelineTable(sql: Sql): TimelineTable {
  return {
    async append(rows) {
      if (rows.length === 0) return;
      const insert = timelineShape.insert(rows);
      await sql.run(insert.sql, insert.params);
    },
    async ofCase(caseId) {
      const query = `select ${timelineShape.columns} from case_timeline where case_id = ? order by at, id`;
      return (await sql.all(query, [uuidToBytes(caseId)])).map(timelineShape.read);
    },
  };
}

export function clockTable(sql: Sql): ClockTable {
  return {
    async insert(row) {
      const insert = clockShape.insert([row]);
      await sql.run(insert.sql, insert.params);
    },
    async update(id, change) {
      const set = clockShape.set(change);
      if (set) await sql.run(`update case_clock set ${set.sql} where id = ?`, [...set.params, uuidToBytes(id)]);
    },
    async ofCase(caseId) {
      const query = `select ${clockShape.columns} from case_clock where case_id = ? order by id`;
      return (await sql.all(query, [uuidToBytes(caseId)])).map(clockShape.read);
    },
  };
}

export function fileTable(sql: Sql): FileTable {
  return {
    async insert(rows) {
      if (rows.length === 0) return;
      const insert = fileShape.insert(rows);
      await sql.run(insert.sql, insert.params);
    },
    async byId(id) {
      const row = await sql.first(`select ${fileShape.columns} from case_file where id = ?`, [uuidToBytes(id)]);
      return row && fileShape.read(row);
    },
    async ofCase(caseId) {
      const query = `select ${fileShape.columns} from case_file where case_id = ? order by position, id`;
      return (await sql.all(query, [uuidToBytes(caseId)])).map(fileShape.read);
    },
    async known(ids) {
      const where = inSql('id', ids.map(uuidToBytes));
      const rows = await sql.all(`select ${fileShape.columns} from case_file where ${where.sql}`, where.params);
      return rows.map((row) => fileShape.read(row).id);
    },
  };
}
