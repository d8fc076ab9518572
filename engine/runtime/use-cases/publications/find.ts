/** What is public, for who may correct or withdraw it, and whether somebody has to do with it at all. */
import { fold } from '#engine/cases/text/fold.ts';
import type { Action } from '../../access.ts';
import type { Publications } from '../../application/publications.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';

const shownMax = 20;
const wordsMax = 8;

export function find(context: Context): Publications['find'] {
  return async (actor, q) =>
    await context.store.transaction(async (tx) => {
      const within = async (action: Action) => await scopeOf(context, tx, actor, { action, subject: 'Case' });
      const scopes = [await within('redact'), await within('read')];
      const words = fold(q).split(' ').filter(Boolean).slice(0, wordsMax);
      const { rows } = await tx.cases.publications.page({ words, scopes, limit: shownMax, countMax: 1 });
      return rows.map(({ caseId, registerNumber, title, publishedAt, correctedAt }) => ({
        ...{ caseId, registerNumber, title, publishedAt, correctedAt },
      }));
    });
}

export function mayPublishAny(context: Context): Publications['mayPublish'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      for (const action of ['redact', 'approvePublication', 'withdraw'] as const) {
        if ((await scopeOf(context, tx, actor, { action, subject: 'Case' })).length > 0) return true;
      }
      return false;
    });
}
