/** One message through the relay, in the transaction of whoever sends it: its place, its words in the vault, who is told. */
import { type RelaySender, relayBounds, relayHindrance } from '#engine/cases/relay/relay.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { tellOffice, tellReporter } from './tell.ts';
import { stateOf } from './view.ts';

export interface NewMessage {
  readonly sender: RelaySender;
  /** Account name, or `citizen`. */
  readonly by: string;
  readonly role: string;
  readonly unit: string;
  readonly text: string;
  readonly photos: readonly string[];
}

const hindrances = {
  closed: 'RELAY_CLOSED',
  notBegun: 'RELAY_NOT_BEGUN',
  unanswered: 'RELAY_UNANSWERED',
  full: 'RELAY_FULL',
} as const;

/** @throws Refusal 422 where there is nothing to send, or too much */
export function wordsOf(typed: string): string {
  const text = typed.replaceAll('\r\n', '\n').trim();
  const max = relayBounds.charactersMax;
  if (text === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'text', rule: 'required' }]);
  if (text.length > max) throw refusal('INVALID_FIELDS', {}, [{ path: 'text', rule: 'maxLength', params: { max } }]);
  return text;
}

/** @throws Refusal 409 where this side may not write now */
export async function mustBeOpen(tx: Tx, record: CaseRow, side: RelaySender): Promise<number> {
  const rows = await tx.cases.relay.ofCase(record.id);
  const hindrance = relayHindrance(side, stateOf(record, rows));
  if (hindrance !== undefined) {
    const max = hindrance === 'full' ? relayBounds.messagesMax : relayBounds.unansweredMax;
    throw refusal(hindrances[hindrance], { max });
  }
  return rows.length;
}

/** @throws as {@link mustBeOpen} */
export async function send(
  context: Context,
  tx: Tx,
  record: CaseRow,
  { sender, by, role, unit, text, photos }: NewMessage,
  now: Instant,
): Promise<void> {
  const position = (await mustBeOpen(tx, record, sender)) + 1;
  const sealed = await context.vault.seal(tx, record.id, { relay: text }, now);
  const id = context.newId(now);
  const actor = sender === 'office' ? by : '';
  const textEntry = sealed['relay'] ?? '';
  const seen = { seenAt: null, seenBy: '' };
  await tx.cases.relay.insert({
    ...{ id, caseId: record.id, position, sender, at: now, actor, role, unit, textEntry, photos },
    ...seen,
  });
  const action = sender === 'office' ? 'relay.write' : 'relay.answer';
  await audit(context, tx, { actor: by, action, subject: `case:${record.id}`, data: { position } }, now);
  if (sender === 'office') await tellReporter(context, tx, { record, messageId: id, now });
  else await tellOffice(context, tx, { record, messageId: id, now });
}
