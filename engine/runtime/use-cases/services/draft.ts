import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { ResourceChange, Services } from '../../application/services.ts';
import type { DraftChange, ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { nameOf } from '../tasks/find-task.ts';
import { requireDesign } from './allowed.ts';
import { allowedIn, problemsAt, problemsOf, resourceCharactersMax } from './problems.ts';
import { kindOf, titleOf } from './resource-facts.ts';
import { keepSave } from './saves/keep.ts';

/** Saves what the editor holds, sound or broken: nothing drawn is lost, and what is wrong is said at once. */
export function save(context: Context): Services['save'] {
  return async (actor, service, change) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const now = context.clock();
      const kind = kindOf(change.path);
      if (kind === undefined || change.content.length > resourceCharactersMax) {
        const fault = { path: 'content', rule: kind === undefined ? 'invalid' : 'maxLength' };
        throw refusal('INVALID_FIELDS', {}, [fault]);
      }
      const draft = await draftFor(context, tx, actor, { service, change, now });
      const saved = { path: change.path, kind, title: titleOf(change.path, change.content), content: change.content };
      const done = await tx.engine.services.saveResource(changeOf(draft, actor, now), saved);
      if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
      const { path, content } = change;
      const revision = draft.revision + 1;
      await keepSave(context, tx, { versionId: draft.id, path, content, revision, by: actor.username, now });
      const data = { path, revision };
      await audit(
        context,
        tx,
        { actor: actor.username, action: 'service.save', subject: `service:${service}`, data },
        now,
      );
      const problems = await problemsOf(await tx.engine.services.resources(draft.id), allowedIn(context));
      return { revision: draft.revision + 1, problems: problemsAt(problems, change.path) };
    });
}

export function removeScenario(context: Context): Services['removeScenario'] {
  return async (actor, service, { path, revision }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      if (kindOf(path) !== 'scenario') throw refusal('INVALID_FIELDS', {}, [{ path: 'path', rule: 'invalid' }]);
      const shown = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
      if (!shown || !(await tx.engine.services.resource(shown.id, path))) throw refusal('NOT_FOUND');
      const now = context.clock();
      const draft = await draftFor(context, tx, actor, { service, change: { revision, path, content: '' }, now });
      const done = await tx.engine.services.removeResource(changeOf(draft, actor, now), path);
      if (!done) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
      const data = { path, revision: draft.revision + 1 };
      const event = { actor: actor.username, action: 'service.removeScenario', subject: `service:${service}`, data };
      await audit(context, tx, event, now);
      return { revision: draft.revision + 1 };
    });
}

export function discard(context: Context): Services['discard'] {
  return async (actor, service) => {
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const draft = await tx.engine.services.draft(service);
      if (!draft) return;
      await tx.engine.services.discard(draft.id);
      await tx.engine.drafts.forget(draft.id);
      const event = { actor: actor.username, action: 'service.discard', subject: `service:${service}` };
      await audit(context, tx, event, context.clock());
    });
  };
}

function changeOf(draft: ServiceVersionRow, actor: Actor, at: Instant): DraftChange {
  const authors = [...new Set([...authorsOf(draft), actor.username])];
  return { id: draft.id, revision: draft.revision, at, by: actor.username, authors };
}

/** Everybody who has changed a draft; of one from before that was kept, who is known. */
export function authorsOf({ authors, createdBy, savedBy }: ServiceVersionRow): readonly string[] {
  return authors ?? [createdBy, savedBy].filter((name) => name !== '');
}

/** The draft that the editor started from, made from the newest version where there is none yet. */
async function draftFor(
  context: Context,
  tx: Tx,
  actor: Actor,
  { service, change, now }: { readonly service: string; readonly change: ResourceChange; readonly now: Instant },
): Promise<ServiceVersionRow> {
  const draft = await tx.engine.services.draft(service);
  if (draft) {
    if (draft.revision !== change.revision) throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, draft.savedBy) });
    return draft;
  }
  const newest = await tx.engine.services.newest(service);
  if (!newest) throw refusal('NOT_FOUND');
  // The editor saw a draft that was published or discarded meanwhile.
  if (change.revision !== null && change.revision !== 0) {
    throw refusal('DRAFT_CHANGED', { by: await nameOf(tx, newest.publishedBy) });
  }
  const made = { createdAt: now, createdBy: actor.username, savedAt: now, savedBy: actor.username };
  const row: ServiceVersionRow = {
    ...newest,
    ...made,
    id: context.newId(now),
    version: 0,
    state: 'draft',
    revision: 1,
    basedOn: newest.version,
    note: '',
    publishedAt: null,
    publishedBy: '',
    authors: [actor.username],
  };
  await tx.engine.services.insert(row, await tx.engine.services.resources(newest.id));
  return row;
}
