import type { RemarkThread, Reviews, ReviewView, WaitingReview } from '../../../application/reviews.ts';
import type { PlanRow, RemarkRow, ReviewRow } from '../../../ports/drafts.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { mayPublish, requireDesign } from '../allowed.ts';
import { authorsOf } from '../draft.ts';
import { takesTwo } from './approved.ts';

export function waiting(context: Context): Reviews['waiting'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const found: WaitingReview[] = [];
      for (const review of await tx.engine.drafts.reviews.waiting()) {
        const { service, askedBy, askedAt, note, versionId } = review;
        if (askedBy === actor.username || !(await mayPublish(context, tx, actor, service))) continue;
        const draft = await tx.engine.services.byId(versionId);
        if (draft?.version !== 0) continue;
        if ((await takesTwo(context, tx)) && authorsOf(draft).includes(actor.username)) continue;
        const names = await namesOf(tx, [askedBy]);
        found.push({ service, name: draft.name, askedAt, askedBy: names(askedBy), note });
      }
      return found;
    });
}

export function of(context: Context): Reviews['of'] {
  return async (actor, service, version) =>
    await context.store.transaction(async (tx): Promise<ReviewView> => {
      await requireDesign(context, tx, actor, service);
      const row = await tx.engine.services.version(service, version);
      if (!row) throw refusal('NOT_FOUND');
      const [review] = await tx.engine.drafts.reviews.ofVersion(row.id);
      const [plan] = await tx.engine.drafts.plans.ofVersion(row.id);
      const remarks = await tx.engine.drafts.remarks.ofVersion(row.id);
      const two = await takesTwo(context, tx);
      const publishes = await mayPublish(context, tx, actor, service);
      const own = review?.askedBy === actor.username || (two && authorsOf(row).includes(actor.username));
      const people = [
        ...remarks.flatMap(({ writtenBy, resolvedBy }) => [writtenBy, resolvedBy]),
        ...(review ? [review.askedBy, review.decidedBy] : []),
        ...(plan ? [plan.plannedBy] : []),
      ];
      const name = await namesOf(tx, people);
      return {
        revision: row.revision,
        takesTwo: two,
        review: review ? reviewState(review, row, name) : null,
        threads: threadsOf(remarks, name),
        plan: plan ? planState(plan, row, name) : null,
        mayDecide: publishes && !own && version === 0 && review?.state === 'waiting',
        mayPublish: publishes,
      };
    });
}

type Names = (username: string) => string;

async function namesOf(tx: Tx, usernames: readonly string[]): Promise<Names> {
  const accounts = await tx.cases.accounts.byUsernames([...new Set(usernames.filter((name) => name !== ''))]);
  const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
  return (username) => names.get(username) ?? username;
}

function reviewState(review: ReviewRow, row: ServiceVersionRow, name: Names): NonNullable<ReviewView['review']> {
  const { state, revision, note, askedAt, askedBy, decidedAt, decidedBy, answer } = review;
  const outdated = state === 'approved' && row.version === 0 && revision !== row.revision;
  const decided = { decidedAt, decidedBy: name(decidedBy), answer };
  return { state, void: outdated, revision, note, askedAt, askedBy: name(askedBy), ...decided };
}

function planState(plan: PlanRow, row: ServiceVersionRow, name: Names): NonNullable<ReviewView['plan']> {
  const { state, publishAt, note, plannedAt, plannedBy, endedAt, reason } = plan;
  const outdated = state === 'waiting' && plan.revision !== row.revision;
  const facts = { publishAt, note, plannedAt, plannedBy: name(plannedBy), endedAt };
  return { state, void: outdated, ...facts, reason: reason as NonNullable<ReviewView['plan']>['reason'] };
}

function threadsOf(remarks: readonly RemarkRow[], name: Names): readonly RemarkThread[] {
  return remarks
    .filter(({ id, thread }) => id === thread)
    .map(({ id, path, element, resolvedAt, resolvedBy }) => ({
      id,
      path,
      element,
      resolvedAt,
      resolvedBy: name(resolvedBy),
      remarks: remarks
        .filter(({ thread }) => thread === id)
        .map((one) => ({ id: one.id, at: one.writtenAt, by: name(one.writtenBy), content: one.content })),
    }));
}
