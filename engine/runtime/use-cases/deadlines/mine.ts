import type { Actor } from '../../application/common.ts';
import type { Deadlines, MyDeadline } from '../../application/deadlines.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { matterOf, namedOrNull } from '../names.ts';
import { scopeOf } from '../scope.ts';

const shownMax = 100;

export function mine(context: Context): Deadlines['mine'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const extensions = await askedFor(context, tx, actor);
      const escalations = await tx.cases.escalations.openOf(actor.username, shownMax);
      const ids = [...new Set([...extensions, ...escalations].map(({ caseId }) => caseId))];
      const records = new Map((await tx.cases.records.byIds(ids)).map((record) => [record.id, record]));
      const { city } = await context.cities.current(tx);
      const line = (record: CaseRow, at: number, dueAt: number): MyDeadline => ({
        caseId: record.id,
        registerNumber: record.registerNumber,
        category: matterOf(city, record.category),
        unit: namedOrNull(city.units, record.unit),
        dueAt,
        at,
      });
      return {
        asked: extensions.flatMap(({ caseId, askedAt, dueBefore }) => {
          const record = records.get(caseId);
          return record === undefined ? [] : [line(record, askedAt, dueBefore)];
        }),
        escalated: escalations.flatMap(({ caseId, at, dueAt, percent }) => {
          const record = records.get(caseId);
          return record === undefined ? [] : [{ ...line(record, at, dueAt), percent }];
        }),
      };
    });
}

async function askedFor(context: Context, tx: Tx, actor: Actor) {
  const scope = await scopeOf(context, tx, actor, { action: 'decideExtension', subject: 'Case' });
  const dossiers = await scopeOf(context, tx, actor, { action: 'decideExtension', subject: 'Dossier' });
  return await tx.cases.extensions.asked({ cases: scope, dossiers }, actor.username, shownMax);
}
