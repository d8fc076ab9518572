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

/** A statement as the drivers take it. Its text has no values in it and comes again: it is worth keeping prepared. */
export function compiled(sql: string, parameters: readonly unknown[] = []): CompiledQuery {
  return { sql, parameters, comesAgain: true } as unknown as CompiledQuery;
}

/** Whether a statement was made by {@link compiled}. MikroORM's own have their values in the text. */
export function comesAgain(query: CompiledQuery): boolean {
  return 'comesAgain' in query;
}
