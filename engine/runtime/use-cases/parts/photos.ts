/** What the lead makes of photos that another unit has answered with. */
import type { Parts } from '../../application/parts.ts';
import { audit } from '../audit.ts';
import { caseOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { actionableTask } from '../tasks/find-task.ts';
import { mustCoordinate, partsOfLead } from './lead.ts';
import { viewOfTask } from './view.ts';

export function takeOver(context: Context): Parts['takeOver'] {
  return (actor, taskId, { partId, photoId, evidence }) =>
    context.store.transaction(async (tx) => {
      const task = await actionableTask(context, tx, actor, { action: 'complete', taskId });
      const record = await caseOf(tx, task);
      await mustCoordinate(context, tx, actor, record);
      const part = (await partsOfLead(tx, task)).find(({ id }) => id === partId);
      const photo = (await tx.cases.files.ofParts(record.id)).find(({ id }) => id === photoId);
      if (part === undefined || photo?.partId !== part.id) throw refusal('NOT_FOUND');
      const kind = evidence ? 'evidence' : 'part';
      if (photo.kind !== kind) {
        await tx.cases.files.takeOver(photoId, kind);
        const event = { actor: actor.username, action: 'part.photo', subject: `case:${record.id}` };
        await audit(context, tx, { ...event, data: { part: partId, photo: photoId, kind } }, context.clock());
      }
      return await viewOfTask(context, tx, actor, taskId);
    });
}
