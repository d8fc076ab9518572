/** What became of one file: the versions in which it was changed, by whom, and why. */
import type { Services } from '../../application/services.ts';
import type { ServiceVersionRow } from '../../ports/engine.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { requireDesign } from './allowed.ts';

/** Versions that are looked through. */
const versionsMax = 100;

export function history(context: Context): Services['history'] {
  return async (actor, service, path) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const rows = (await tx.engine.services.versions(service)).slice(0, versionsMax);
      const changed: ServiceVersionRow[] = [];
      let before: string | undefined;
      for (const row of rows.toReversed()) {
        const content = (await tx.engine.services.resource(row.id, path))?.content;
        if (content !== undefined && content !== before) changed.push(row);
        before = content;
      }
      if (changed.length === 0) throw refusal('NOT_FOUND');
      const names = new Map(
        (await tx.cases.accounts.byUsernames(changed.flatMap(({ publishedBy }) => publishedBy || []))).map(
          (account) => [account.username, account.displayName],
        ),
      );
      return changed.toReversed().map(({ version, publishedAt, createdAt, publishedBy, note }) => ({
        version,
        publishedAt: publishedAt ?? createdAt,
        publishedBy: names.get(publishedBy) ?? publishedBy,
        note,
      }));
    });
}
