/** An earlier version is used again: as a new version, so that what ran on which version stays true. */
import type { Versions } from '../../../application/versions.ts';
import type { ServiceVersionRow } from '../../../ports/engine.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requirePublish } from '../allowed.ts';
import { mustBePublishable, noteLengthMax } from '../publishable.ts';

export function rollBack(context: Context): Versions['rollBack'] {
  return async (actor, service, { version, note }) =>
    await context.store.transaction(async (tx) => {
      await requirePublish(context, tx, actor, service);
      const { services } = tx.engine;
      const [old, newest] = [await services.version(service, version), await services.newest(service)];
      if (!old || !newest || version === 0) throw refusal('NOT_FOUND');
      if (old.id === newest.id) throw refusal('VERSION_IN_USE', { version });
      const resources = await services.resources(old.id);
      await mustBePublishable(context, tx, resources);
      const now = context.clock();
      const by = actor.username;
      const row: ServiceVersionRow = {
        ...old,
        id: context.newId(now),
        version: newest.version + 1,
        revision: 1,
        basedOn: old.version,
        note: note.trim().slice(0, noteLengthMax),
        createdAt: now,
        createdBy: by,
        savedAt: now,
        savedBy: by,
        publishedAt: now,
        publishedBy: by,
        heldAt: null,
      };
      await services.insert(row, resources);
      const data = { version: row.version, from: old.version };
      await audit(context, tx, { actor: by, action: 'service.rollBack', subject: `service:${service}`, data }, now);
      return { version: row.version };
    });
}
