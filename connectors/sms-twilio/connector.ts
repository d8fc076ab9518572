/**
 * Text messages through Twilio's REST API (or a gateway that speaks it). Sending is not idempotent there
 * (twilio.com/docs/errors/20500): the outbox id travels in the status callback's address, so that a message whose
 * answer was lost is found again, and `find` asks the provider's list before anything is sent twice.
 */
import type { Twilio } from 'twilio';
import {
  type Accepted,
  Ambiguous,
  type NoticeChannel,
  type OutgoingMessage,
  type RecipientLimit,
  Retryable,
  type Search,
  Terminal,
} from '#engine/runtime/ports/channels.ts';
import { connectTwilio } from './client.ts';

export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Sender's number (+84…), short code or registered name. */
  readonly from: string;
  /** `https://api.twilio.com` unless a gateway or a test stands in. */
  readonly baseUrl?: string;
  /** Where Twilio reports what became of a message; `?notice=<id>` is added. Left out: no reports. */
  readonly statusUrl?: string;
  /** Beginnings of the numbers that are served; messages to the rest of the world cost many times as much. */
  readonly prefixes?: readonly string[];
  /** What one number gets at most. */
  readonly perNumber?: readonly RecipientLimit[];
  /** What all numbers get together in a day (UTC). */
  readonly perDay?: number;
  readonly timeoutMs?: number;
}

export const defaultPrefixes: readonly string[] = ['+84'];

const dayMs = 86_400_000;

/** 3 in 10 minutes, 10 a day (UTC): nobody's telephone may be flooded, and nobody earns by having numbers written to. */
export const defaultPerNumber: readonly RecipientLimit[] = [
  { uses: 3, windowMs: 600_000 },
  { uses: 10, windowMs: dayMs },
];

export function twilioChannel(settings: TwilioSettings): NoticeChannel {
  const { prefixes = defaultPrefixes, perNumber = defaultPerNumber, perDay } = settings;
  // The library takes 150 ms to load: only who sends pays for it.
  let client: Promise<Twilio> | undefined;
  const connected = (): Promise<Twilio> => {
    client ??= connectTwilio(settings);
    return client;
  };
  return {
    name: 'sms',
    perRecipient: perNumber,
    ...(perDay !== undefined && { inAll: [{ uses: perDay, windowMs: dayMs }] }),
    async send(message: OutgoingMessage): Promise<Accepted> {
      if (!/^\+[1-9]\d{7,14}$/.test(message.to)) throw new Terminal('RECIPIENT_INVALID');
      if (!prefixes.some((prefix) => message.to.startsWith(prefix))) throw new Terminal('RECIPIENT_NOT_SERVED');
      const twilio = await connected();
      try {
        const sent = await twilio.messages.create({
          to: message.to,
          from: settings.from,
          body: message.text,
          ...(settings.statusUrl && { statusCallback: callbackUrl(settings.statusUrl, message.id) }),
        });
        return { providerId: sent.sid, status: sent.status };
      } catch (error) {
        throw classify(error as TwilioFault);
      }
    },
    async find(message: OutgoingMessage, { since, others }: Search): Promise<Accepted | undefined> {
      const twilio = await connected();
      try {
        // Twilio compares whole days (UTC): look one day further back.
        const options = { to: message.to, dateSentAfter: new Date(since - dayMs), limit: 200 };
        const sent = (await twilio.messages.list(options)).find(
          ({ body, sid }) => body === message.text && !others.has(sid),
        );
        return sent && { providerId: sent.sid, status: sent.status };
      } catch (error) {
        throw new Retryable('SMS_LIST_FAILED', { cause: error });
      }
    },
  };
}

interface TwilioFault extends Error {
  readonly status?: number;
  /** Twilio's own number (21211 invalid number, 21610 opted out, …) or a socket's code. */
  readonly code?: number | string;
}

function callbackUrl(statusUrl: string, noticeId: string): string {
  const url = new URL(statusUrl);
  url.searchParams.set('notice', noticeId);
  return url.href;
}

function classify(fault: TwilioFault): Error {
  const cause = { cause: fault };
  const { status } = fault;
  if (status === 401 || status === 403) return new Retryable('SMS_CREDENTIALS_REFUSED', cause);
  if (status === 429 || status === 503) return new Retryable(`SMS_${status}`, cause);
  if (status !== undefined && status >= 500) return new Ambiguous(`SMS_${status}`, cause);
  if (status !== undefined && status >= 400) return new Terminal(`SMS_${fault.code ?? status}`, cause);
  const before = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'].includes(String(fault.code));
  return before ? new Retryable('SMS_UNREACHABLE', cause) : new Ambiguous('SMS_NO_ANSWER', cause);
}
