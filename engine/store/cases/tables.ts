import type { CaseTables } from '#engine/runtime/ports/cases.ts';
import type { TxContext } from '../context.ts';

/** The tables around cases within one transaction. */
export function caseTables(_context: TxContext): CaseTables {
  return new Proxy({} as CaseTables, {
    get(_, name) {
      throw new Error(`The case tables have no "${String(name)}" yet.`);
    },
  });
}
