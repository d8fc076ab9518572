import type { Instant } from '#engine/core/values.ts';

/** The in-product mailbox: what citizens would have got, while no mail or SMS server is set. Demo only. */
export interface Mailbox {
  readonly enabled: boolean;
  list(limit: number): Promise<readonly MailboxMessage[]>;
}

export interface MailboxMessage {
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  readonly at: Instant;
}
