/** Who has a service open: rows with an end, in the database, so that every process of the product knows them. */
import type { DraftSaves } from '../../../application/draft-saves.ts';
import type { Tx } from '../../../ports.ts';
import type { Context } from '../../context.ts';
import { requireDesign } from '../allowed.ts';

/** Three times as long as the pages wait before they say it again. */
const hereMs = 30_000;
const forgottenMs = 3_600_000;

export function here(context: Context): DraftSaves['here'] {
  return async (actor, service, { tab, path, leaving }) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const now = context.clock();
      const { presence, saves } = tx.engine.drafts;
      if (leaving) await presence.remove(tab);
      else await presence.put({ id: tab, service, path, username: actor.username, untilAt: now + hereMs });
      await presence.sweep(now - forgottenMs);
      // One's own other tabs, and those that were just loaded anew, are nobody else.
      const others = (await presence.of(service, now)).filter(({ username }) => username !== actor.username);
      const draft = await tx.engine.services.draft(service);
      const last = draft && path !== '' ? (await saves.list(draft.id, path, 1))[0] : undefined;
      const names = await namesOf(tx, [...others.map(({ username }) => username), last?.savedBy ?? '']);
      const name = (username: string): string => names.get(username) ?? username;
      const file = last && {
        revision: last.revision,
        savedBy: name(last.savedBy),
        own: last.savedBy === actor.username,
      };
      return {
        others: others.map((row) => ({ name: name(row.username), path: row.path })),
        draft: draft ? { revision: draft.revision, file: file ?? null } : null,
      };
    });
}

async function namesOf(tx: Tx, usernames: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const accounts = await tx.cases.accounts.byUsernames([...new Set(usernames.filter((name) => name !== ''))]);
  return new Map(accounts.map(({ username, displayName }) => [username, displayName]));
}
