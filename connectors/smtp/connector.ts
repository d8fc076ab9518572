/** E-mail over SMTP. One message has one recipient, named in the envelope; nothing of it comes from headers. */
import { isIP } from 'node:net';
import { createTransport, type Transporter } from 'nodemailer';
import {
  type Accepted,
  Ambiguous,
  type NoticeChannel,
  type OutgoingMessage,
  Retryable,
  Terminal,
} from '#engine/runtime/ports/channels.ts';
import { InsideAddress, reachableAddress } from '../public-address.ts';
import { isOneAddress } from './address.ts';
import { toHtml } from './html.ts';

export interface SmtpSettings {
  /** `smtp://user:password@host:port` or `smtps://…`; or its parts, as they are typed on a screen. */
  readonly server: string | SmtpServer;
  /** Sender's address; its domain also stands in Message-IDs. */
  readonly from: string;
  readonly fromName?: string;
  readonly timeoutMs?: number;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls`: nothing is sent where the server does not offer it. */
  readonly security: 'tls' | 'starttls';
  readonly user: string;
  readonly password: string;
  /** Which addresses the name may lead to. */
  readonly allowed: (address: string) => boolean;
}

export function smtpChannel(settings: SmtpSettings): NoticeChannel {
  if (!isOneAddress(settings.from)) throw new RangeError('the sender must be one e-mail address');
  const timeout = settings.timeoutMs ?? 10_000;
  const connected = transportOf(settings.server, {
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    dnsTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = settings.from.slice(settings.from.indexOf('@') + 1);
  return {
    name: 'email',
    async send(message: OutgoingMessage): Promise<Accepted> {
      if (!isOneAddress(message.to)) throw new Terminal('RECIPIENT_INVALID');
      const messageId = `<${message.id}@${domain}>`;
      try {
        const transport = await connected();
        const sent = await transport.sendMail({
          envelope: { from: settings.from, to: [message.to] },
          from: { name: settings.fromName ?? '', address: settings.from },
          to: { name: '', address: message.to },
          subject: (message.subject ?? '').replaceAll(/[\r\n]+/g, ' '),
          text: message.text,
          html: toHtml(message.text),
          messageId,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
        return { providerId: messageId, status: (sent.response ?? '').slice(0, 3) };
      } catch (error) {
        throw classify(error as SmtpFault);
      }
    },
  };
}

type Options = Readonly<Record<string, number | boolean>>;

/** Nothing is pooled: a transport holds no line that would have to be closed. */
function transportOf(server: SmtpSettings['server'], options: Options): () => Promise<Transporter> {
  if (typeof server === 'string') {
    const transport = createTransport({ url: server, ...options });
    return async () => transport;
  }
  const { host, port, security, user, password: pass, allowed } = server;
  return async () =>
    createTransport({
      ...options,
      // The name was looked up here: who answers for it a moment later has no say. The certificate is the name's.
      host: await reachableAddress(host, allowed),
      tls: isIP(host) === 0 ? { servername: host } : {},
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ...(user !== '' && { auth: { user, pass } }),
    });
}

interface SmtpFault extends Error {
  readonly code?: string;
  readonly responseCode?: number;
  readonly timeoutType?: string;
  readonly syscall?: string;
}

/** RFC 5321 §4.2.1: 4yz may succeed later, 5yz never; without an answer it depends on how far we had come. */
function classify(fault: SmtpFault): Error {
  const cause = { cause: fault };
  if (fault instanceof InsideAddress) return new Retryable('SMTP_INTERNAL_ADDRESS', cause);
  if (fault.code === 'EAUTH') return new Retryable('SMTP_CREDENTIALS_REFUSED', cause);
  if (fault.responseCode !== undefined && fault.responseCode >= 500) {
    return new Terminal(`SMTP_${fault.responseCode}`, cause);
  }
  if (fault.responseCode !== undefined) return new Retryable(`SMTP_${fault.responseCode}`, cause);
  const before =
    fault.syscall === 'connect' ||
    fault.syscall === 'getaddrinfo' ||
    ['EDNS', 'ETLS', 'EREQUIRETLS'].includes(fault.code ?? '') ||
    ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT'].includes(fault.timeoutType ?? '');
  return before ? new Retryable('SMTP_UNREACHABLE', cause) : new Ambiguous('SMTP_NO_ANSWER', cause);
}
