/** Shapes of the ways out of the house; each mirrors a type of `engine/runtime/application/channel-book.ts`. */
import { type TSchema, Type } from 'typebox';
import { instant, list, oneOf, orNull } from './common.ts';
import { revision } from './organisation.ts';

const strict = { additionalProperties: false };

const email = {
  host: Type.String({ minLength: 1, maxLength: 253, description: 'Name of the server, in the public internet.' }),
  port: Type.Integer({ minimum: 1, maximum: 65_535 }),
  security: oneOf('tls', 'starttls'),
  user: Type.String({ maxLength: 200, description: "'' where the server asks for none." }),
  from: Type.String({ minLength: 1, maxLength: 150, description: 'Sender’s address.' }),
};
const sms = {
  accountSid: Type.String({ minLength: 1, maxLength: 100 }),
  from: Type.String({ minLength: 1, maxLength: 40, description: 'Number or registered name.' }),
  prefixes: Type.Array(Type.String({ maxLength: 12 }), { maxItems: 20, description: 'Beginnings of numbers served.' }),
  perDay: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
};
const change = {
  revision,
  secret: Type.Optional(
    Type.String({ minLength: 1, maxLength: 500, description: 'Goes in and never comes out; left out: as it is.' }),
  ),
};

const state = <Settings extends TSchema>(settings: Settings) =>
  Type.Object({
    origin: oneOf('operator', 'city', 'mailbox', 'none'),
    revision,
    settings: orNull(settings),
    changedAt: orNull(instant),
    changedBy: Type.String(),
  });

export const channelsView = Type.Object(
  {
    email: state(Type.Object(email, { title: 'EmailChannel' })),
    sms: state(Type.Object({ ...sms, prefixes: list(Type.String()) }, { title: 'SmsChannel' })),
  },
  { title: 'Channels' },
);
export const emailChange = Type.Object({ ...email, ...change }, strict);
export const smsChange = Type.Object({ ...sms, ...change }, strict);
export const channelParams = Type.Object({ channel: oneOf('email', 'sms') });
export const channelRevision = Type.Object({ revision });
export const channelRecipient = Type.Object({ to: Type.String({ minLength: 1, maxLength: 150 }) }, strict);
export const channelTest = Type.Object(
  {
    sent: Type.Boolean(),
    code: orNull(Type.String({ description: 'Why not, as the connector says it, e.g. SMTP_CREDENTIALS_REFUSED.' })),
  },
  { title: 'ChannelTest' },
);
