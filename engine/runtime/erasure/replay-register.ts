/** After a restore: what was erased since the backup was made is erased again, by the copy of the register outside. */
import type { Instant } from '#engine/core/values.ts';
import type { Store } from '../ports.ts';
import { type ErasureNeeds, eraseOrder } from './carry-out.ts';
import type { RegisterLine } from './register-copy.ts';

/**
 * Carries out again what the database does not know to be done.
 * @returns how many orders were not known, or not whole
 * @throws Error naming a line that is none of the register's
 */
export async function replayErasures(context: ErasureNeeds, lines: readonly string[], now: Instant): Promise<number> {
  const orders = lines.flatMap((line, index) => (line.trim() === '' ? [] : parsed(line, index + 1)));
  const taken = new Set<string>();
  for (const order of orders) if (await takeIn(context.store, order)) taken.add(order.source);
  for (const source of taken) {
    const order = await context.store.transaction((tx) => tx.cases.erasures.bySource(source));
    if (order !== undefined) await eraseOrder(context, order, now, { anyway: true });
  }
  return taken.size;
}

/** @returns false where all of it is known */
async function takeIn(store: Store, { erased, ...order }: RegisterLine): Promise<boolean> {
  return await store.transaction(async (tx) => {
    const { erasures } = tx.cases;
    const before = await erasures.bySource(order.source);
    const id = before?.id ?? order.id;
    const known = new Set((await erasures.casesOf(id)).map(({ caseId }) => caseId));
    const more = erased.filter(({ caseId }) => !known.has(caseId));
    if (before !== undefined && more.length === 0) return false;
    if (before === undefined) await erasures.insert({ ...order, cases: 0, files: 0, digest: '', doneAt: null });
    else await erasures.progress(id, { ...before, doneAt: null });
    await erasures.insertCases(more.map((one) => ({ ...one, erasureId: id, doneAt: null })));
    return true;
  });
}

function parsed(line: string, number: number): RegisterLine {
  try {
    const found = JSON.parse(line) as Partial<RegisterLine>;
    if (typeof found.id === 'string' && typeof found.source === 'string' && Array.isArray(found.erased)) {
      return found as RegisterLine;
    }
  } catch {
    // Told below.
  }
  throw new Error(`line ${number} is no line of the register of deletions`);
}
