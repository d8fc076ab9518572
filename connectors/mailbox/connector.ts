/** Stands in for mail and SMS while none is set: messages stay in the product, where the newcomer can read them. */
import type { Accepted, NoticeChannel, OutgoingMessage } from '#engine/runtime/ports/channels.ts';

export interface MailboxStore {
  /** Keeps a message (sealed); keeping the same id again changes nothing. */
  keep(channel: NoticeChannel['name'], message: OutgoingMessage): Promise<void>;
}

export function mailboxChannel(name: NoticeChannel['name'], store: MailboxStore): NoticeChannel {
  return {
    name,
    async send(message: OutgoingMessage): Promise<Accepted> {
      await store.keep(name, message);
      return { providerId: `mailbox:${message.id}`, status: 'kept' };
    },
  };
}
