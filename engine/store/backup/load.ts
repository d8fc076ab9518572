/** Fills a new database from a backup. Until all of it is there the database says that it is half restored. */
import { CompiledQuery, type Kysely } from 'kysely';
import { migrations } from '#migrations/index.ts';
import { halfRestored, type Migration } from '#migrations/runner.ts';
import type { OpenStore } from '../open.ts';
import { insertSql } from '../sql.ts';
import { fromPortable, type PortableRow } from './portable.ts';
import { quoted } from './snapshot.ts';

export interface Loading {
  /** Fills a table in the place of what migrations put there. @returns how many rows */
  table(name: string, columns: readonly string[], rows: AsyncIterable<PortableRow>): Promise<number>;
  /** Brings an older schema forward, does `last` in the transaction that ends the restore, and removes the mark. */
  finish(mark: { readonly name: string; readonly content: string }): Promise<readonly string[]>;
}

const rowsMax = 200;
const charactersMax = 1_000_000;

/**
 * Makes the schema that the backup has.
 * @param store on an empty database
 * @param seen numbers of the backup's migrations, all of them known to this program
 */
export async function beginLoading(store: OpenStore, seen: readonly number[], now: number): Promise<Loading> {
  // First, so that whatever breaks from here on leaves a database that no program opens.
  const then = migrations.filter(({ number }) => seen.includes(number));
  await store.migrate(now, [halfRestored, ...then]);
  const kysely = store.orm.em.getConnection().getClient() as Kysely<unknown>;
  return {
    async table(name, columns, rows) {
      return await together(kysely, async (run) => {
        await run(`delete from ${quoted(name)}`, []);
        let total = 0;
        for await (const batch of batches(rows)) {
          const inOrder = batch.map((row) =>
            Object.fromEntries(columns.map((column) => [quoted(column), fromPortable(row[column])])),
          );
          const { sql, params } = insertSql(name, inOrder);
          await run(sql, params);
          total += batch.length;
        }
        return total;
      });
    },
    async finish({ name, content }) {
      const ran = await store.migrate(now, [halfRestored, ...migrations] satisfies readonly Migration[]);
      await together(kysely, async (run) => {
        await run('delete from installation_mark where name = ?', [name]);
        await run('insert into installation_mark (name, content, at) values (?, ?, ?)', [name, content, now]);
        await run('delete from schema_migration where number = ?', [halfRestored.number]);
      });
      return ran;
    },
  };
}

async function* batches(rows: AsyncIterable<PortableRow>): AsyncGenerator<readonly PortableRow[]> {
  let batch: PortableRow[] = [];
  let characters = 0;
  for await (const row of rows) {
    batch.push(row);
    characters += JSON.stringify(row).length;
    if (batch.length < rowsMax && characters < charactersMax) continue;
    yield batch;
    batch = [];
    characters = 0;
  }
  if (batch.length > 0) yield batch;
}

type Run = (sql: string, params: readonly unknown[]) => Promise<unknown>;

async function together<T>(kysely: Kysely<unknown>, work: (run: Run) => Promise<T>): Promise<T> {
  return await kysely.connection().execute(async (connection) => {
    const run: Run = (sql, params) => connection.executeQuery(CompiledQuery.raw(sql, params.slice()));
    await run('begin', []);
    try {
      const result = await work(run);
      await run('commit', []);
      return result;
    } catch (error) {
      await run('rollback', []).catch(() => undefined);
      throw error;
    }
  });
}
