import type { DraftSaves, SaveView } from '../../../application/draft-saves.ts';
import type { SaveRow, SaveSummary } from '../../../ports/drafts.ts';
import type { Tx } from '../../../ports.ts';
import { audit } from '../../audit.ts';
import type { Context } from '../../context.ts';
import { refusal } from '../../refuse.ts';
import { requireDesign } from '../allowed.ts';
import { here } from './here.ts';

const listed = 200;
const noteLengthMax = 500;

export function draftSaves(context: Context): DraftSaves {
  return { list: list(context), read: read(context), note: note(context), here: here(context) };
}

function list(context: Context): DraftSaves['list'] {
  return async (actor, service, path) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const shown = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
      if (!shown) throw refusal('NOT_FOUND');
      const rows = await tx.engine.drafts.saves.list(shown.id, path, listed);
      const accounts = await tx.cases.accounts.byUsernames([...new Set(rows.map(({ savedBy }) => savedBy))]);
      const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
      return rows.map((row) => viewOf(row, names.get(row.savedBy) ?? row.savedBy));
    });
}

function read(context: Context): DraftSaves['read'] {
  return async (actor, service, id) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const row = await saveOf(tx, service, id);
      const account = await tx.cases.accounts.byUsername(row.savedBy);
      return { ...viewOf(row, account?.displayName ?? row.savedBy), content: row.content };
    });
}

function note(context: Context): DraftSaves['note'] {
  return async (actor, service, id, words) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const row = await saveOf(tx, service, id);
      await tx.engine.drafts.saves.note(row.id, words.trim().slice(0, noteLengthMax));
      const event = { actor: actor.username, action: 'service.save.note', subject: `service:${service}` };
      await audit(context, tx, { ...event, data: { save: row.id } }, context.clock());
    });
}

/** @throws Refusal 410 where the service has no such save */
async function saveOf(tx: Tx, service: string, id: string): Promise<SaveRow> {
  const row = await tx.engine.drafts.saves.byId(id);
  const version = row && (await tx.engine.services.byId(row.versionId));
  if (!row || version?.service !== service) throw refusal('SAVE_GONE');
  return row;
}

function viewOf({ id, path, begunAt, savedAt, note: words }: SaveSummary, savedBy: string): SaveView {
  return { id, path, begunAt, savedAt, savedBy, note: words };
}
