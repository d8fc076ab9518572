/** Four eyes on a draft: whether a second person has approved exactly what it holds now. */
import type { ReviewRow } from '../../../ports/drafts.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { authorsOf } from '../draft.ts';

export async function takesTwo(context: Context, tx: Tx): Promise<boolean> {
  return (await context.cities.current(tx)).city.signIn.publishing === 'two';
}

/** Approved by somebody who has not changed it, at the revision that it has. */
export function isApproved(draft: ServiceVersionRow, review: ReviewRow | undefined): boolean {
  return (
    review?.state === 'approved' && review.revision === draft.revision && !authorsOf(draft).includes(review.decidedBy)
  );
}

/** @throws Refusal 403 `PUBLISHED_BY_ANOTHER` for who has changed it, 409 `REVIEW_REQUIRED` for others */
export async function mustBeApproved(
  context: Context,
  tx: Tx,
  draft: ServiceVersionRow,
  username: string,
): Promise<void> {
  if (!(await takesTwo(context, tx))) return;
  const [review] = await tx.engine.drafts.reviews.ofVersion(draft.id);
  if (isApproved(draft, review)) return;
  throw refusal(authorsOf(draft).includes(username) ? 'PUBLISHED_BY_ANOTHER' : 'REVIEW_REQUIRED');
}
