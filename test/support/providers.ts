/** A mail server and an SMS provider on loopback, the settings that name them, and what they were given. */
import { startSmtpServer, type TestSmtpServer } from './smtp-server.ts';
import { startTwilioServer, type TestTwilioServer } from './twilio-server.ts';

export interface Providers {
  readonly smtp: TestSmtpServer;
  readonly twilio: TestTwilioServer;
  /** For `startProduct`. */
  readonly settings: Readonly<Record<string, string>>;
  /** SMS of one case in the order of their arrival. */
  sms(registerNumber: string): readonly string[];
  /** Mails of one case in the order of their arrival. */
  mails(registerNumber: string): readonly Mail[];
  close(): Promise<void>;
}

export interface Mail {
  readonly messageId: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export async function startProviders(): Promise<Providers> {
  const [smtp, twilio] = await Promise.all([startSmtpServer(), startTwilioServer()]);
  return {
    smtp,
    twilio,
    settings: {
      SMTP_URL: smtp.url,
      SMTP_FROM: 'phananh@lamhai.example',
      SMS_ACCOUNT_SID: twilio.accountSid,
      SMS_AUTH_TOKEN: twilio.authToken,
      SMS_FROM: '+84900000000',
      SMS_BASE_URL: twilio.baseUrl,
      // Loads of the torture are not to wait for the next day.
      SMS_PER_DAY: '10000000',
    },
    sms: (number) => twilio.sent.map(({ body }) => body).filter((body) => body.includes(number)),
    mails: (number) =>
      smtp.received
        .map(({ recipients, mail }) => ({
          messageId: mail.messageId ?? '',
          to: recipients,
          subject: mail.subject ?? '',
          text: mail.text ?? '',
        }))
        .filter(({ text }) => text.includes(number)),
    async close() {
      await Promise.all([smtp.close(), twilio.close()]);
    },
  };
}
