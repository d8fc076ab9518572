/**
 * Moves closed cases into the archive and back, and destroys them in the end. Each is one transaction of the caller's:
 * a case is here or there, never lost and never in both places, whoever is killed when.
 */
import type { ArchiveTable, ClosedCase, Erasing } from '#engine/runtime/ports/archive.ts';
import { destroyFollowers } from '../cases/duplicates.ts';
import { forgetPublicationWords } from '../cases/publication-words.ts';
import { inSql, insertSql, type Sql, type SqlRow, type SqlValue } from '../sql.ts';
import { idIn, numberIn, numberOrNullIn, textIn, textOrNullIn } from '../tables/rows.ts';
import { firstIdAt, uuidToBytes } from '../uuid.ts';
import { type Owned, owned } from './owned.ts';
import { pack, type Rows, unpack } from './packing.ts';

export function archiveTable(sql: Sql): ArchiveTable {
  return {
    async ripe(closedBefore, limit) {
      const rows = await sql.all(
        `select id from case_record where archived_at is null and closed_at < ? and state = 'closed' and ${nothingUnderWay}
         order by closed_at limit ?`,
        [closedBefore, limit],
      );
      return rows.map((row) => idIn(row, 'id'));
    },
    put: (caseId, now) => put(sql, uuidToBytes(caseId), now),
    async ripeInstances(endedBefore, limit) {
      // Ids begin with the time (RFC 9562, 5.7): what began later is not looked at.
      const rows = await sql.all(
        `select i.id from process_instance i where i.case_id is null and i.id < ? and i.ended_at < ? and ${isOver}
         order by i.id limit ?`,
        [uuidToBytes(firstIdAt(endedBefore)), endedBefore, limit],
      );
      return rows.map((row) => idIn(row, 'id'));
    },
    putInstance: (instanceId, now) => putInstance(sql, uuidToBytes(instanceId), now),
    async instances(after, limit) {
      const from = after === null ? new Uint8Array(0) : uuidToBytes(after);
      const rows = await sql.all('select id from archived_instance where id > ? order by id limit ?', [from, limit]);
      return rows.map((row) => idIn(row, 'id'));
    },
    hasDestroyed: async () =>
      (await sql.first(`select 1 as found from case_record where state = 'erased' limit 1`)) !== undefined,
    bringBack: (caseId) => bringBack(sql, uuidToBytes(caseId)),
    async closed(before, after, limit) {
      const rows = await sql.all(
        `select c.id, c.register_number, c.service, c.category, c.closed_at, c.archived_at, h.reason, k.created_at as keyed
         from case_record c left join case_hold h on h.case_id = c.id left join vault_key k on k.case_id = c.id
         where c.state = 'closed' and c.closed_at >= ? and c.closed_at < ? and (c.closed_at > ? or c.id > ?)
         order by c.closed_at, c.id limit ?`,
        [after?.closedAt ?? 0, before, after?.closedAt ?? 0, after ? uuidToBytes(after.id) : new Uint8Array(0), limit],
      );
      return rows.map(closedFrom);
    },
    destroy: (caseId) => destroy(sql, caseId),
    erase: (caseId, how) => erase(sql, caseId, how),
    forget: (caseId) => forget(sql, caseId),
    async holdOf(caseId) {
      const row = await sql.first('select reason from case_hold where case_id = ?', [uuidToBytes(caseId)]);
      return row && { reason: textIn(row, 'reason') };
    },
    async holds(limit) {
      const rows = await sql.all(
        `select c.register_number, c.category, h.reason, h.placed_at, h.placed_by
         from case_hold h join case_record c on c.id = h.case_id order by h.placed_at desc, h.case_id limit ?`,
        [limit],
      );
      return rows.map((row) => ({
        registerNumber: textIn(row, 'register_number'),
        category: textIn(row, 'category'),
        reason: textIn(row, 'reason'),
        at: numberIn(row, 'placed_at'),
        by: textIn(row, 'placed_by'),
      }));
    },
    async hold(caseId, { reason, at, by }) {
      if (await isHeld(sql, uuidToBytes(caseId))) return false;
      const row = { case_id: uuidToBytes(caseId), reason, placed_at: at, placed_by: by };
      await insert(sql, 'case_hold', [row]);
      return true;
    },
    release: async (caseId) => (await sql.run('delete from case_hold where case_id = ?', [uuidToBytes(caseId)])) === 1,
  };
}

/** Of the case of the query around it: no instance runs or is still to be counted into the figures, nothing is on its way, every notice has come to its end. */
const nothingUnderWay = `
  not exists (select 1 from process_instance i where i.case_id = case_record.id and (i.ended_at is null or i.version > i.rolled))
  and not exists (select 1 from process_instance i join job j on j.instance_id = i.id where i.case_id = case_record.id)
  and not exists (select 1 from notice n where n.case_id = case_record.id and n.state in ('queued', 'sending', 'unknown'))`;

/** The same of an instance of no case: it has ended, is counted, and waits for nothing. */
const isOver = `i.ended_at is not null and i.version <= i.rolled
  and not exists (select 1 from job j where j.instance_id = i.id)`;

async function put(sql: Sql, caseId: Uint8Array, now: number): Promise<boolean> {
  const claim = `update case_record set archived_at = ? where id = ? and archived_at is null and state = 'closed'`;
  if ((await sql.run(`${claim} and ${nothingUnderWay}`, [now, caseId])) !== 1) return false;
  await keep(sql, caseId, await rowsOf(sql, caseId), now);
  await sql.run('delete from case_word where case_id = ?', [caseId]);
  await sql.run('delete from case_place where case_id = ?', [caseId]);
  return true;
}

/** An instance of no case is kept as if its id were that of a case; called ones and their callers go one by one. */
async function putInstance(sql: Sql, id: Uint8Array, now: number): Promise<boolean> {
  const lock = sql.dialect === 'sqlite' ? '' : ' for update';
  const found = await sql.all(
    `select * from process_instance i where i.id = ? and i.case_id is null and ${isOver}${lock}`,
    [id],
  );
  if (found.length === 0) return false;
  const rows: Record<string, readonly SqlRow[]> = { process_instance: found };
  for (const one of owned.filter(({ by }) => by === 'instance_id')) {
    const query = `select * from ${one.table} where instance_id = ? order by ${one.order}${lock}`;
    rows[one.table] = await sql.all(query, [id]);
  }
  await keep(sql, id, rows, now);
  return true;
}

/** Into the archive, and out of the hot tables. */
async function keep(sql: Sql, caseId: Uint8Array, rows: Rows, now: number): Promise<void> {
  const total = Object.values(rows).reduce((sum, some) => sum + some.length, 0);
  const archive = { case_id: caseId, archived_at: now, row_count: total, content: pack(rows) };
  await insert(sql, 'case_archive', [archive]);
  const instances = rows['process_instance'] ?? [];
  await insert(
    sql,
    'archived_instance',
    instances.map((row) => ({ id: bytesIn(row, 'id'), case_id: caseId })),
  );
  await insert(
    sql,
    'archived_task',
    (rows['task'] ?? []).map((row) => ({ ...scopeOf(row), case_id: caseId })),
  );
  await remove(sql, instances, caseId);
}

async function bringBack(sql: Sql, caseId: Uint8Array): Promise<boolean> {
  const found = await sql.first('select content from case_archive where case_id = ?', [caseId]);
  if (found === undefined) return false;
  const rows = unpack(found['content'] as Uint8Array);
  for (const { table, computed = [] } of owned) {
    const written = (rows[table] ?? []).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([column]) => !computed.includes(column))),
    );
    for (let from = 0; from < written.length; from += insertMax) {
      await insert(sql, table, written.slice(from, from + insertMax) as Readonly<Record<string, SqlValue>>[]);
    }
  }
  await removeArchive(sql, caseId);
  await sql.run('update case_record set archived_at = null where id = ?', [caseId]);
  return true;
}

async function destroy(sql: Sql, caseId: string): Promise<readonly string[] | undefined> {
  const id = uuidToBytes(caseId);
  if (!(await mayGo(sql, id))) return undefined;
  const files = await forgetPersons(sql, caseId, 'erased');
  // Of what the nightly comparison found of it here.
  await sql.run('delete from incident where instance_id in (select id from archived_instance where case_id = ?)', [id]);
  await removeArchive(sql, id);
  return files;
}

async function erase(
  sql: Sql,
  caseId: string,
  { now, withPublication, anyway }: Erasing,
): Promise<readonly string[] | undefined> {
  const id = uuidToBytes(caseId);
  if (anyway) await stopAll(sql, id, now);
  else if (await isHeld(sql, id)) return undefined;
  else await put(sql, id, now);
  if (!(await mayGo(sql, id))) return undefined;
  if (withPublication) {
    forgetPublicationWords(sql, caseId);
    for (const table of ['publication', 'publication_version']) {
      await sql.run(`delete from ${table} where case_id = ?`, [id]);
    }
  }
  return await destroy(sql, caseId);
}

/** A case that runs is over at once, and nothing of it is left in the hot tables. */
async function stopAll(sql: Sql, id: Uint8Array, now: number): Promise<void> {
  const instances = await sql.all('select id from process_instance where case_id = ?', [id]);
  const within = inSql(
    'instance_id',
    instances.map((row) => bytesIn(row, 'id')),
  );
  for (const table of ['job', 'subscription']) await sql.run(`delete from ${table} where ${within.sql}`, within.params);
  await remove(sql, instances, id);
  for (const table of ['message', 'case_word', 'case_place', 'case_hold']) {
    await sql.run(`delete from ${table} where case_id = ?`, [id]);
  }
  await sql.run(
    `update case_record set state = 'closed', archived_at = coalesce(archived_at, ?), closed_at = coalesce(closed_at, ?)
     where id = ? and state <> 'erased'`,
    [now, now, id],
  );
}

async function forget(sql: Sql, caseId: string): Promise<readonly string[] | undefined> {
  const id = uuidToBytes(caseId);
  const known = await sql.first('select 1 as known from vault_key where case_id = ?', [id]);
  return known !== undefined && (await mayGo(sql, id)) ? await forgetPersons(sql, caseId, 'closed') : undefined;
}

async function mayGo(sql: Sql, id: Uint8Array): Promise<boolean> {
  const row = await sql.first(
    `select 1 as found from case_record where id = ? and archived_at is not null and state = 'closed'`,
    [id],
  );
  return row !== undefined && !(await isHeld(sql, id));
}

/** The keys, what was sealed by them, the images, and every way to the case by a code, a word or a place. */
async function forgetPersons(sql: Sql, caseId: string, state: 'erased' | 'closed'): Promise<readonly string[]> {
  const id = uuidToBytes(caseId);
  const files = await destroyFiles(sql, id);
  for (const table of ['vault_key', 'vault_entry', 'mailbox_message', 'record_export']) {
    await sql.run(`delete from ${table} where case_id = ?`, [id]);
  }
  await destroyFollowers(sql, id);
  await sql.run('delete from case_contact where case_id = ?', [id]);
  // Nobody finds it by a code any more; the column must differ from line to line.
  await sql.run(
    `update case_record set state = ?, tracking_hash = ?, secret_hash = '', vault = '{}', search = lower(register_number),
       lon = null, lat = null where id = ?`,
    [state, `erased:${caseId}`, id],
  );
  return files;
}

/** Photos that were published belong to the public record. @returns ids of those that go */
async function destroyFiles(sql: Sql, caseId: Uint8Array): Promise<readonly string[]> {
  const published = await sql.first('select photos from publication where case_id = ?', [caseId]);
  const kept = published === undefined ? [] : (JSON.parse(textIn(published, 'photos')) as readonly string[]);
  const gone: string[] = [];
  for (const table of ['case_file', 'publication_photo']) {
    const rows = await sql.all(`select id from ${table} where case_id = ?`, [caseId]);
    const files = rows.map((row) => idIn(row, 'id')).filter((file) => !kept.includes(file));
    const where = inSql('id', files.map(uuidToBytes));
    await sql.run(`delete from ${table} where ${where.sql}`, where.params);
    gone.push(...files);
  }
  return gone;
}

async function isHeld(sql: Sql, caseId: Uint8Array): Promise<boolean> {
  return (await sql.first('select 1 as held from case_hold where case_id = ?', [caseId])) !== undefined;
}

async function rowsOf(sql: Sql, caseId: Uint8Array): Promise<Rows> {
  const rows: Record<string, readonly SqlRow[]> = {};
  // On a server others may write beside us (the report of a provider on a notice): what is read here must stay so.
  const lock = sql.dialect === 'sqlite' ? '' : ' for update';
  for (const one of owned) {
    const where = whereOf(one, caseId, rows['process_instance'] ?? []);
    rows[one.table] = await sql.all(
      `select * from ${one.table} where ${where.sql} order by ${one.order}${lock}`,
      where.params,
    );
  }
  return rows;
}

async function remove(sql: Sql, instances: readonly SqlRow[], caseId: Uint8Array): Promise<void> {
  const ids = instances.map((row) => bytesIn(row, 'id'));
  for (const one of owned) {
    // By its own id, because it need not belong to a case.
    const where = one.table === 'process_instance' ? inSql('id', ids) : whereOf(one, caseId, instances);
    await sql.run(`delete from ${one.table} where ${where.sql}`, where.params);
  }
}

function whereOf({ by }: Owned, caseId: Uint8Array, instances: readonly SqlRow[]) {
  if (by === 'case_id') return { sql: 'case_id = ?', params: [caseId] };
  return inSql(
    'instance_id',
    instances.map((row) => bytesIn(row, 'id')),
  );
}

async function removeArchive(sql: Sql, caseId: Uint8Array): Promise<void> {
  for (const table of ['case_archive', 'archived_instance', 'archived_task']) {
    await sql.run(`delete from ${table} where case_id = ?`, [caseId]);
  }
}

/** Rows of one INSERT, so that SQLite's limit of parameters is not reached. */
const insertMax = 200;

async function insert(sql: Sql, table: string, rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<void> {
  if (rows.length === 0) return;
  const statement = insertSql(table, rows);
  await sql.run(statement.sql, statement.params);
}

function bytesIn(row: SqlRow, column: string): Uint8Array {
  return row[column] as Uint8Array;
}

function scopeOf(row: SqlRow) {
  return {
    id: bytesIn(row, 'id'),
    unit: textIn(row, 'unit'),
    role: textIn(row, 'role'),
    ward: textIn(row, 'ward'),
    category: textIn(row, 'category'),
    confidentiality: textIn(row, 'confidentiality'),
    assignee: textIn(row, 'assignee'),
  };
}

function closedFrom(row: SqlRow): ClosedCase {
  return {
    id: idIn(row, 'id'),
    registerNumber: textIn(row, 'register_number'),
    service: textIn(row, 'service'),
    category: textIn(row, 'category'),
    closedAt: numberIn(row, 'closed_at'),
    archivedAt: numberOrNullIn(row, 'archived_at'),
    hold: textOrNullIn(row, 'reason'),
    forgotten: row['keyed'] === null,
  };
}
