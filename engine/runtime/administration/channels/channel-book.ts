/**
 * How messages leave the house, on a screen. Whoever holds the mail server reads every one-time code, so that a change
 * asks for a fresh sign-in, the password never comes out again, and it is asked for anew when it would go elsewhere.
 */
import { isMobile, normalisePhone } from '#engine/cases/text/phone.ts';
import { isEmail } from '#forms/rules.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type {
  ChannelBook,
  ChannelName,
  ChannelOrigin,
  ChannelsView,
  ChannelTest,
  EmailSettings,
  SmsSettings,
} from '../../application/channel-book.ts';
import type { ChannelSettingRow } from '../../ports/channel-settings.ts';
import { Ambiguous, type NoticeChannel, Retryable, Terminal } from '../../ports/channels.ts';
import type { Tx } from '../../ports.ts';
import type { FieldFault } from '../../refusal.ts';
import { mustBeFresh } from '../../use-cases/accounts/fresh.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { bucketKey, hit, secondsLeft } from '../../use-cases/rate-limit.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { keepersOf } from '../city/rights.ts';
import { refuse } from '../people/checks.ts';
import { emailFaults, smsFaults } from './checks.ts';
import { sealSecret } from './sealed.ts';

/** Enough to set a channel up, too few to trouble anybody with. */
const testsPerPerson = { uses: 10, windowMs: 60 * 60_000 };

interface Wanted {
  readonly faults: readonly FieldFault[];
  readonly channel: ChannelName;
  readonly revision: number;
  readonly settings: EmailSettings | SmsSettings;
  readonly secret: string | undefined;
  /** Where the secret goes to: with another one it is asked for anew. */
  readonly goesTo: (settings: string) => string;
}

export function channelBook(context: Context): ChannelBook {
  const allowed = keepersOf(context, 'channels');
  const changing = async (actor: SessionActor, work: (tx: Tx) => Promise<void>) => {
    const view = await allowed(actor, async (tx) => {
      mustBeFresh(context, actor);
      await work(tx);
      return await viewOf(context, tx);
    });
    // After the commit: what was rolled back is used by nobody.
    await context.store.transaction((tx) => context.channels.refresh(tx));
    return view;
  };
  return {
    view: (actor) => allowed(actor, (tx) => viewOf(context, tx)),
    saveEmail: (actor, change) => {
      const { revision, secret, host, port, security, user, from } = change;
      const settings = { host: host.toLowerCase(), port, security, user: user.trim(), from: from.trim() };
      const goesTo = (text: string) =>
        JSON.stringify(pick(JSON.parse(text) as EmailSettings, ['host', 'port', 'user']));
      return changing(actor, (tx) =>
        save(context, tx, actor, { faults: emailFaults(change), channel: 'email', revision, settings, secret, goesTo }),
      );
    },
    saveSms: (actor, change) => {
      const { revision, secret, accountSid, from, prefixes, perDay } = change;
      const settings = { accountSid: accountSid.trim(), from: from.trim(), prefixes, perDay };
      const goesTo = (text: string) => (JSON.parse(text) as SmsSettings).accountSid;
      return changing(actor, (tx) =>
        save(context, tx, actor, { faults: smsFaults(change), channel: 'sms', revision, settings, secret, goesTo }),
      );
    },
    remove: (actor, channel, revision) =>
      changing(actor, async (tx) => {
        mustBeOurs(context, channel);
        if (!(await tx.cases.channelSettings.remove(channel, revision))) throw refusal('CHANNEL_CHANGED');
        await line(context, tx, actor, { action: 'channel.remove', channel });
      }),
    test: (actor, channel, to) => test(context, actor, channel, to),
  };
}

async function save(context: Context, tx: Tx, actor: SessionActor, wanted: Wanted): Promise<void> {
  const { channel, revision, secret } = wanted;
  mustBeOurs(context, channel);
  refuse(wanted.faults);
  const settings = JSON.stringify(wanted.settings);
  const before = (await tx.cases.channelSettings.all()).find((row) => row.channel === channel);
  if ((before?.revision ?? 0) !== revision) throw refusal('CHANNEL_CHANGED');
  const keeps = before !== undefined && wanted.goesTo(before.settings) === wanted.goesTo(settings);
  if (secret === undefined && !keeps) refuse([{ path: 'secret', rule: before ? 'SECRET_AGAIN' : 'required' }]);
  const sealed = secret === undefined && before ? pick(before, ['sealed', 'masterKeyId']) : undefined;
  const row: ChannelSettingRow = {
    channel,
    settings,
    ...(sealed ?? sealSecret(context, channel, secret ?? '')),
    revision: revision + 1,
    changedAt: context.clock(),
    changedBy: actor.username,
  };
  if (!(await tx.cases.channelSettings.put(row))) throw refusal('CHANNEL_CHANGED');
  await line(context, tx, actor, { action: 'channel.save', channel, data: { secret: secret !== undefined } });
}

async function test(context: Context, actor: SessionActor, channel: ChannelName, typed: string): Promise<ChannelTest> {
  const now = context.clock();
  const way = await keepersOf(context, 'channels')(actor, async (tx) => {
    mustBeFresh(context, actor);
    const to = recipientOf(channel, typed);
    const used = await hit(tx, bucketKey(context.secrets, 'channel-test', actor.accountId), testsPerPerson, now);
    if (used > testsPerPerson.uses) {
      throw refusal('TOO_MANY_ATTEMPTS', { seconds: secondsLeft(testsPerPerson, now) });
    }
    await context.channels.refresh(tx);
    const set = context.channels[channel];
    if (set === undefined) throw refusal('CHANNEL_NOT_SET');
    return { channel: set, to };
  });
  const code = await faultOfSending(context, way.channel, way.to);
  const data = { sent: code === null, ...(code !== null && { code }) };
  await context.store.transaction((tx) => line(context, tx, actor, { action: 'channel.test', channel, data }));
  return { sent: code === null, code };
}

/** @returns the connector's code; null where the message was taken */
async function faultOfSending(context: Context, way: NoticeChannel, to: string): Promise<string | null> {
  const at = context.clock();
  const subject = 'Wardflow: tin nhắn thử / test message';
  const text =
    'Đây là tin nhắn thử từ Wardflow. Kênh gửi tin hoạt động.\nThis is a test message of Wardflow: the channel works.';
  try {
    await way.send({ id: context.newId(at), to, subject, text, caseId: '', at });
    return null;
  } catch (error) {
    if (error instanceof Retryable || error instanceof Terminal || error instanceof Ambiguous) return error.code;
    throw error;
  }
}

function recipientOf(channel: ChannelName, typed: string): string {
  if (channel === 'email') {
    const address = typed.trim();
    if (!isEmail(address)) refuse([{ path: 'to', rule: 'email' }]);
    return address;
  }
  const number = normalisePhone(typed) ?? '';
  if (!isMobile(number)) refuse([{ path: 'to', rule: 'MOBILE_NUMBER' }]);
  return number;
}

/** @throws Refusal 409 */
function mustBeOurs(context: Context, channel: ChannelName): void {
  if (originOf(context, channel) !== 'operator') return;
  throw refusal('CHANNEL_BY_OPERATOR', { setting: channel === 'email' ? 'SMTP_URL' : 'SMS_ACCOUNT_SID' });
}

function originOf({ channels, config }: Context, channel: ChannelName, row?: ChannelSettingRow): ChannelOrigin {
  if (channels.operators.has(channel)) return 'operator';
  if (row !== undefined) return 'city';
  return config.demo ? 'mailbox' : 'none';
}

async function viewOf(context: Context, tx: Tx): Promise<ChannelsView> {
  const rows = await tx.cases.channelSettings.all();
  const state = <Settings>(channel: ChannelName) => {
    const row = rows.find((one) => one.channel === channel);
    const settings = row === undefined ? null : (JSON.parse(row.settings) as Settings);
    const { revision = 0, changedAt = null, changedBy = '' } = row ?? {};
    return { origin: originOf(context, channel, row), revision, settings, changedAt, changedBy };
  };
  return { email: state<EmailSettings>('email'), sms: state<SmsSettings>('sms') };
}

interface Line {
  readonly action: string;
  readonly channel: ChannelName;
  readonly data?: Readonly<Record<string, string | boolean>>;
}

async function line(context: Context, tx: Tx, actor: SessionActor, { action, channel, data }: Line): Promise<void> {
  const event = { actor: actor.username, action, subject: `channel:${channel}`, ...(data && { data }) };
  await audit(context, tx, event, context.clock());
}

function pick<T extends object, Key extends keyof T>(from: T, keys: readonly Key[]): Pick<T, Key> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, Key>;
}
