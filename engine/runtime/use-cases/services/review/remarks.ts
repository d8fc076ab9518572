/** Remarks on elements of a draft, and answers to them. They stay with the version that the draft becomes. */
import type { Reviews } from '../../../application/reviews.ts';
import type { RemarkRow } from '../../../ports/drafts.ts';
import type { Tx } from '../../../ports.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requireDesign } from '../allowed.ts';
import { kindOf } from '../resource-facts.ts';
import { draftOf, wordsLengthMax } from './of-draft.ts';

/** Ids of elements, keys of fields, codes of messages. */
const elementLengthMax = 190;
const remarksMax = 1_000;

export function remark(context: Context): Reviews['remark'] {
  return async (actor, service, { path, element, content, answers }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const draft = await draftOf(tx, service);
      const words = content.trim();
      if (words === '' || words.length > wordsLengthMax) {
        const rule = words === '' ? 'required' : 'maxLength';
        throw refusal('INVALID_FIELDS', {}, [{ path: 'content', rule }]);
      }
      const begun = answers === null ? undefined : await threadOf(tx, answers, draft.id);
      const place = begun ?? { path, element };
      if ((place.path !== '' && kindOf(place.path) === undefined) || place.element.length > elementLengthMax) {
        throw refusal('INVALID_FIELDS', {}, [{ path: 'path', rule: 'invalid' }]);
      }
      if ((await tx.engine.drafts.remarks.ofVersion(draft.id)).length >= remarksMax) throw refusal('TOO_MANY_REMARKS');
      const now = context.clock();
      const id = context.newId(now);
      await tx.engine.drafts.remarks.insert({
        id,
        versionId: draft.id,
        path: place.path,
        element: place.element,
        thread: begun?.thread ?? id,
        content: words,
        writtenAt: now,
        writtenBy: actor.username,
        resolvedAt: null,
        resolvedBy: '',
      });
      const event = { actor: actor.username, action: 'service.remark', subject: `service:${service}` };
      await audit(context, tx, { ...event, data: { remark: id } }, now);
    });
}

export function resolve(context: Context): Reviews['resolve'] {
  return async (actor, service, id, resolved) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const { thread } = await threadOf(tx, id, (await draftOf(tx, service)).id);
      const now = context.clock();
      await tx.engine.drafts.remarks.resolve(thread, resolved ? now : null, resolved ? actor.username : '');
      const action = resolved ? 'service.remark.resolve' : 'service.remark.reopen';
      const event = { actor: actor.username, action, subject: `service:${service}`, data: { remark: thread } };
      await audit(context, tx, event, now);
    });
}

/** @throws Refusal 410 where the draft has no such remark */
async function threadOf(tx: Tx, id: string, versionId: string): Promise<RemarkRow> {
  const row = await tx.engine.drafts.remarks.byId(id);
  if (row?.versionId !== versionId) throw refusal('REMARK_GONE');
  return row;
}
