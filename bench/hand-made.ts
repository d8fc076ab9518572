/**
 * The same rows as a step of the engine writes, written by SQL made by hand on the bare driver: what the database can
 * do at best with one transaction per step. The rows are those that the engine really wrote, read back from it.
 */
import Database from 'better-sqlite3';
import { type Connection, createConnection } from 'mysql2/promise';
import type { EngineKernel } from '#engine/runtime/kernel/create-kernel.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { parseDatabaseUrl } from '#engine/store/url.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { start } from '#test/support/kernel-fixture.ts';

type Value = string | number | Uint8Array | null;
type Rows = readonly (readonly Value[])[];

/** What one process of two steps wrote, for templates. */
export interface Captured {
  readonly snapshot: string;
  readonly journal: Rows;
  readonly history: Rows;
  readonly task: readonly Value[];
  readonly taskColumns: readonly string[];
  readonly job: readonly Value[];
  readonly jobColumns: readonly string[];
}

export interface HandMadeClient {
  run(sql: string, params: readonly Value[]): Promise<unknown> | unknown;
  close(): Promise<void>;
}

export async function handMadeClient(url: string): Promise<HandMadeClient> {
  const address = parseDatabaseUrl(url);
  if (address.kind === 'sqlite') return sqliteClient(address.path);
  const connection: Connection = await createConnection({ uri: url, charset: 'utf8mb4_bin' });
  await connection.query('set session transaction isolation level read committed');
  return {
    run: (sql, params) => connection.query(sql, params.slice()),
    close: () => connection.end(),
  };
}

/** Runs one instance through both its steps and reads back what was written. */
export async function captured(store: OpenStore, kernel: EngineKernel, versionId: string): Promise<Captured> {
  const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
  const { instanceId } = await store.transaction((tx) => kernel.start(tx, instance, start));
  const read = async (table: string) => {
    const rows = await store.orm.em
      .getConnection()
      .execute<Record<string, Value>[]>(
        `select * from ${table} where ${table === 'process_instance' ? 'id' : 'instance_id'} = ?`,
        [uuidToBytes(instanceId)],
      );
    return rows;
  };
  const [task] = await read('task');
  const [job] = await read('job');
  const key = String(task?.['task_key']);
  const command = { kind: 'completeTask', task: key, variables: { outcome: 'done' }, by: 'an' } as const;
  const before = (await read('journal')).length;
  await store.transaction((tx) => kernel.execute(tx, instanceId, command, start));
  const [row] = await read('process_instance');
  const written = (await read('history')).filter((line) => Number(line['number']) > before);
  const journal = (await read('journal')).filter((line) => Number(line['number']) > before);
  return {
    snapshot: String(row?.['snapshot']),
    journal: journal.map((line) => Object.values(line)),
    history: written.map((line) => Object.values(line)),
    task: Object.values(task ?? {}),
    taskColumns: Object.keys(task ?? {}),
    job: Object.values(job ?? {}),
    jobColumns: Object.keys(job ?? {}),
  };
}

/**
 * Per step: read the instance, update it by version, close a task, open a task, remove a timer, append journal and history.
 * @returns steps per second
 */
export async function handMade(client: HandMadeClient, rows: Captured, steps: number): Promise<number> {
  const instances = Array.from({ length: steps / 2 }, () => uuidToBytes(newId(start)));
  await client.run('begin', []);
  for (const id of instances) {
    await client.run(
      `insert into process_instance (id, service_version_id, process_id, case_id, state, version, snapshot, started_at, ended_at) values (?, ?, 'report', null, 'active', 1, ?, 1, null)`,
      [id, id, rows.snapshot],
    );
    await client.run(insert('task', rows.taskColumns, 1), changed(rows.taskColumns, rows.task, id, 'k0'));
    await client.run(insert('job', rows.jobColumns, 1), changed(rows.jobColumns, rows.job, id, 'k0'));
  }
  await client.run('commit', []);
  const began = performance.now();
  for (const id of instances) for (const number of [1, 2]) await oneStep(client, rows, id, number);
  return (instances.length * 2 * 1000) / (performance.now() - began);
}

async function oneStep(client: HandMadeClient, rows: Captured, id: Uint8Array, number: number): Promise<void> {
  await client.run('begin', []);
  await client.run('select * from process_instance where id = ?', [id]);
  await client.run(
    `update task set state = 'completed', is_open = 0, closed_at = 1, closed_by = 'an' where instance_id = ? and task_key = ?`,
    [id, `k${number - 1}`],
  );
  await client.run(`delete from job where instance_id = ? and kind = 'timer' and job_key = ?`, [id, `k${number - 1}`]);
  await client.run(insert('task', rows.taskColumns, 1), changed(rows.taskColumns, rows.task, id, `k${number}`));
  await client.run('update process_instance set state = ?, version = ?, snapshot = ? where id = ? and version = ?', [
    'active',
    number + 1,
    rows.snapshot,
    id,
    number,
  ]);
  const journal = rows.journal.flatMap((line, index) => [id, number * 100 + index, ...line.slice(2)]);
  await client.run(
    insert('journal', ['instance_id', 'number', 'at', 'environment', 'command'], rows.journal.length),
    journal,
  );
  const history = rows.history.flatMap((line, index) => [id, number, index, ...line.slice(3)]);
  await client.run(
    insert(
      'history',
      ['instance_id', 'number', 'position', 'case_id', 'element', 'node', 'event', 'at'],
      rows.history.length,
    ),
    history,
  );
  await client.run('commit', []);
}

function changed(columns: readonly string[], values: readonly Value[], instance: Uint8Array, key: string): Value[] {
  return values.map((value, index) => {
    const column = columns[index];
    if (column === 'id') return uuidToBytes(newId(start));
    if (column === 'instance_id') return instance;
    return column === 'task_key' || column === 'job_key' ? key : value;
  });
}

function insert(table: string, columns: readonly string[], rows: number): string {
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  return `insert into ${table} (${columns.join(', ')}) values ${Array.from({ length: rows }, () => tuple).join(', ')}`;
}

function sqliteClient(path: string): HandMadeClient {
  const database = new Database(path);
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  const prepared = new Map<string, Database.Statement>();
  return {
    run(sql, params) {
      const statement = prepared.get(sql) ?? database.prepare(sql === 'begin' ? 'begin immediate' : sql);
      prepared.set(sql, statement);
      return statement.reader ? statement.all(params) : statement.run(params);
    },
    close: async () => void database.close(),
  };
}
