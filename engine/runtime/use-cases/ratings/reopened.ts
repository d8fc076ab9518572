/** That a case was opened again, because its reporter said that it is not solved. */
import type { ReopenedView } from '../../application/tasks.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { reasonNames } from './reasons.ts';

/** By case. Open cases with a rating are few: where there is none nothing is asked. */
export async function reopenedViews(
  context: Context,
  tx: Tx,
  records: readonly CaseRow[],
): Promise<ReadonlyMap<string, ReopenedView>> {
  const rated = new Set(records.flatMap(({ id, rating, state }) => (rating !== null && state === 'open' ? [id] : [])));
  const rows = (await tx.cases.ratings.ofCases([...rated])).filter(({ solved }) => !solved);
  const names = await reasonNames(
    context,
    tx,
    rows.map(({ serviceVersionId }) => serviceVersionId),
  );
  const views = new Map<string, ReopenedView>();
  // Oldest first: the last one stands.
  for (const { caseId, at, rating, reasons } of rows) {
    const said = reasons.map((code) => names.get(code) ?? { vi: code, en: code });
    views.set(caseId, { times: (views.get(caseId)?.times ?? 0) + 1, at, rating, reasons: said, comment: null });
  }
  return views;
}

/** What the reporter wrote with it, for who has the task. */
export async function reopeningComment(context: Context, tx: Tx, caseId: string): Promise<string | null> {
  const last = (await tx.cases.ratings.ofCases([caseId])).findLast(({ solved }) => !solved);
  if (last === undefined || last.commentEntry === null) return null;
  return (await context.vault.read(tx, caseId, [last.commentEntry])).get(last.commentEntry) ?? null;
}
