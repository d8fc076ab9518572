import assert from 'node:assert/strict';
import { after, beforeEach, describe, it } from 'node:test';
import { Retryable, Terminal } from '#engine/runtime/ports/channels.ts';
import { startSmtpServer, type TestSmtpServer } from '#test/support/smtp-server.ts';
import { channelContract } from '../channel-contract.ts';
import { smtpChannel } from './connector.ts';

describe('e-mail over SMTP', () => {
  let server: TestSmtpServer | undefined;
  const world = () => {
    assert.ok(server);
    const { received, behave, url } = server;
    return {
      channel: smtpChannel({
        server: url,
        from: 'phananh@lamhai.example',
        fromName: 'Tương tác Lam Hải',
        timeoutMs: 1_500,
      }),
      recipient: 'nguoi.dan+1@example.org',
      wrongRecipients: [
        'a@x.example\r\nBcc: evil@y.example',
        'a@x.example, evil@y.example',
        '"a@x.example" <evil@y.example>',
        'a@x.example;evil@y.example',
        '<a@x.example>',
        'a b@x.example',
        '@x.example',
        'a@',
        '',
        `${'a'.repeat(65)}@x.example`,
      ],
      arrived: () =>
        received.map(({ recipients, mail }) => ({
          to: recipients.join(','),
          text: (mail.text ?? '').trim(),
          identity: mail.messageId ?? '',
        })),
      faults: { later: () => behave('defer'), never: () => behave('refuse'), unknown: () => behave('hang') },
      recover: () => behave('accept'),
    };
  };
  beforeEach(async () => {
    await server?.close();
    server = await startSmtpServer();
  });
  after(() => server?.close());

  channelContract(world);

  it('S09 sends text and plain HTML, names the machine as its author, and takes the id from the outbox', async () => {
    const { channel, recipient } = world();
    const id = '0193476e-0000-7000-8000-0000000000aa';
    const text = 'Kết quả:\n\n<b>{{7*7}}</b> https://tuongtac.lamhai.example/follow';
    await channel.send({ id, to: recipient, subject: 'Kết quả\r\nBcc: evil@y.example', text, caseId: id, at: 0 });
    const mail = server?.received[0]?.mail;
    assert.equal(mail?.messageId, `<${id}@lamhai.example>`);
    assert.equal(mail?.subject, 'Kết quả Bcc: evil@y.example');
    assert.deepEqual(server?.received[0]?.recipients, [recipient]);
    assert.equal(mail?.headers.get('auto-submitted'), 'auto-generated');
    assert.ok(
      String(mail?.html).includes('&lt;b&gt;{{7*7}}&lt;/b&gt; <a href="https://tuongtac.lamhai.example/follow">'),
    );
  });

  it('nobody listening there is worth another try', async () => {
    const { channel, recipient } = world();
    await server?.close();
    await assert.rejects(
      channel.send({ id: 'x', to: recipient, subject: '', text: '', caseId: 'x', at: 0 }),
      (error) => error instanceof Retryable && error.code === 'SMTP_UNREACHABLE',
    );
  });

  it('a sender that is no address stops the start', () => {
    assert.throws(() => smtpChannel({ server: 'smtp://127.0.0.1', from: 'a@b, c@d' }), RangeError);
    assert.ok(new Terminal('x') instanceof Error);
  });
});
