import type { Duplicates } from '../../application/duplicates.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';
import { titlesOf } from '../tasks/item.ts';
import { mainOf } from './merged.ts';

const shownMax = 100;

/** Who else has met the matter: cases that were merged, as far as the reader may see them, and how many people. */
export function together(context: Context): Duplicates['together'] {
  return async (actor, caseId) =>
    await context.store.transaction(async (tx) => {
      const scope = await scopeOf(context, tx, actor, { action: 'read', subject: 'Case' });
      if (!isUuid(caseId) || !(await tx.cases.records.allowed(scope, caseId))) throw refusal('NOT_FOUND');
      const record = await tx.cases.records.byId(caseId);
      if (record === undefined) throw refusal('NOT_FOUND');
      const main = await mainOf(tx, record);
      const all = await tx.cases.merges.mergedInto([record.id]);
      const seen = await tx.cases.records.allowedOf(
        scope,
        all.map(({ id }) => id),
      );
      const merged = all.filter(({ id }) => seen.includes(id)).slice(0, shownMax);
      const ids = merged.map(({ id }) => id);
      const merging = await scopeOf(context, tx, actor, { action: 'merge', subject: 'Case' });
      const splittable = new Set(await tx.cases.records.allowedOf(merging, ids));
      const titles = await titlesOf(context, tx, actor, merged);
      return {
        followers: record.followers,
        main: main.id === record.id ? null : { caseId: main.id, registerNumber: main.registerNumber },
        merged: merged.map(({ id, registerNumber, receivedAt, state }) => ({
          caseId: id,
          registerNumber,
          receivedAt,
          title: titles.get(id) ?? null,
          maySplit: splittable.has(id) && state === 'closed',
        })),
      };
    });
}
