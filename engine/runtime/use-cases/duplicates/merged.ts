/** Which cases belong together: the main case of a merged one, and all that were merged into one, over several steps. */
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

/** Merges of merges: nobody makes so many, and a fault in the data must not hang a step. */
const depthMax = 50;

/** In place of the hash of a code, which the reporter of a merged case has with their case. */
export function reporterKey(caseId: string): string {
  return `reporter:${caseId}`;
}

/** The case that stands for the matter: the case itself, or the one that it was merged into at last. */
export async function mainOf(tx: Tx, record: CaseRow): Promise<CaseRow> {
  let main = record;
  for (let depth = 0; main.mergedInto !== null && depth < depthMax; depth++) {
    const next = await tx.cases.records.byId(main.mergedInto);
    if (next === undefined) break;
    main = next;
  }
  return main;
}

/** Every case that was merged into this one, near or far, and the case itself. */
export async function family(tx: Tx, caseId: string): Promise<readonly string[]> {
  const ids = new Set([caseId]);
  let last: readonly string[] = [caseId];
  for (let depth = 0; last.length > 0 && depth < depthMax; depth++) {
    const found = await tx.cases.merges.mergedInto(last);
    last = found.map(({ id }) => id).filter((id) => !ids.has(id));
    for (const id of last) ids.add(id);
  }
  return [...ids];
}

/** So many more (or fewer) have met the matter: of this case and of all that it was merged into. */
export async function countUp(tx: Tx, record: CaseRow, by: number): Promise<void> {
  let at: CaseRow | undefined = record;
  for (let depth = 0; at !== undefined && depth < depthMax; depth++) {
    await tx.cases.merges.count(at.id, by);
    at = at.mergedInto === null ? undefined : await tx.cases.records.byId(at.mergedInto);
  }
}
