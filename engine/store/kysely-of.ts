import type { MikroORM } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';

/** Kysely as MikroORM holds it: the way to the connections that MikroORM owns. */
export function kyselyOf(orm: MikroORM): Kysely<unknown> {
  return orm.em.getConnection().getClient() as Kysely<unknown>;
}
