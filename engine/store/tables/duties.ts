import type { DutyRow, DutyTable, Mark, MarkTable } from '#engine/runtime/ports/duties.ts';
import { insertSql, type Sql, type SqlRow } from '../sql.ts';
import { clipped, numberIn, numberOrNullIn, textIn } from './rows.ts';

const faultCharactersMax = 180;

export function dutyTable(sql: Sql): DutyTable {
  return {
    all: async () => (await sql.all('select * from duty order by name')).map(dutyFrom),
    async insert(row) {
      const statement = insertSql('duty', [
        {
          name: row.name,
          due_at: row.dueAt,
          lease_owner: row.leaseOwner,
          lease_until: row.leaseUntil,
          started_at: row.startedAt,
          ended_at: row.endedAt,
          done: row.done,
          faults: row.faults,
          fault: clipped(row.fault, faultCharactersMax),
        },
      ]);
      await sql.run(statement.sql, statement.params);
    },
    async take(seen, { owner, until }, now) {
      const touched = await sql.run(
        `update duty set lease_owner = ?, lease_until = ?, started_at = ?
         where name = ? and due_at = ? and lease_owner = ? and lease_until = ?`,
        [owner, until, now, seen.name, seen.dueAt, seen.leaseOwner, seen.leaseUntil],
      );
      return touched === 1;
    },
    async extend(name, { owner, until }) {
      const params = [until, name, owner];
      return (await sql.run('update duty set lease_until = ? where name = ? and lease_owner = ?', params)) === 1;
    },
    async settle(name, owner, { dueAt, endedAt, done, faults, fault }) {
      const touched = await sql.run(
        `update duty set lease_owner = '', lease_until = 0, due_at = ?, ended_at = coalesce(?, ended_at), done = ?,
           faults = ?, fault = ? where name = ? and lease_owner = ?`,
        [dueAt, endedAt, done, faults, clipped(fault, faultCharactersMax), name, owner],
      );
      return touched === 1;
    },
    async timersDue(now) {
      const row = await sql.first(
        `select count(*) as total from job where kind = 'timer' and state = 'ready' and due_at <= ?`,
        [now],
      );
      return Number(row?.['total'] ?? 0);
    },
  };
}

export function markTable(sql: Sql): MarkTable {
  return {
    async get(name) {
      const row = await sql.first('select * from installation_mark where name = ?', [name]);
      return row && markFrom(row);
    },
    async put({ name, content, at }) {
      const changed = await sql.run('update installation_mark set content = ?, at = ? where name = ?', [
        content,
        at,
        name,
      ]);
      if (changed > 0) return;
      const statement = insertSql('installation_mark', [{ name, content, at }]);
      await sql.run(statement.sql, statement.params);
    },
    remove: async (name) => (await sql.run('delete from installation_mark where name = ?', [name])) === 1,
  };
}

function dutyFrom(row: SqlRow): DutyRow {
  return {
    name: textIn(row, 'name'),
    dueAt: numberIn(row, 'due_at'),
    leaseOwner: textIn(row, 'lease_owner'),
    leaseUntil: numberIn(row, 'lease_until'),
    startedAt: numberOrNullIn(row, 'started_at'),
    endedAt: numberOrNullIn(row, 'ended_at'),
    done: numberIn(row, 'done'),
    faults: numberIn(row, 'faults'),
    fault: textIn(row, 'fault'),
  };
}

function markFrom(row: SqlRow): Mark {
  return { name: textIn(row, 'name'), content: textIn(row, 'content'), at: numberIn(row, 'at') };
}
