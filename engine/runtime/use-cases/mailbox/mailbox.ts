import type { Mailbox, MailboxMessage } from '../../application/mailbox.ts';
import type { NoticeChannel, OutgoingMessage } from '../../ports/channels.ts';
import type { Context } from '../context.ts';

/** What stands in for a channel that is not set, in the demo: messages are kept in the vault, and shown here. */
export function mailbox(context: Context): Mailbox {
  return {
    enabled: context.config.demo && (!context.channels.email || !context.channels.sms),
    async list(limit) {
      if (!context.config.demo) return [];
      return await context.store.transaction(async (tx) => {
        const messages: MailboxMessage[] = [];
        for (const row of await tx.cases.mailbox.latest(Math.min(limit, 200))) {
          const sealed = (await context.vault.read(tx, row.caseId, [row.entry])).get(row.entry);
          if (sealed === undefined) continue;
          const { to, subject, text } = JSON.parse(sealed) as Pick<MailboxMessage, 'to' | 'subject' | 'text'>;
          messages.push({ id: row.id, channel: row.channel, to, subject, text, at: row.at });
        }
        return messages;
      });
    },
  };
}

/** Keeps a message; the same id again changes nothing. */
export async function keepInMailbox(
  context: Context,
  channel: NoticeChannel['name'],
  message: OutgoingMessage,
): Promise<void> {
  await context.store.transaction(async (tx) => {
    if (await tx.cases.mailbox.has(message.id)) return;
    const at = message.at;
    const content = JSON.stringify({ to: message.to, subject: message.subject, text: message.text });
    // A message about no case has no vault yet.
    if ((await tx.cases.vault.key(message.caseId)) === undefined) await context.vault.open(tx, message.caseId, at);
    const sealed = await context.vault.seal(tx, message.caseId, { mailbox: content }, at);
    await tx.cases.mailbox.insert({
      id: message.id,
      caseId: message.caseId,
      channel,
      entry: sealed['mailbox'] ?? '',
      at,
    });
  });
}
