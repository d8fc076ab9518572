import type { CrewTable, WorkerTokenRow, WorkerTokenTable } from '#engine/runtime/ports/jobs.ts';
import type { Sql, SqlRow } from '../sql.ts';
import { bytesOf, bytesOrNull, flagIn, flagOf, idIn, idOrNullIn, numberIn, numberOrNullIn, textIn } from './rows.ts';

export function crewTable(sql: Sql): CrewTable {
  return {
    async all() {
      return (await sql.all('select * from worker order by id')).map((row) => ({
        id: idIn(row, 'id'),
        works: flagIn(row, 'works'),
        beat: numberIn(row, 'beat'),
        leaseTime: numberIn(row, 'lease_time'),
        underWay: idOrNullIn(row, 'under_way'),
        startedAt: numberIn(row, 'started_at'),
      }));
    },
    async insert({ id, works, beat, leaseTime, underWay, startedAt }) {
      sql.add('worker', [
        {
          id: bytesOf(id),
          works: flagOf(works),
          beat,
          lease_time: leaseTime,
          under_way: bytesOrNull(underWay),
          started_at: startedAt,
        },
      ]);
    },
    async beat(id, leaseTime) {
      const touched = await sql.run('update worker set beat = beat + 1, lease_time = ? where id = ?', [
        leaseTime,
        bytesOf(id),
      ]);
      return touched === 1;
    },
    async note(id, underWay) {
      sql.later('update worker set under_way = ? where id = ?', [bytesOrNull(underWay), bytesOf(id)]);
    },
    async remove(id, beat) {
      const guard = beat === undefined ? '' : ' and beat = ?';
      const params = beat === undefined ? [bytesOf(id)] : [bytesOf(id), beat];
      return (await sql.run(`delete from worker where id = ?${guard}`, params)) === 1;
    },
  };
}

export function workerTokenTable(sql: Sql): WorkerTokenTable {
  return {
    all: async () => (await sql.all('select * from worker_token order by id desc')).map(tokenFrom),
    async byHash(hash) {
      const row = await sql.first('select * from worker_token where token_hash = ?', [hash]);
      return row && tokenFrom(row);
    },
    async insert({ id, name, hash, topics, messages, signals, createdAt, createdBy, revokedAt, revokedBy }) {
      sql.add('worker_token', [
        {
          id: bytesOf(id),
          name,
          token_hash: hash,
          topics: JSON.stringify(topics),
          messages: JSON.stringify(messages),
          signals: JSON.stringify(signals),
          created_at: createdAt,
          created_by: createdBy,
          revoked_at: revokedAt,
          revoked_by: revokedBy,
        },
      ]);
    },
    async revoke(id, at, by) {
      const touched = await sql.run(
        'update worker_token set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null',
        [at, by, bytesOf(id)],
      );
      return touched === 1;
    },
  };
}

function tokenFrom(row: SqlRow): WorkerTokenRow {
  return {
    id: idIn(row, 'id'),
    name: textIn(row, 'name'),
    hash: textIn(row, 'token_hash'),
    topics: JSON.parse(textIn(row, 'topics')) as readonly string[],
    messages: JSON.parse(textIn(row, 'messages')) as readonly string[],
    signals: JSON.parse(textIn(row, 'signals')) as readonly string[],
    createdAt: numberIn(row, 'created_at'),
    createdBy: textIn(row, 'created_by'),
    revokedAt: numberOrNullIn(row, 'revoked_at'),
    revokedBy: textIn(row, 'revoked_by'),
  };
}
