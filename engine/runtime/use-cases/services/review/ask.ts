/** A draft is given to a second person to look at, who approves it or asks for changes. */
import type { Reviews } from '../../../application/reviews.ts';
import { tell } from '../../accounts/notices.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requireDesign, requirePublish } from '../allowed.ts';
import { authorsOf } from '../draft.ts';
import { takesTwo } from './approved.ts';
import { draftAt, draftOf, wordsLengthMax } from './of-draft.ts';

export function ask(context: Context): Reviews['ask'] {
  return async (actor, service, { revision, note }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const draft = await draftAt(tx, service, revision);
      const [newest] = await tx.engine.drafts.reviews.ofVersion(draft.id);
      if (newest?.state === 'waiting') throw refusal('REVIEW_WAITS');
      const now = context.clock();
      await tx.engine.drafts.reviews.insert({
        id: context.newId(now),
        service,
        versionId: draft.id,
        revision,
        state: 'waiting',
        note: note.trim().slice(0, wordsLengthMax),
        askedAt: now,
        askedBy: actor.username,
        decidedAt: null,
        decidedBy: '',
        answer: '',
      });
      const event = { actor: actor.username, action: 'service.review.ask', subject: `service:${service}` };
      await audit(context, tx, { ...event, data: { revision } }, now);
    });
}

export function withdraw(context: Context): Reviews['withdraw'] {
  return async (actor, service) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const { id, revision } = await draftOf(tx, service);
      const [newest] = await tx.engine.drafts.reviews.ofVersion(id);
      const now = context.clock();
      const decision = { state: 'withdrawn', revision, decidedAt: now, decidedBy: actor.username, answer: '' } as const;
      if (!newest || !(await tx.engine.drafts.reviews.decide(newest.id, decision))) throw refusal('NO_REVIEW');
      const event = { actor: actor.username, action: 'service.review.withdraw', subject: `service:${service}` };
      await audit(context, tx, event, now);
    });
}

export function decide(context: Context): Reviews['decide'] {
  return async (actor, service, { revision, approve, answer }) =>
    await context.store.transaction(async (tx) => {
      await requirePublish(context, tx, actor, service);
      const draft = await draftAt(tx, service, revision);
      const [review] = await tx.engine.drafts.reviews.ofVersion(draft.id);
      if (review?.state !== 'waiting') throw refusal('NO_REVIEW');
      const own = (await takesTwo(context, tx)) && authorsOf(draft).includes(actor.username);
      if (own || review.askedBy === actor.username) throw refusal('REVIEWED_BY_ANOTHER');
      const words = answer.trim().slice(0, wordsLengthMax);
      if (!approve && words === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'answer', rule: 'required' }]);
      const now = context.clock();
      const state = approve ? 'approved' : 'changes';
      const decision = { state, revision, decidedAt: now, decidedBy: actor.username, answer: words } as const;
      if (!(await tx.engine.drafts.reviews.decide(review.id, decision))) throw refusal('NO_REVIEW');
      const asker = await tx.cases.accounts.byUsername(review.askedBy);
      const code = approve ? 'draftApproved' : 'draftChanges';
      if (asker) await tell(context, tx, { accountId: asker.id, code, by: actor.username, note: draft.name.vi });
      const event = { actor: actor.username, action: 'service.review.decide', subject: `service:${service}` };
      await audit(context, tx, { ...event, data: { revision, state } }, now);
    });
}
