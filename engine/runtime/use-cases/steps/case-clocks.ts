/**
 * The clocks of a case as a transaction has them: read once, however many commands a step leads to, and kept true to
 * what it writes.
 */
import type { ClockChange, ClockRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

const known = new WeakMap<Tx, Map<string, readonly ClockRow[]>>();

export async function clocksOf(tx: Tx, caseId: string): Promise<readonly ClockRow[]> {
  const rows = known.get(tx)?.get(caseId) ?? (await tx.cases.clocks.ofCase(caseId));
  remember(tx, caseId, rows);
  return rows;
}

export async function addClocks(tx: Tx, rows: readonly ClockRow[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  remember(tx, first.caseId, [...(await clocksOf(tx, first.caseId)), ...rows]);
  await tx.cases.clocks.insert(rows);
}

/** Writes what differs. @returns the row as it is then */
export async function changeClock(tx: Tx, before: ClockRow, after: ClockRow): Promise<ClockRow> {
  const changed = Object.entries(after).filter(([key, value]) => before[key as keyof ClockRow] !== value);
  if (changed.length === 0) return before;
  const rows = (await clocksOf(tx, before.caseId)).map((row) => (row.id === before.id ? after : row));
  remember(tx, before.caseId, rows);
  await tx.cases.clocks.update(before, Object.fromEntries(changed) as ClockChange);
  return after;
}

function remember(tx: Tx, caseId: string, rows: readonly ClockRow[]): void {
  const cases = known.get(tx) ?? new Map<string, readonly ClockRow[]>();
  known.set(tx, cases.set(caseId, rows));
}
