/**
 * SQLite under MikroORM as the engine needs it. MikroORM 7.2.1 opens transactions through Kysely, whose SQLite driver
 * says `begin` (deferred: a reader that turns writer can fail for ever with SQLITE_BUSY) and hands its one connection
 * to everybody at once (so statements of concurrent transactions mix). Here every transaction is `begin immediate`,
 * and transactions and lone statements queue for the connection.
 */
import type Database from 'better-sqlite3';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { comesAgain } from '../kysely-of.ts';

/** Hears of every statement, before and after it runs; for tests that kill the engine between any two of them. */
export type StatementHook = (sql: string, phase: 'before' | 'after') => void;

export function immediateSqliteDialect(database: Database.Database, onStatement?: StatementHook): Dialect {
  return {
    createDriver: () => new QueuedDriver(database, onStatement),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}

/** Prepared statements kept; more would mean that SQL text is made with values in it. */
const preparedMax = 400;

class QueuedDriver implements Driver {
  readonly #database: Database.Database;
  readonly #connection: PreparedConnection;
  #tail: Promise<void> = Promise.resolve();
  #release: () => void = () => undefined;

  constructor(database: Database.Database, onStatement?: StatementHook) {
    this.#database = database;
    this.#connection = new PreparedConnection(database, onStatement);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#tail;
    let release: () => void = () => undefined;
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return this.#connection;
  }

  async beginTransaction(): Promise<void> {
    this.#connection.command('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    this.#connection.command('commit');
  }

  async rollbackTransaction(): Promise<void> {
    // After a full disk or an I/O error SQLite has rolled back by itself.
    if (this.#database.inTransaction) this.#connection.command('rollback');
  }

  async releaseConnection(): Promise<void> {
    this.#release();
  }

  async destroy(): Promise<void> {
    this.#connection.forget();
    this.#database.close();
  }
}

class PreparedConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  readonly #onStatement: StatementHook | undefined;
  readonly #prepared = new Map<string, Database.Statement>();

  constructor(database: Database.Database, onStatement?: StatementHook) {
    this.#database = database;
    this.#onStatement = onStatement;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const statement = this.#statement(query.sql, query.parameters.length > 0 || comesAgain(query));
    this.#onStatement?.(query.sql, 'before');
    const result = runStatement<Row>(statement, query.parameters);
    this.#onStatement?.(query.sql, 'after');
    return result;
  }

  // biome-ignore lint/correctness/useYield: nothing of ours streams; the whole answer is small
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Streaming is not used on SQLite: read pages instead.');
  }

  /** Runs a statement without parameters and without an answer. */
  command(sql: string): void {
    this.#onStatement?.(sql, 'before');
    this.#statement(sql, true).run();
    this.#onStatement?.(sql, 'after');
  }

  forget(): void {
    this.#prepared.clear();
  }

  /** @param keep false for text that MikroORM made with the values in it: it never comes again */
  #statement(sql: string, keep: boolean): Database.Statement {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    if (!keep) return statement;
    const oldest = this.#prepared.size >= preparedMax ? this.#prepared.keys().next().value : undefined;
    if (oldest !== undefined) this.#prepared.delete(oldest);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

function runStatement<Row>(statement: Database.Statement, parameters: readonly unknown[]): QueryResult<Row> {
  if (statement.reader) return { rows: statement.all(parameters) as Row[] };
  const { changes, lastInsertRowid } = statement.run(parameters);
  return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
}
