/**
 * The rows that completing the first of two tasks writes, written by SQL made by hand on the bare driver in the same
 * number of ways to the server, one step for each transaction: what the database does at best without group commit.
 */
import Database from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { parseDatabaseUrl } from '#engine/store/url.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { start } from '#test/support/kernel-fixture.ts';
import type { TwoTasks } from './two-tasks.ts';

type Value = string | number | Uint8Array | null;
type Row = Readonly<Record<string, Value>>;

/** What one step left, read back from the database. */
export interface Written {
  readonly before: { readonly instance: Row; readonly task: Row };
  readonly instance: Row;
  readonly task: Row;
  readonly journal: Row;
  readonly history: readonly Row[];
}

export async function written(store: OpenStore, process: TwoTasks): Promise<Written> {
  const [id = ''] = await process.begin(1);
  const read = async (table: string, column = 'instance_id') =>
    await store.orm.em.getConnection().execute<Row[]>(`select * from ${table} where ${column} = ?`, [uuidToBytes(id)]);
  const first = { instance: (await read('process_instance', 'id'))[0], task: (await read('task'))[0] };
  await process.complete(id, 'a');
  const instance = (await read('process_instance', 'id'))[0];
  const task = (await read('task')).find((row) => Number(row['is_open']) === 1);
  const journal = (await read('journal')).find((row) => Number(row['number']) === 2);
  const history = (await read('history')).filter((row) => Number(row['number']) === 2);
  if (!first.instance || !first.task || !instance || !task || !journal) throw new Error('The step left nothing.');
  return { before: { instance: first.instance, task: first.task }, instance, task, journal, history };
}

/** Without the column that the database computes. */
function own({ unrolled: _, ...row }: Row): Row {
  return row;
}

/** One who does steps, on a connection of one's own. */
export interface ByHand {
  /** Makes instances that wait at their first task. */
  begin(count: number): Promise<readonly Uint8Array[]>;
  step(id: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export async function byHandOn(url: string, rows: Written): Promise<ByHand> {
  const run = await runnerOn(url);
  let now = start;
  const fresh = () => uuidToBytes(newId(++now));
  return {
    async begin(count) {
      const ids = Array.from({ length: count }, fresh);
      const inserts = ids.flatMap((id) => [
        insert('process_instance', [{ ...own(rows.before.instance), id }]),
        insert('task', [{ ...rows.before.task, id: fresh(), instance_id: id }]),
      ]);
      for (let from = 0; from < inserts.length; from += 200) await run.write(inserts.slice(from, from + 200));
      return ids;
    },
    async step(id) {
      await run.read('select * from process_instance where id = ?', [id]);
      const { instance, task, journal, history } = rows;
      const { state, version, snapshot, ended_at } = instance as Record<string, Value>;
      await run.write([
        {
          sql: `update task set state = 'completed', assignee = 'an', is_open = 0, closed_at = ?, closed_by = 'an', room = '' where instance_id = ? and task_key = ?`,
          params: [now, id, rows.before.task['task_key'] ?? null],
        },
        insert('task', [{ ...task, id: fresh(), instance_id: id }]),
        {
          sql: 'update process_instance set state = ?, version = ?, snapshot = ?, ended_at = ? where id = ? and version = ?',
          params: [state ?? null, version ?? null, snapshot ?? null, ended_at ?? null, id, Number(version) - 1],
        },
        insert('journal', [{ ...journal, instance_id: id }]),
        insert(
          'history',
          history.map((line) => ({ ...line, instance_id: id })),
        ),
      ]);
    },
    close: run.close,
  };
}

interface Statement {
  readonly sql: string;
  readonly params: readonly Value[];
}

interface Runner {
  read(sql: string, params: readonly Value[]): Promise<unknown>;
  /** In one transaction; on a server in one packet. */
  write(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
}

async function runnerOn(url: string): Promise<Runner> {
  const address = parseDatabaseUrl(url);
  if (address.kind === 'sqlite') return sqliteRunner(address.path);
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_bin', multipleStatements: true });
  await connection.query('set session transaction isolation level read committed');
  return {
    read: (sql, params) => connection.query(sql, params.slice()),
    async write(statements) {
      const text = ['begin', ...statements.map(({ sql }) => sql), 'commit'].join(';');
      await connection.query(
        text,
        statements.flatMap(({ params }) => params),
      );
    },
    close: () => connection.end(),
  };
}

function sqliteRunner(path: string): Runner {
  const database = new Database(path);
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  const prepared = new Map<string, Database.Statement>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    read: async (sql, params) => statement(sql).all(params),
    async write(statements) {
      statement('begin immediate').run();
      for (const { sql, params } of statements) statement(sql).run(params);
      statement('commit').run();
    },
    close: async () => void database.close(),
  };
}

function insert(table: string, rows: readonly Row[]): Statement {
  const columns = Object.keys(rows[0] ?? {});
  const tuple = `(${columns.map(() => '?').join(', ')})`;
  return {
    sql: `insert into ${table} (${columns.join(', ')}) values ${rows.map(() => tuple).join(', ')}`,
    params: rows.flatMap((row) => columns.map((column) => row[column] ?? null)),
  };
}
