/**
 * Brings a database up to date: runs the numbered migrations that it has not seen, each exactly once.
 * A migration is data (a name and a list of SQL statements for both kinds of database). On SQLite each migration is
 * one transaction; MySQL/MariaDB commits each DDL statement by itself, so the number of statements done is kept and
 * a run that was cut short goes on after the last of them.
 */

export type Dialect = 'sqlite' | 'mysql';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly statements: readonly MigrationStatement[];
}

/**
 * Stands among the migrations of a database as long as a backup is being restored into it: no program, not even an
 * older one, opens a database with a migration that it does not know.
 */
export const halfRestored: Migration = { number: 2_000_000_000, name: 'half-restored', statements: [] };

/** One statement for both kinds of database, or one for each where they must differ (null: nothing to do there). */
export type MigrationStatement = string | { readonly [dialect in Dialect]: string | null };

/** One connection to a database, as the runner needs it. */
export interface MigrationTarget {
  readonly dialect: Dialect;
  all(sql: string, params?: readonly (string | number)[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  run(sql: string, params?: readonly (string | number)[]): Promise<void>;
}

/** Column types by the words that migrations use; never changed, only added to. */
const types: Readonly<Record<Dialect, Readonly<Record<string, string>>>> = {
  sqlite: {
    id: 'blob',
    code: 'text',
    text: 'text',
    instant: 'integer',
    count: 'integer',
    flag: 'integer',
    real: 'real',
    bytes: 'blob',
    table: '',
  },
  mysql: {
    id: 'binary(16)',
    /** Codes, keys and names of at most 190 characters, so that they fit into an index. */
    code: 'varchar(190)',
    /** Any text, JSON included. */
    text: 'longtext',
    /** Epoch milliseconds. */
    instant: 'bigint',
    count: 'int',
    flag: 'tinyint(1)',
    real: 'double',
    bytes: 'longblob',
    /** Binary collation: both databases then agree with JavaScript about what is equal. */
    table: 'engine = InnoDB default charset = utf8mb4 collate = utf8mb4_bin',
  },
};

/**
 * Runs what is missing.
 * @param now when the migrations are recorded as done, epoch milliseconds
 * @returns the names of the migrations that were run now
 * @throws MigrationFault where one fails, or where the database is newer than this program
 */
export async function runMigrations(
  target: MigrationTarget,
  migrations: readonly Migration[],
  now: number,
): Promise<readonly string[]> {
  await target.run(
    sqlFor(
      `create table if not exists schema_migration (
        number {count} not null primary key, name {code} not null, statements_done {count} not null, done_at {instant} null
      ) {table}`,
      target.dialect,
    ),
  );
  return await locked(target, async () => {
    const seen = await readSeen(target);
    refuseNewer(seen, migrations);
    const ran: string[] = [];
    for (const migration of migrations) {
      const before = seen.get(migration.number);
      if (before?.finished) continue;
      await runOne(target, migration, before?.statementsDone ?? 0, now);
      ran.push(label(migration));
    }
    return ran;
  });
}

/** A migration could not be run; the message says what stands in the database and what to do. */
export class MigrationFault extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'MigrationFault';
  }
}

/** @returns the SQL for one kind of database, its type words replaced */
export function sqlFor(sql: string, dialect: Dialect): string {
  return sql.replace(/\{(\w+)\}/g, (_, word: string) => {
    const type = types[dialect][word];
    if (type === undefined) throw new MigrationFault(`Unknown column type {${word}} in a migration.`);
    return type;
  });
}

interface Seen {
  readonly name: string;
  readonly statementsDone: number;
  readonly finished: boolean;
}

async function readSeen(target: MigrationTarget): Promise<ReadonlyMap<number, Seen>> {
  const rows = await target.all('select number, name, statements_done, done_at from schema_migration');
  return new Map(
    rows.map((row) => [
      Number(row['number']),
      { name: String(row['name']), statementsDone: Number(row['statements_done']), finished: row['done_at'] !== null },
    ]),
  );
}

function refuseNewer(seen: ReadonlyMap<number, Seen>, migrations: readonly Migration[]): void {
  for (const [number, { name }] of seen) {
    const known = migrations.find((migration) => migration.number === number);
    if (known?.name === name) continue;
    if (number === halfRestored.number)
      throw new MigrationFault(
        'A backup was being restored into this database and it was broken off. Drop the database and restore it again.',
      );
    throw new MigrationFault(
      `The database has migration ${number} "${name}", which this program does not know. Start the program that wrote it, or a newer one.`,
    );
  }
}

async function runOne(target: MigrationTarget, migration: Migration, done: number, now: number): Promise<void> {
  if (target.dialect === 'sqlite') {
    // `locked` holds the transaction; a migration cut short has left nothing there.
    for (const [index, statement] of migration.statements.entries()) {
      await runStatement(target, migration, statement, index);
    }
    await target.run('insert into schema_migration (number, name, statements_done, done_at) values (?, ?, ?, ?)', [
      migration.number,
      migration.name,
      migration.statements.length,
      now,
    ]);
    return;
  }
  if (done === 0) {
    await target.run(
      'insert ignore into schema_migration (number, name, statements_done, done_at) values (?, ?, 0, null)',
      [migration.number, migration.name],
    );
  }
  for (const [index, statement] of migration.statements.entries()) {
    if (index < done) continue;
    await runStatement(target, migration, statement, index);
    await target.run('update schema_migration set statements_done = ? where number = ?', [index + 1, migration.number]);
  }
  await target.run('update schema_migration set done_at = ? where number = ?', [now, migration.number]);
}

async function runStatement(
  target: MigrationTarget,
  migration: Migration,
  statement: MigrationStatement,
  index: number,
): Promise<void> {
  const sql = typeof statement === 'string' ? statement : statement[target.dialect];
  if (sql === null) return;
  try {
    await target.run(sqlFor(sql, target.dialect));
  } catch (cause) {
    // The process was killed between a DDL statement and the note that it is done: it stands there already.
    if (target.dialect === 'mysql' && isAlreadyThere(cause)) return;
    const next =
      target.dialect === 'mysql'
        ? `Its first ${index} statements stand in the database. Remove the cause and start again; it goes on from there.`
        : 'Nothing of it stands in the database. Remove the cause and start again.';
    throw new MigrationFault(
      `Migration ${label(migration)} failed at statement ${index + 1}: ${message(cause)}. ${next}`,
      cause,
    );
  }
}

/** MySQL error numbers: table exists, duplicate column, duplicate key name, nothing to drop. */
function isAlreadyThere(cause: unknown): boolean {
  const errno = (cause as { readonly errno?: unknown }).errno;
  return errno === 1050 || errno === 1060 || errno === 1061 || errno === 1091;
}

/**
 * Two programs that start together must not both migrate. SQLite: one write transaction around everything.
 * MySQL/MariaDB: a named lock of the connection (a hint only on a cluster: `GET_LOCK` knows one node, so migrate a
 * cluster from one place; statements done twice are told apart by {@link isAlreadyThere}).
 */
async function locked<T>(target: MigrationTarget, work: () => Promise<T>): Promise<T> {
  if (target.dialect === 'sqlite') {
    await target.run('begin immediate');
    try {
      const result = await work();
      await target.run('commit');
      return result;
    } catch (error) {
      await target.run('rollback');
      throw error;
    }
  }
  const [row] = await target.all(`select get_lock(${lockName}, 120) as held`);
  if (Number(row?.['held']) !== 1)
    throw new MigrationFault('Another program is migrating this database. Try again later.');
  try {
    return await work();
  } finally {
    await target.run(`do release_lock(${lockName})`);
  }
}

/** One per database of the server; MySQL takes at most 64 characters. */
const lockName = `concat('wardflow-migrate-', md5(database()))`;

function label(migration: Migration): string {
  return `${String(migration.number).padStart(4, '0')}-${migration.name}`;
}

function message(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
