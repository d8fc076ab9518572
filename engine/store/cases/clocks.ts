/** Clocks, what moved them, who was warned, who asked for more time. */
import type {
  ClockChange,
  ClockEventRow,
  ClockRow,
  EscalationRow,
  ExtensionRow,
} from '#engine/runtime/ports/case-rows.ts';
import type { ClockPlace, ClockTable, EscalationTable, ExtensionTable } from '#engine/runtime/ports/cases.ts';
import { inSql, type Sql, scopeSql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { caseColumns } from './case-scope.ts';
import { dossierColumns } from './dossiers.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

export const clockShape = shape<ClockRow>('case_clock', {
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
  instanceId: 'id',
  taskKey: 'words',
  element: 'words',
  sla: 'words',
  dayCount: 'words',
  revision: 'words',
  firstDueAt: 'number',
  allowedMs: 'number',
  pausedBy: 'words',
  extensions: 'number',
  round: 'number',
  warned: 'number',
  nextAt: 'number',
  owner: 'words',
  ownerUnit: 'words',
  version: 'number',
});

const eventShape = shape<ClockEventRow>('clock_event', {
  id: 'id',
  caseId: 'id',
  clockId: 'id',
  at: 'number',
  kind: 'words',
  reason: 'words',
  dueBefore: 'number',
  dueAfter: 'number',
  revision: 'words',
  actor: 'words',
  noteEntry: 'id',
  fileId: 'id',
});

const escalationShape = shape<EscalationRow>('escalation', {
  id: 'id',
  caseId: 'id',
  clockId: 'id',
  round: 'number',
  percent: 'number',
  rung: 'words',
  owner: 'words',
  ownerUnit: 'words',
  dueAt: 'number',
  at: 'number',
});

const extensionShape = shape<ExtensionRow>('clock_extension', {
  id: 'id',
  caseId: 'id',
  clockId: 'id',
  state: 'words',
  unit: 'words',
  reason: 'words',
  dueBefore: 'number',
  dueAfter: 'number',
  askedAt: 'number',
  askedBy: 'words',
  noteEntry: 'id',
  decidedAt: 'number',
  decidedBy: 'words',
  decisionEntry: 'id',
});

/** Rows in one INSERT: below the 32,766 parameters that SQLite takes. */
const insertMax = 1_000;

export function clockTable(sql: Sql): ClockTable {
  const locked = sql.dialect === 'sqlite' ? '' : ' for update';
  const after = ({ nextAt, id }: ClockPlace) => ({
    sql: 'next_at >= ? and (next_at > ? or id > ?)',
    params: [nextAt, nextAt, uuidToBytes(id)],
  });
  const write = (id: string, change: ClockChange, grows: boolean, seen?: number): void => {
    const set = clockShape.set(change);
    if (set === undefined) return;
    const guard = seen === undefined ? '' : ' and version = ?';
    const text = `update case_clock set ${set.sql}${grows ? ', version = version + 1' : ''} where id = ?${guard}`;
    const params = [...set.params, uuidToBytes(id), ...(seen === undefined ? [] : [seen])];
    sql.later(text, params, seen === undefined ? {} : { touchesOne: 'clock' });
  };
  return {
    insert: (rows) => insertRows(sql, clockShape, rows),
    // What says nothing of the due date cannot overwrite one: it needs no guard, and so no way of its own to the server.
    update: async (row, change) => write(row.id, change, false, change.dueAt === undefined ? undefined : row.version),
    updateHeld: async (id, change) => write(id, change, true),
    async updateAllHeld(ids, change) {
      const set = clockShape.set(change);
      if (set === undefined || ids.length === 0) return;
      const where = inSql('id', ids.map(uuidToBytes));
      const text = `update case_clock set ${set.sql}, version = version + 1 where ${where.sql}`;
      sql.later(text, [...set.params, ...where.params]);
    },
    ofCase: (caseId) => allRows(sql, clockShape, 'where case_id = ? order by id', [uuidToBytes(caseId)]),
    holdOfCase: (caseId) => allRows(sql, clockShape, `where case_id = ? order by id${locked}`, [uuidToBytes(caseId)]),
    async holdDue(now, place, limit) {
      const { sql: where, params } = after(place);
      const tail = `where next_at <= ? and ${where} order by next_at, id limit ?${locked}`;
      return await allRows(sql, clockShape, tail, [now, ...params, limit]);
    },
    async openOfCases(caseIds, name) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      const tail = `where ${where.sql} and name = ? and ended_at is null`;
      return await allRows(sql, clockShape, tail, [...where.params, name]);
    },
    async page(place, limit) {
      const { sql: where, params } = after(place);
      return await allRows(sql, clockShape, `where ${where} order by next_at, id limit ?`, [...params, limit]);
    },
    async holdOutdated(revision, place, limit) {
      const { sql: where, params } = after(place);
      const tail = `where ${where} and revision <> ? order by next_at, id limit ?${locked}`;
      return await allRows(sql, clockShape, tail, [...params, revision, limit]);
    },
    async countByCalendar() {
      const query = 'select calendar, count(*) as total from case_clock where next_at is not null group by calendar';
      return new Map((await sql.all(query)).map((row) => [String(row['calendar']), Number(row['total'])]));
    },
    addEvents: (rows) => insertRows(sql, eventShape, rows),
    async eventsOf(caseIds) {
      const where = inSql('case_id', caseIds.map(uuidToBytes));
      return await allRows(sql, eventShape, `where ${where.sql} order by at, id`, where.params);
    },
  };
}

export function escalationTable(sql: Sql): EscalationTable {
  return {
    async insert(rows) {
      for (let from = 0; from < rows.length; from += insertMax) {
        await insertRows(sql, escalationShape, rows.slice(from, from + insertMax));
      }
    },
    async handOver(row) {
      const { rung, owner, ownerUnit, clockId, round, percent } = row;
      const query =
        'update escalation set rung = ?, owner = ?, owner_unit = ?, at = ? where clock_id = ? and round = ? and percent = ?';
      const key = [uuidToBytes(clockId), round, percent];
      if ((await sql.run(query, [rung, owner, ownerUnit, row.at, ...key])) === 0)
        await insertRows(sql, escalationShape, [row]);
    },
    ofCase: (caseId) => allRows(sql, escalationShape, 'where case_id = ? order by at, id', [uuidToBytes(caseId)]),
    openOf: (owner, limit) =>
      allRows(
        sql,
        escalationShape,
        `where owner = ? and exists (select 1 from case_clock where case_clock.id = escalation.clock_id and ended_at is null)
          and not exists (select 1 from escalation later where later.clock_id = escalation.clock_id
            and later.owner = escalation.owner
            and (later.at > escalation.at or (later.at = escalation.at and later.id > escalation.id)))
        order by at desc, id desc limit ?`,
        [owner, limit],
      ),
  };
}

export function extensionTable(sql: Sql): ExtensionTable {
  return {
    insert: (row) => insertRows(sql, extensionShape, [row]),
    byId: (id) => firstRow(sql, extensionShape, 'where id = ?', [uuidToBytes(id)]),
    ofCase: (caseId) => allRows(sql, extensionShape, 'where case_id = ? order by asked_at, id', [uuidToBytes(caseId)]),
    async asked(scopes, decider, limit) {
      const [ofCases, ofDossiers] = [scopeSql(scopes.cases, caseColumns), scopeSql(scopes.dossiers, dossierColumns)];
      const ids = await sql.all(
        `select clock_extension.id as id from clock_extension join case_record on case_record.id = clock_extension.case_id
        left join dossier on dossier.case_id = clock_extension.case_id
        where clock_extension.state = 'asked' and clock_extension.asked_by <> ?
          and ((dossier.case_id is null and ${ofCases.sql}) or (dossier.case_id is not null and ${ofDossiers.sql}))
        order by asked_at, clock_extension.id limit ?`,
        [decider, ...ofCases.params, ...ofDossiers.params, limit],
      );
      const within = inSql(
        'id',
        ids.map((row) => row['id'] as Uint8Array),
      );
      return await allRows(sql, extensionShape, `where ${within.sql} order by asked_at, id`, within.params);
    },
    async decide(id, decision) {
      const set = extensionShape.set(decision);
      if (set === undefined) return false;
      const query = `update clock_extension set ${set.sql} where id = ? and state = 'asked'`;
      return (await sql.run(query, [...set.params, uuidToBytes(id)])) === 1;
    },
  };
}
