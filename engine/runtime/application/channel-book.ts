import type { Instant } from '#engine/core/values.ts';
import type { SessionActor } from './accounts.ts';
import type { Actor } from './common.ts';

/** How messages leave the house, on a screen. What is secret goes in and never comes out. */
export interface ChannelBook {
  view(actor: Actor): Promise<ChannelsView>;
  /** @throws Refusal 403 (also `SIGN_IN_AGAIN`), 409 `CHANNEL_CHANGED`, `CHANNEL_BY_OPERATOR`, 422 with field paths */
  saveEmail(actor: SessionActor, change: EmailChange): Promise<ChannelsView>;
  saveSms(actor: SessionActor, change: SmsChange): Promise<ChannelsView>;
  /** Nothing goes this way any more; notices wait until it is set again. */
  remove(actor: SessionActor, channel: ChannelName, revision: number): Promise<ChannelsView>;
  /** Sends one message now, through what is saved. @throws Refusal 409 `CHANNEL_NOT_SET`, 429 */
  test(actor: SessionActor, channel: ChannelName, to: string): Promise<ChannelTest>;
}

export type ChannelName = 'email' | 'sms';

/** `operator`: in the configuration of the machine; `city`: on this screen; `mailbox`: the demo keeps them. */
export type ChannelOrigin = 'operator' | 'city' | 'mailbox' | 'none';

export interface EmailSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls`: asked for, and nothing is sent without. */
  readonly security: 'tls' | 'starttls';
  readonly user: string;
  /** Sender's address. */
  readonly from: string;
}

export interface SmsSettings {
  readonly accountSid: string;
  readonly from: string;
  readonly prefixes: readonly string[];
  readonly perDay: number;
}

/** `secret`: the password or key; left out: the one that is kept. */
export type EmailChange = EmailSettings & { readonly revision: number; readonly secret?: string };
export type SmsChange = SmsSettings & { readonly revision: number; readonly secret?: string };

interface ChannelState<Settings> {
  readonly origin: ChannelOrigin;
  /** 0: not set on this screen. */
  readonly revision: number;
  readonly settings: Settings | null;
  readonly changedAt: Instant | null;
  readonly changedBy: string;
}

export interface ChannelsView {
  readonly email: ChannelState<EmailSettings>;
  readonly sms: ChannelState<SmsSettings>;
}

export interface ChannelTest {
  readonly sent: boolean;
  /** Of the connector, where it was not sent: `SMTP_CREDENTIALS_REFUSED`, … */
  readonly code: string | null;
}
