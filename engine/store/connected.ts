import type { MikroORM } from '@mikro-orm/sql';
import type { Dialect } from './sql.ts';

/** An open database under MikroORM. */
export interface Connected {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  close(): Promise<void>;
}
