import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { Ambiguous, Retryable } from '#engine/runtime/ports/channels.ts';
import { startTwilioServer, type TestTwilioServer } from '#test/support/twilio-server.ts';
import { channelContract } from '../channel-contract.ts';
import { twilioChannel } from './connector.ts';

describe('text messages through Twilio', () => {
  let server: TestTwilioServer | undefined;
  const statusUrl = 'https://tuongtac.lamhai.example/api/v1/notices/status';
  const world = (authToken?: string) => {
    assert.ok(server);
    const { baseUrl, accountSid, sent, behave } = server;
    const settings = { accountSid, authToken: authToken ?? server.authToken, from: '+84900000000', baseUrl, statusUrl };
    return {
      channel: twilioChannel({ ...settings, timeoutMs: 1_500 }),
      recipient: '+84912345678',
      wrongRecipients: [
        '0912345678',
        '+12025550123',
        '+855912345678',
        '+84912345678,+84987654321',
        '+84912345678\r\nX: y',
        'abc',
        '',
      ],
      arrived: () => sent.map(({ to, body, sid }) => ({ to, text: body, identity: sid })),
      faults: { later: () => behave('tooMany'), never: () => behave('refuse'), unknown: () => behave('fault') },
      recover: () => behave('accept'),
    };
  };
  const message = { id: '0193476e-0000-7000-8000-0000000000aa', subject: null, text: 'Xin chào', caseId: 'x', at: 0 };
  beforeEach(async () => {
    await server?.close();
    server = await startTwilioServer();
  });
  after(() => server?.close());

  channelContract(() => world());

  it('gives the provider an address for reports that names the outbox row', async () => {
    const { channel, recipient } = world();
    await channel.send({ ...message, to: recipient });
    assert.equal(server?.sent[0]?.statusCallback, `${statusUrl}?notice=${message.id}`);
    assert.equal(server?.sent[0]?.from, '+84900000000');
  });

  it('S17 other countries are served where the settings say so', async () => {
    assert.ok(server);
    const { accountSid, authToken, baseUrl, sent } = server;
    const channel = twilioChannel({ accountSid, authToken, baseUrl, from: '+84900000000', prefixes: ['+84', '+856'] });
    await channel.send({ ...message, to: '+8562055501234' });
    assert.equal(sent[0]?.to, '+8562055501234');
    await assert.rejects(channel.send({ ...message, to: '+12025550123' }), { code: 'RECIPIENT_NOT_SERVED' });
  });

  it('a message whose answer was lost is found again and not sent twice', async () => {
    const { channel, recipient, recover } = world();
    server?.behave('acceptThenDrop');
    await assert.rejects(channel.send({ ...message, to: recipient }), Ambiguous);
    recover();
    const sid = server?.sent[0]?.sid ?? '';
    const find = (others: readonly string[]) =>
      channel.find?.({ ...message, to: recipient }, { since: Date.now(), others: new Set(others) });
    assert.equal((await find([]))?.providerId, sid);
    assert.equal(await find([sid]), undefined, 'that is another notice with the same words');
    assert.equal(server?.sent.length, 1);
  });

  it('a provider that never answers leaves the fate unknown; wrong credentials and nobody there are tried again', async () => {
    const { channel, recipient } = world();
    server?.behave('hang');
    await assert.rejects(channel.send({ ...message, to: recipient }), Ambiguous);
    const refused = world('wrong').channel.send({ ...message, to: recipient });
    await assert.rejects(refused, (error) => error instanceof Retryable && error.code === 'SMS_CREDENTIALS_REFUSED');
    await server?.close();
    const nobody = channel.send({ ...message, to: recipient });
    await assert.rejects(nobody, (error) => error instanceof Retryable && error.code === 'SMS_UNREACHABLE');
  });
});
