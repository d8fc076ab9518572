/** Stands in for mail and SMS while none is set: messages stay in the product, where the newcomer can read them. */
import type { Accepted, MailboxStore, NoticeChannel, OutgoingMessage } from '#engine/runtime/ports/channels.ts';

export function mailboxChannel(name: NoticeChannel['name'], store: MailboxStore): NoticeChannel {
  return {
    name,
    async send(message: OutgoingMessage): Promise<Accepted> {
      await store.keep(name, message);
      return { providerId: `mailbox:${message.id}`, status: 'kept' };
    },
  };
}
