/** With a mail server and an SMS account set, the citizen is told by the real ways out, and reports come back in. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startSmtpServer } from '#test/support/smtp-server.ts';
import { startTwilioServer } from '#test/support/twilio-server.ts';
import { noticeStatusPath, signatureOf } from './notice-status.ts';
import { openDoor, report } from './support/door.ts';

const [smtp, twilio] = await Promise.all([startSmtpServer(), startTwilioServer()]);
const door = await openDoor({
  SMTP_URL: smtp.url,
  SMTP_FROM: 'phananh@lamhai.example',
  SMS_ACCOUNT_SID: twilio.accountSid,
  SMS_AUTH_TOKEN: twilio.authToken,
  SMS_FROM: '+84900000000',
  SMS_BASE_URL: twilio.baseUrl,
});
after(async () => {
  await door.close();
  await Promise.all([smtp.close(), twilio.close()]);
});

async function found<T>(look: () => T | undefined | Promise<T | undefined>, what: string): Promise<T> {
  const until = Date.now() + 15_000;
  for (;;) {
    const value = await look();
    if (value !== undefined) return value;
    assert.ok(Date.now() < until, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a report is confirmed by SMS and by e-mail, each once, to this citizen alone', async () => {
  const form = report({ anonymous: false, name: 'Nguyễn Thị Mai', phone: '0912 345 678', email: 'mai@example.vn' });
  const { body: receipt } = await door.call('/api/v1/reports', { form });
  const sms = await found(() => twilio.sent.find(({ body }) => body.includes(receipt.registerNumber)), 'the SMS');
  assert.deepEqual([sms.to, sms.from], ['+84912345678', '+84900000000']);
  const mail = await found(
    () => smtp.received.find((each) => (each.mail.text ?? '').includes(receipt.registerNumber)),
    'the e-mail',
  );
  assert.deepEqual(mail.recipients, ['mai@example.vn']);
  assert.equal(mail.mail.from?.value[0]?.address, 'phananh@lamhai.example');
  assert.equal(twilio.sent.filter(({ body }) => body.includes(receipt.registerNumber)).length, 1);
  assert.deepEqual(await door.running.installation.wardflow.application.mailbox.list(10), []);
});

test('the provider reports the SMS as delivered: a signed report counts, an unsigned one does not', async () => {
  const [sms] = twilio.sent;
  const callback = new URL(sms?.statusCallback ?? assert.fail('Twilio was told where to report'));
  const notice = callback.searchParams.get('notice');
  const { store } = door.running.installation;
  const delivered = () => store.transaction(async (tx) => (await tx.cases.notices.countByState())['delivered'] ?? 0);
  const fields = { MessageSid: sms?.sid ?? '', MessageStatus: 'delivered' };
  const send = (signature: string) =>
    door.call(`${noticeStatusPath}?notice=${notice}`, {
      method: 'POST',
      text: new URLSearchParams(fields).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    });
  assert.equal((await send('made up')).status, 403);
  assert.equal(await delivered(), 0);
  const signature = signatureOf(twilio.authToken, callback.href, new Map(Object.entries(fields)));
  assert.equal((await send(signature)).status, 204);
  assert.equal((await send(signature)).status, 204);
  assert.equal(await delivered(), 1);
});
