/**
 * Writes of a transaction as one compound statement, for a Galera cluster. There another node may undo a transaction at
 * any moment, and of statements that follow each other in a packet MariaDB then does the next one outside of it, or
 * commits nothing and says it did (10.11.19: 2 halves and less than 1 loss in 100 undone, `test/torture/collisions.ts`).
 * A compound statement ends at its first fault. It gives no rows: those of a SELECT in it may come twice.
 */
import type { Statement } from './packet.ts';

/** How much longer a statement gets in a block, at most. */
export const blockOverhead = 120;

/** @param texts of the statements, with their values */
export function blockOf(statements: readonly Statement[], texts: readonly string[]): string {
  const inner = statements.map(({ sql, touchesOne }, index) => {
    if (sql === 'begin') return 'start transaction';
    const text = texts[index] as string;
    return touchesOne === undefined ? text : `${text};\n${orConflict}`;
  });
  return `begin not atomic\n${inner.join(';\n')};\nend`;
}

/** Error 1020: the row has changed since it was read. The transaction is done again on fresh data. */
const orConflict = `if row_count() <> 1 then signal sqlstate 'HY000' set mysql_errno = 1020, message_text = 'row changed'; end if`;
