/**
 * For programs that tests kill: SIGKILL to this very process just before its n-th write on either database. A commit is one.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { StoreOptions } from '#engine/store/open.ts';

export interface KillAtWrite {
  /** What the store is to be opened with. */
  readonly onStatement: NonNullable<StoreOptions['onStatement']>;
  /** From here on writes count. */
  arm(): void;
  /** How many there were. */
  count(): number;
}

/** MariaDB gets a short transaction in one packet, its begin included. */
const writing = /^\s*(begin;\s*)?(insert|update|delete|commit)\b/i;

/** @param write 0: it is left alone */
export function killAtWrite(write: number): KillAtWrite {
  let armed = false;
  let writes = 0;
  const seen = (sql: string): void => {
    if (!armed || !writing.test(sql)) return;
    writes += 1;
    if (writes === write) process.kill(process.pid, 'SIGKILL');
  };
  watchMySql(seen);
  return {
    onStatement: (sql, phase) => void (phase === 'before' && seen(sql)),
    arm: () => {
      armed = true;
    },
    count: () => writes,
  };
}

interface Command {
  readonly sql?: string;
}

/** Everything that mysql2 sends goes through here; the package does not export it, so by its path. */
function watchMySql(seen: (sql: string) => void): void {
  const require = createRequire(import.meta.url);
  const { prototype } = require(join(dirname(require.resolve('mysql2')), 'lib/base/connection.js')) as {
    readonly prototype: { addCommand(command: Command): unknown };
  };
  const { addCommand } = prototype;
  prototype.addCommand = function (command) {
    seen(command.sql ?? '');
    return addCommand.call(this, command);
  };
}
