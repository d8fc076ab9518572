import type { MikroORM } from '@mikro-orm/sql';
import type { CompiledQuery, DatabaseConnection, Kysely } from 'kysely';

/** Kysely as MikroORM holds it: the way to the connections that MikroORM owns. */
export function kyselyOf(orm: MikroORM): Kysely<unknown> {
  return orm.em.getConnection().getClient() as Kysely<unknown>;
}

/**
 * A connection of MikroORM's for as long as `work` takes, below Kysely: what is written by hand needs no query nodes,
 * plugins or transformations, which cost more than the statement itself on SQLite.
 */
export function withConnection<T>(orm: MikroORM, work: (connection: DatabaseConnection) => Promise<T>): Promise<T> {
  return kyselyOf(orm).getExecutor().provideConnection(work);
}

/** A statement as the drivers take it. */
export function compiled(sql: string, parameters: readonly unknown[] = []): CompiledQuery {
  return { sql, parameters } as unknown as CompiledQuery;
}
