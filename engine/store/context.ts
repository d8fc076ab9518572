import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Sql } from './sql.ts';

/**
 * One transaction, as the tables of this room see it. `sql` and `em` share it, so each sees what the other wrote;
 * what stands in the entity manager is flushed before the commit.
 */
export interface TxContext {
  readonly sql: Sql;
  /** For queries and administration; the hot path uses `sql`. Made at first use. */
  readonly em: () => SqlEntityManager;
}
