import { CompiledQuery } from 'kysely';
import { type Migration, runMigrations } from '#migrations/runner.ts';
import type { Connected } from './connected.ts';
import { kyselyOf } from './kysely-of.ts';

/**
 * Runs the migrations that a database has not seen, on one connection of its own.
 * @param now epoch milliseconds
 * @returns names of those run now
 * @throws MigrationFault
 */
export async function migrateConnected(
  connected: Connected,
  list: readonly Migration[],
  now: number,
): Promise<readonly string[]> {
  const kysely = kyselyOf(connected.orm);
  return await kysely.connection().execute(async (connection) => {
    const query = (sql: string, params: readonly (string | number)[] = []) =>
      connection.executeQuery<Record<string, unknown>>(CompiledQuery.raw(sql, params.slice()));
    return await runMigrations(
      {
        dialect: connected.dialect,
        all: async (sql, params) => (await query(sql, params)).rows,
        run: async (sql, params) => {
          await query(sql, params);
        },
      },
      list,
      now,
    );
  });
}
