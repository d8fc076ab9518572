import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import type { NoticeRow } from '#engine/runtime/ports/case-rows.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { startSmtpServer } from '#test/support/smtp-server.ts';
import { startTwilioServer } from '#test/support/twilio-server.ts';

const report = { ...manhole, name: 'Võ Kim Em', phone: '0912345678', email: 'em@example.org' };

forEachDatabase((_, open) => {
  const closing: (() => Promise<void> | void)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });
  const world = async (perDay = 1_000) => {
    const { store } = await open();
    const [smtp, twilio] = await Promise.all([startSmtpServer(), startTwilioServer()]);
    const { accountSid, authToken, baseUrl } = twilio;
    const sms = twilioChannel({ accountSid, authToken, baseUrl, from: '+84900000000', timeoutMs: 5_000, perDay });
    const email = smtpChannel({ server: smtp.url, from: 'phananh@lamhai.example', timeoutMs: 5_000 });
    const test = await openApplication(store, { channels: { sms, email } });
    closing.push(smtp.close, twilio.close, test.remove);
    const notices = (): Promise<readonly NoticeRow[]> => noticesOf(store);
    return { store, smtp, twilio, test, notices };
  };
  const submit = (test: TestApplication, submissionKey: string, phone = report.phone) =>
    submitReport(test, { ...report, phone }, submissionKey);

  it('the reporter is told on every channel, once, with the outbox id as the message’s own', async () => {
    const { smtp, twilio, test, notices } = await world();
    const receipt = await submit(test, 'k1');
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    await test.advanceTo('2026-11-20T08:00:02+07:00');
    assert.equal(twilio.sent.length, 1);
    assert.equal(twilio.sent[0]?.to, '+84912345678');
    assert.ok(twilio.sent[0]?.body.includes(receipt.registerNumber));
    assert.equal(smtp.received.length, 1);
    assert.deepEqual(smtp.received[0]?.recipients, ['em@example.org']);
    const rows = await notices();
    const mail = rows.find((row) => row.channel === 'email');
    assert.equal(smtp.received[0]?.mail.messageId, `<${mail?.id}@lamhai.example>`);
    assert.deepEqual(
      rows.map((row) => row.state),
      ['sent', 'sent'],
    );
  });

  it('a mail server that is away for an hour loses nothing, keeps the order, and holds up nobody else', async () => {
    const { smtp, twilio, test, notices } = await world();
    smtp.behave('defer');
    await submit(test, 'k1');
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    assert.equal(twilio.sent.length, 1);
    const operator = await test.as('tiepnhan');
    const { tasks } = test.wardflow.application;
    const id = (await tasks.worklist(operator, { view: 'unit' })).items[0]?.taskId ?? '';
    const values = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
    await tasks.complete(operator, id, { values, files: [], submissionKey: 'v1' });
    for (let minute = 1; minute <= 60; minute += 3) {
      await test.advanceTo(`2026-11-20T08:${String(minute - 1).padStart(2, '0')}:30+07:00`);
    }
    assert.equal(smtp.received.length, 0);
    assert.equal(twilio.sent.length, 2);
    smtp.behave('accept');
    await test.advanceTo('2026-11-20T10:30:00+07:00');
    assert.equal(smtp.received.length, 2);
    const mails = (await notices()).filter((row) => row.channel === 'email');
    const sent = smtp.received.map(({ mail }) => mail.messageId);
    assert.deepEqual(
      sent,
      mails.map((row) => `<${row.id}@lamhai.example>`),
    );
  });

  it('a refusal for good is not tried again; a later notice still goes out', async () => {
    const { smtp, test, notices } = await world();
    smtp.behave('refuse');
    await submit(test, 'k1');
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    smtp.behave('accept');
    await test.advanceTo('2026-11-20T12:00:00+07:00');
    assert.equal(smtp.received.length, 0);
    const mail = (await notices()).find((row) => row.channel === 'email');
    assert.deepEqual([mail?.state, mail?.fault, mail?.attempt], ['dead', 'SMTP_550', 1]);
  });

  it('a text message whose answer was lost is looked up at the provider, and not sent twice', async () => {
    const { twilio, test, notices } = await world();
    twilio.behave('acceptThenDrop');
    await submit(test, 'k1');
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    assert.equal((await notices()).find((row) => row.channel === 'sms')?.state, 'unknown');
    twilio.behave('accept');
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    assert.equal((await notices()).find((row) => row.channel === 'sms')?.state, 'unknown');
    await test.advanceTo('2026-11-20T08:03:00+07:00');
    assert.equal(twilio.sent.length, 1);
    const row = (await notices()).find((found) => found.channel === 'sms');
    assert.deepEqual([row?.state, row?.providerId], ['sent', twilio.sent[0]?.sid]);
    await test.wardflow.noticeReport(row?.id ?? '', { status: 'delivered', providerId: 'SM1' });
    await test.wardflow.noticeReport(row?.id ?? '', { status: 'sent', providerId: 'SM1' });
    assert.equal((await notices()).find((found) => found.channel === 'sms')?.state, 'delivered');
  });

  it('a second text message in the same words is not taken for the first one where its sender died', async () => {
    const { store, twilio, test, notices } = await world();
    await submit(test, 'k1');
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    const first = (await notices()).find((row) => row.channel === 'sms') ?? assert.fail('nothing was written');
    const id = first.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const died = { state: 'sending', leaseUntil: 1, leaseToken: 'dead', providerId: '', sentAt: null } as const;
    await store.transaction((tx) => tx.cases.notices.insert({ ...first, ...died, id, dedupeKey: 'again' }));
    await test.advanceTo('2026-11-20T08:00:02+07:00');
    assert.deepEqual(
      twilio.sent.map(({ body }) => body),
      [twilio.sent[0]?.body, twilio.sent[0]?.body],
    );
    const again = (await notices()).find((row) => row.id === id);
    assert.deepEqual([again?.state, again?.providerId], ['sent', twilio.sent[1]?.sid]);
  });

  it('a notice that cannot be put into words waits by itself; those behind it go out', async () => {
    const { store, smtp, test, notices } = await world();
    await submit(test, 'k1');
    await submit(test, 'k2');
    const [broken] = (await notices()).filter((row) => row.channel === 'email');
    // A sealed text that was tampered with: reading it fails, whatever is tried.
    const connection = store.orm.em.getConnection();
    const wrapped = Buffer.from('broken');
    const id = Buffer.from(broken?.caseId.replaceAll('-', '') ?? '', 'hex');
    await connection.execute('update vault_key set wrapped = ? where case_id = ?', [wrapped, id]);
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    assert.equal(smtp.received.length, 1);
    const row = (await notices()).find((found) => found.id === broken?.id);
    assert.deepEqual([row?.state, row?.fault, row?.attempt], ['queued', 'UNEXPECTED', 1]);
  });

  it('two workers beside each other send each notice once', async () => {
    const { store, smtp, twilio, test } = await world();
    const other = await openApplication(store, { channels: test.deps.channels, secrets: test.deps.secrets });
    closing.push(other.remove);
    for (let index = 0; index < 5; index += 1) await submit(test, `k${index}`, `091234567${index}`);
    const now = Date.parse('2026-11-20T08:01:00+07:00');
    await Promise.all([test.wardflow.notices.runDue(now), other.wardflow.notices.runDue(now)]);
    assert.equal(twilio.sent.length, 5);
    assert.equal(smtp.received.length, 5);
  });

  it('S17 a number gets three SMS in ten minutes; what would be too many waits and holds up nobody else', async () => {
    const { twilio, smtp, test, notices } = await world();
    for (let index = 0; index < 5; index += 1) await submit(test, `k${index}`);
    await submit(test, 'other', '0987654321');
    const to = (number: string) => twilio.sent.filter((sms) => sms.to === number).length;
    await test.advanceTo('2026-11-20T08:00:01+07:00');
    assert.deepEqual([to('+84912345678'), to('+84987654321'), smtp.received.length], [3, 1, 6]);
    const waiting = (await notices()).filter((row) => row.channel === 'sms' && row.state === 'queued');
    assert.deepEqual(
      waiting.map(({ fault, attempt }) => [fault, attempt]),
      [
        ['RECIPIENT_LIMIT', 0],
        ['RECIPIENT_LIMIT', 0],
      ],
    );
    await test.advanceTo('2026-11-20T08:09:59+07:00');
    assert.equal(to('+84912345678'), 3);
    await test.advanceTo('2026-11-20T08:10:01+07:00');
    assert.equal(to('+84912345678'), 5);
  });

  it('S17 a number gets ten SMS a day; the rest goes out the next day, and none is lost', async () => {
    const { twilio, test, notices } = await world();
    for (let index = 0; index < 12; index += 1) await submit(test, `k${index}`);
    for (let hour = 8; hour < 24; hour += 1)
      await test.advanceTo(`2026-11-20T${String(hour).padStart(2, '0')}:30:00+07:00`);
    assert.equal(twilio.sent.length, 10);
    await test.advanceTo('2026-11-21T07:00:01+07:00');
    assert.equal(twilio.sent.length, 12);
    assert.ok((await notices()).every((row) => row.state === 'sent'));
  });

  it('S17 all numbers together get no more than the budget of a day; the rest goes out the next day', async () => {
    const { twilio, test, notices } = await world(3);
    for (let index = 0; index < 5; index += 1) await submit(test, `k${index}`, `091234567${index}`);
    for (let hour = 8; hour < 24; hour += 4)
      await test.advanceTo(`2026-11-20T${String(hour).padStart(2, '0')}:30:00+07:00`);
    assert.equal(twilio.sent.length, 3);
    await test.advanceTo('2026-11-21T07:00:01+07:00');
    assert.equal(twilio.sent.length, 5);
    assert.ok((await notices()).every((row) => row.state === 'sent'));
  });

  it('a try that sent nothing does not count', async () => {
    const { twilio, test } = await world();
    for (let index = 0; index < 3; index += 1) await submit(test, `k${index}`);
    twilio.behave('tooMany');
    for (let second = 1; second <= 50; second += 7)
      await test.advanceTo(`2026-11-20T08:00:${String(second).padStart(2, '0')}+07:00`);
    assert.equal(twilio.sent.length, 0);
    twilio.behave('accept');
    await test.advanceTo('2026-11-20T08:09:00+07:00');
    assert.equal(twilio.sent.length, 3);
  });

  it('a worker that died while sending leaves a notice that the next one takes up after its lease', async () => {
    const { store, smtp, test, notices } = await world();
    await submit(test, 'k1');
    const now = Date.parse('2026-11-20T08:00:01+07:00');
    await store.transaction(async (tx) => {
      const [row] = await tx.cases.notices.due('email', now, 1);
      assert.ok(row && (await tx.cases.notices.lease(row, { token: 'dead', until: now + 60_000 })));
      assert.equal(await tx.cases.notices.lease(row, { token: 'late', until: now + 60_000 }), false);
    });
    await test.advanceTo('2026-11-20T08:00:30+07:00');
    assert.equal(smtp.received.length, 0);
    await test.advanceTo('2026-11-20T08:01:05+07:00');
    assert.equal(smtp.received.length, 1);
    const mail = (await notices()).find((row) => row.channel === 'email');
    const late = { state: 'dead', nextAt: 0, providerId: '', providerStatus: '', fault: 'LATE', sentAt: null } as const;
    assert.equal(await store.transaction((tx) => tx.cases.notices.settle(mail?.id ?? '', 'dead', late)), false);
  });
});

async function noticesOf(store: OpenStore): Promise<readonly NoticeRow[]> {
  return await store.transaction(async (tx) => {
    const instances = await tx.engine.instances.page(null, 50);
    const rows: NoticeRow[] = [];
    for (const id of instances) {
      const caseId = (await tx.engine.instances.byId(id))?.caseId;
      if (caseId) rows.push(...(await tx.cases.notices.ofCase(caseId)));
    }
    return rows;
  });
}
