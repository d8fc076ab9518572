/** A draft that is published at a moment, as it is now and in no other state. */
import { dayOf, isCivilDate } from '#engine/cases/calendars/civil-date.ts';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../../application/common.ts';
import type { NewPlan, Reviews } from '../../../application/reviews.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import type { Tx } from '../../../ports.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requirePublish } from '../allowed.ts';
import { mustBeProved, readToProve } from '../proof.ts';
import { noteLengthMax } from '../publishable.ts';
import { mustBeApproved } from './approved.ts';
import { draftAt, draftOf } from './of-draft.ts';

const farthestMs = 366 * 86_400_000;

export function plan(context: Context): Reviews['plan'] {
  return async (actor, service, wanted) => {
    const asked = await context.store.transaction(async (tx) => {
      const { draft } = await mayBePlanned(context, tx, actor, { service, wanted });
      return await readToProve(context, tx, await tx.engine.services.resources(draft.id));
    });
    await mustBeProved(context, asked);
    await context.store.transaction(async (tx) => {
      // The same revision as was proved.
      const { draft, publishAt } = await mayBePlanned(context, tx, actor, { service, wanted });
      const now = context.clock();
      await tx.engine.drafts.plans.insert({
        id: context.newId(now),
        service,
        versionId: draft.id,
        revision: draft.revision,
        publishAt,
        note: wanted.note.trim().slice(0, noteLengthMax),
        state: 'waiting',
        plannedAt: now,
        plannedBy: actor.username,
        endedAt: null,
        reason: '',
      });
      const event = { actor: actor.username, action: 'service.plan', subject: `service:${service}` };
      await audit(context, tx, { ...event, data: { revision: draft.revision, publishAt } }, now);
    });
  };
}

async function mayBePlanned(
  context: Context,
  tx: Tx,
  actor: Actor,
  { service, wanted }: { readonly service: string; readonly wanted: NewPlan },
): Promise<{ readonly draft: ServiceVersionRow; readonly publishAt: Instant }> {
  await requirePublish(context, tx, actor, service);
  const draft = await draftAt(tx, service, wanted.revision);
  const now = context.clock();
  const publishAt = await momentOf(context, tx, wanted);
  if (publishAt <= now || publishAt > now + farthestMs) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'day', rule: publishAt <= now ? 'past' : 'tooFar' }]);
  }
  const [newest] = await tx.engine.drafts.plans.ofVersion(draft.id);
  if (newest?.state === 'waiting') throw refusal('PLAN_WAITS');
  await mustBeApproved(context, tx, draft, actor.username);
  return { draft, publishAt };
}

export function cancelPlan(context: Context): Reviews['cancelPlan'] {
  return async (actor, service) =>
    await context.store.transaction(async (tx) => {
      await requirePublish(context, tx, actor, service);
      const draft = await draftOf(tx, service);
      if (!(await endPlan(context, tx, draft.id))) throw refusal('NO_PLAN');
      const event = { actor: actor.username, action: 'service.plan.cancel', subject: `service:${service}` };
      await audit(context, tx, event, context.clock());
    });
}

/** Also where the draft is published before its time. @returns false where nothing was planned */
export async function endPlan(context: Context, tx: Tx, versionId: string): Promise<boolean> {
  const [newest] = await tx.engine.drafts.plans.ofVersion(versionId);
  return newest?.state === 'waiting' && (await tx.engine.drafts.plans.end(newest.id, 'cancelled', context.clock(), ''));
}

/** @throws Refusal 422 for what is no moment */
async function momentOf(context: Context, tx: Tx, { day, time }: NewPlan): Promise<Instant> {
  const { timeZone } = (await context.cities.current(tx)).city.province;
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!isCivilDate(day)) throw refusal('INVALID_FIELDS', {}, [{ path: 'day', rule: 'invalid' }]);
  if (clock === null) throw refusal('INVALID_FIELDS', {}, [{ path: 'time', rule: 'invalid' }]);
  return zoneOf(timeZone).instantAt(dayOf(day), Number(clock[1]) * 60 + Number(clock[2]));
}
