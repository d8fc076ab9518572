/**
 * Works of one transaction one after another, on the one connection of SQLite: they share its commit, and so the disk.
 * One that fails is undone by itself, to the savepoint before its first write.
 */
import type { MikroORM } from '@mikro-orm/sql';
import type { ControlledTransaction, DatabaseConnection } from 'kysely';
import { compiled } from '../kysely-of.ts';
import { canRepeat } from '../retry.ts';
import { checked, insertSql, mustHaveTouched, type Sql, type SqlValue } from '../sql.ts';
import { lazyManager, type Outcome, type Progress, type Work } from '../work.ts';

/** @throws where the transaction has failed as a whole; it is undone then */
export async function inTurn(
  orm: MikroORM,
  connection: DatabaseConnection,
  works: readonly Work[],
  progress: Progress,
): Promise<readonly Outcome[]> {
  const command = (sql: string) => connection.executeQuery(compiled(sql));
  await command('begin immediate');
  try {
    const outcomes: Outcome[] = [];
    for (const work of works) outcomes.push(await one(orm, connection, work, works.length > 1));
    progress.committing = true;
    await command('commit');
    return outcomes;
  } catch (error) {
    // One that fails (SQLite has rolled back by itself) must not hide why it was needed.
    await command('rollback').catch(() => undefined);
    throw error;
  }
}

async function one(orm: MikroORM, connection: DatabaseConnection, work: Work, isShared: boolean): Promise<Outcome> {
  const command = (sql: string) => connection.executeQuery(compiled(sql));
  if (isShared) await command('savepoint step');
  try {
    const sql = sqlOn(connection);
    const manager = lazyManager(() => {
      const em = orm.em.fork({ clear: true });
      // MikroORM sends its statements through whatever stands here; it needs no more of it than the connection has.
      em.setTransactionContext(connection as unknown as ControlledTransaction<unknown>);
      return em;
    });
    const value = await work({ sql, em: manager.em });
    await manager.flush();
    await sql.flush();
    if (isShared) await command('release step');
    return { kind: 'done', value };
  } catch (error) {
    if (!isShared) throw error;
    await command('rollback to step');
    await command('release step');
    return canRepeat(error, false) ? { kind: 'again' } : { kind: 'failed', error };
  }
}

/** The database is in this process, so writes need not wait for company: they go in their order before the next query. */
function sqlOn(connection: DatabaseConnection): Sql & { flush(): Promise<void> } {
  const waiting: (() => Promise<void>)[] = [];
  const flush = async () => {
    for (const write of waiting.splice(0)) await write();
  };
  const execute = async (sql: string, params: readonly SqlValue[]) =>
    await connection.executeQuery<never>(compiled(sql, params));
  const query = async (sql: string, params: readonly SqlValue[] = []) => {
    const values = checked(params);
    await flush();
    return await execute(sql, values);
  };
  const later: Sql['later'] = (sql, params, bound = {}) => {
    const values = checked(params);
    waiting.push(async () => {
      const { numAffectedRows } = await execute(sql, values);
      mustHaveTouched(bound, Number(numAffectedRows ?? 0n));
    });
  };
  return {
    dialect: 'sqlite',
    all: async (sql, params) => (await query(sql, params)).rows,
    first: async (sql, params) => (await query(sql, params)).rows[0],
    run: async (sql, params) => Number((await query(sql, params)).numAffectedRows ?? 0n),
    hold: async (select, id) => (await query(`${select} where id = ?`, [id])).rows[0],
    later,
    add(table, rows) {
      const { sql, params } = insertSql(table, rows);
      later(sql, params);
    },
    flush,
  };
}
