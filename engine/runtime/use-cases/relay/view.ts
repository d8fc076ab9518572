import { reachable } from '#engine/cases/compose-notice.ts';
import { type RelaySender, relayBounds, relayHindrance } from '#engine/cases/relay/relay.ts';
import type { Actor } from '../../application/common.ts';
import type { RelayMessage, RelayView, ReporterRelay } from '../../application/relay.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { TaskRow } from '../../ports/engine.ts';
import type { RelayMessageRow } from '../../ports/relay.ts';
import type { Tx } from '../../ports.ts';
import { caseOf } from '../complete.ts';
import type { Context } from '../context.ts';
import { namedIn } from '../names.ts';
import { photoViews } from '../photos.ts';
import { refusal } from '../refuse.ts';
import { visibleTask, withinScope } from '../tasks/find-task.ts';

/** A task of the case itself. @throws Refusal 404 where it is not the actor's to see, or is another unit's part */
export async function taskOfRelay(context: Context, tx: Tx, actor: Actor, taskId: string): Promise<TaskRow> {
  const task = await visibleTask(context, tx, actor, taskId);
  if (task.part !== '') throw refusal('NOT_FOUND');
  return task;
}

export async function relayView(context: Context, tx: Tx, actor: Actor, task: TaskRow): Promise<RelayView> {
  const record = await caseOf(tx, task);
  const rows = await tx.cases.relay.ofCase(record.id);
  const writers = [...new Set(rows.map(({ actor: by }) => by).filter((by) => by !== ''))];
  const names = new Map(
    (await tx.cases.accounts.byUsernames(writers)).map(({ username, displayName }) => [username, displayName]),
  );
  const shown = await messagesOf(context, tx, record, rows);
  const may = task.open && (await withinScope(context, tx, actor, { action: 'writeReporter', taskId: task.id }));
  return {
    messages: rows.map(({ actor: by, seenAt }, index) => ({
      ...(shown[index] as RelayMessage),
      by: by === '' ? null : (names.get(by) ?? by),
      seen: seenAt !== null,
    })),
    mayWrite: may !== false && may !== undefined,
    hindrance: relayHindrance('office', stateOf(record, rows)) ?? null,
    reachedBy: await waysTo(context, tx, record),
    charactersMax: relayBounds.charactersMax,
  };
}

/** For whoever has shown the second factor. */
export async function reporterRelay(context: Context, tx: Tx, record: CaseRow): Promise<ReporterRelay> {
  const rows = await tx.cases.relay.ofCase(record.id);
  return {
    messages: await messagesOf(context, tx, record, rows),
    hindrance: relayHindrance('reporter', stateOf(record, rows)) ?? null,
    charactersMax: relayBounds.charactersMax,
  };
}

export function stateOf(
  { state, mergedInto }: CaseRow,
  rows: readonly RelayMessageRow[],
): { readonly open: boolean; readonly senders: readonly RelaySender[] } {
  return { open: state === 'open' && mergedInto === null, senders: rows.map(({ sender }) => sender) };
}

/** On which ways the reporter is told; the addresses themselves go nowhere. */
export async function waysTo(context: Context, tx: Tx, { id, vault }: CaseRow): Promise<readonly ('sms' | 'email')[]> {
  const { phone = '', email = '' } = vault;
  const texts = await context.vault.read(tx, id, [phone, email].filter(Boolean));
  return reachable({ phone: texts.get(phone), email: texts.get(email) });
}

async function messagesOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  rows: readonly RelayMessageRow[],
): Promise<readonly RelayMessage[]> {
  if (rows.length === 0) return [];
  const { city } = await context.cities.current(tx);
  const texts = await context.vault.read(
    tx,
    record.id,
    rows.map(({ textEntry }) => textEntry),
  );
  const withPhotos = rows.some(({ photos }) => photos.length > 0);
  const files = withPhotos ? await tx.cases.files.ofCase(record.id) : [];
  return rows.map(({ position, sender, at, role, unit, textEntry, photos }) => ({
    position,
    from: sender,
    at,
    role: role === '' ? null : namedIn(city.roles, role),
    unit: unit === '' ? null : namedIn(city.units, unit),
    text: texts.get(textEntry) ?? '',
    photos: photoViews(files.filter(({ id }) => photos.includes(id))),
  }));
}
