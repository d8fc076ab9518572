import type { Instant, Json } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Services } from '../../application/services.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { nameOf } from '../tasks/find-task.ts';
import { requireDesign, requirePublish } from './allowed.ts';
import { authorsOf } from './draft.ts';
import { mustBeProved, proofOf, readToProve, type ToProve } from './proof.ts';
import { noteLengthMax } from './publishable.ts';
import { mustBeApproved } from './review/approved.ts';
import { endPlan } from './review/plan.ts';

export function check(context: Context): Services['check'] {
  return async (actor, service) => {
    const asked = await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const shown = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
      if (!shown) throw refusal('NOT_FOUND');
      return await readToProve(context, tx, await tx.engine.services.resources(shown.id));
    });
    return await proofOf(context, asked);
  };
}

/** The draft becomes the newest version; cases that run stay with the version they began with. */
export function publish(context: Context): Services['publish'] {
  return async (actor, service, note) => {
    const { draft, asked } = await context.store.transaction(
      async (tx) => await readDraft(context, tx, actor, service),
    );
    await mustBeProved(context, asked);
    return await context.store.transaction(async (tx) => {
      const current = await publishable(context, tx, actor, service);
      // What was saved while it was proved is another draft.
      if (current.id !== draft.id) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, current.savedBy) });
      await endPlan(context, tx, draft.id);
      const proved = { ...current, revision: draft.revision };
      return await publishDraft(context, tx, proved, { by: actor.username, note, now: context.clock() });
    });
  };
}

async function readDraft(
  context: Context,
  tx: Tx,
  actor: Actor,
  service: string,
): Promise<{ readonly draft: ServiceVersionRow; readonly asked: ToProve }> {
  const draft = await publishable(context, tx, actor, service);
  return { draft, asked: await readToProve(context, tx, await tx.engine.services.resources(draft.id)) };
}

/** @throws Refusal 403, 404; and as {@link mustBeApproved} */
async function publishable(context: Context, tx: Tx, actor: Actor, service: string): Promise<ServiceVersionRow> {
  await requirePublish(context, tx, actor, service);
  const draft = await tx.engine.services.draft(service);
  if (!draft) throw refusal('NOT_FOUND');
  await mustBeApproved(context, tx, draft, actor.username);
  return draft;
}

export interface Publishing {
  /** User name. */
  readonly by: string;
  readonly note: string;
  readonly now: Instant;
  /** For the audit, besides the version. */
  readonly data?: Readonly<Record<string, Json>>;
}

/** What everything has been asked of becomes the newest version. The saves of the draft before it are not needed any more. */
export async function publishDraft(
  context: Context,
  tx: Tx,
  draft: ServiceVersionRow,
  { by, note, now, data = {} }: Publishing,
): Promise<{ readonly version: number }> {
  const { services, drafts } = tx.engine;
  const newest = await services.newest(draft.service);
  const version = (newest?.version ?? 0) + 1;
  const change = { id: draft.id, revision: draft.revision, at: now, by, authors: authorsOf(draft) };
  const done = await services.publish(change, version, note.trim().slice(0, noteLengthMax));
  if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
  if (newest) await drafts.saves.removeOf(newest.id);
  const event = {
    actor: by,
    action: 'service.publish',
    subject: `service:${draft.service}`,
    data: { version, ...data },
  };
  await audit(context, tx, event, now);
  return { version };
}
