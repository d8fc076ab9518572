import type { Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';
import { followerProgress, fullProgress, progressOfNobody, publicProgress } from './progress.ts';
import { caseByCode, caseForReporter, followerByCode } from './second-factor.ts';

export function follow(context: Context): Reports['follow'] {
  return async (code) =>
    await context.store.transaction(async (tx) => {
      const record = await caseByCode(context, tx, code);
      const follower = await followerByCode(context, tx, code);
      if (follower !== undefined) return await followerProgress(context, tx, follower);
      return record ? await publicProgress(context, tx, record) : await progressOfNobody(context, tx);
    });
}

export function followFull(context: Context): Reports['followFull'] {
  return async (code, secret) =>
    await context.store.transaction(async (tx) => {
      const record = await caseForReporter(context, tx, { code, secret });
      return record && (await fullProgress(context, tx, record));
    });
}
