import type { Actor } from '../../application/common.ts';
import type { Services } from '../../application/services.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { nameOf } from '../tasks/find-task.ts';
import { requireDesign, requirePublish } from './allowed.ts';
import { authorsOf, changeOf } from './draft.ts';
import { mustBeProved, proofOf, readToProve, type ToProve } from './proof.ts';

/** As the note is asked for in the designer. */
export const noteLengthMax = 1000;

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
      const now = context.clock();
      const version = ((await tx.engine.services.newest(service))?.version ?? 0) + 1;
      const proved = { ...changeOf(current, actor, now), authors: authorsOf(current), revision: draft.revision };
      // What was saved while it was proved is another draft.
      const done =
        current.id === draft.id &&
        (await tx.engine.services.publish(proved, version, note.trim().slice(0, noteLengthMax)));
      if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, current.savedBy) });
      const event = {
        actor: actor.username,
        action: 'service.publish',
        subject: `service:${service}`,
        data: { version },
      };
      await audit(context, tx, event, now);
      return { version };
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

/** @throws Refusal 403, 404; 409 where the city wants two people and the actor has changed the draft */
async function publishable(context: Context, tx: Tx, actor: Actor, service: string): Promise<ServiceVersionRow> {
  await requirePublish(context, tx, actor, service);
  const draft = await tx.engine.services.draft(service);
  if (!draft) throw refusal('NOT_FOUND');
  const { city } = await context.cities.current(tx);
  if (city.signIn.publishing === 'two' && authorsOf(draft).includes(actor.username)) {
    throw refusal('PUBLISHED_BY_ANOTHER');
  }
  return draft;
}
