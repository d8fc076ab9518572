import { coverageProblems } from '../../administration/routing/coverage-problems.ts';
import type { Problem, Services } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { sweepMessageProblems } from '../deadlines/sweep-messages.ts';
import { refusal } from '../refuse.ts';
import { nameOf } from '../tasks/find-task.ts';
import { requireDesign, requirePublish } from './allowed.ts';
import { authorsOf, changeOf } from './draft.ts';
import { allowedIn, checkOf } from './problems.ts';
import { mustBePublishable } from './publishable.ts';

/** As the note is asked for in the designer. */
export const noteLengthMax = 1000;

export function check(context: Context): Services['check'] {
  return async (actor, service) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const shown = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
      if (!shown) throw refusal('NOT_FOUND');
      return await everythingAgainst(context, tx, await tx.engine.services.resources(shown.id));
    });
}

/** What stands against publishing these files, and what is worth knowing before. */
export async function everythingAgainst(
  context: Context,
  tx: Tx,
  resources: readonly ServiceResourceRow[],
): Promise<readonly Problem[]> {
  return [
    ...(await checkOf(resources, allowedIn(context))),
    ...(await coverageProblems(context, tx, resources)),
    ...(await sweepMessageProblems(context, tx, resources)),
  ];
}

/** The draft becomes the newest version; cases that run stay with the version they began with. */
export function publish(context: Context): Services['publish'] {
  return async (actor, service, note) =>
    await context.store.transaction(async (tx) => {
      await requirePublish(context, tx, actor, service);
      const draft = await tx.engine.services.draft(service);
      if (!draft) throw refusal('NOT_FOUND');
      const { city } = await context.cities.current(tx);
      const authors = authorsOf(draft);
      if (city.signIn.publishing === 'two' && authors.includes(actor.username)) throw refusal('PUBLISHED_BY_ANOTHER');
      await mustBePublishable(context, tx, await tx.engine.services.resources(draft.id));
      const now = context.clock();
      const version = ((await tx.engine.services.newest(service))?.version ?? 0) + 1;
      const change = { ...changeOf(draft, actor, now), authors };
      const done = await tx.engine.services.publish(change, version, note.trim().slice(0, noteLengthMax));
      if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
      const event = {
        actor: actor.username,
        action: 'service.publish',
        subject: `service:${service}`,
        data: { version },
      };
      await audit(context, tx, event, now);
      return { version };
    });
}
