// How messages leave the house, on a screen: a real mail server, encrypted, with an account.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { twilioChannel } from '#connectors/sms-twilio/connector.ts';
import { smtpChannel } from '#connectors/smtp/connector.ts';
import { applicationsOf, openApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { startSmtpServer, type TestSmtpServer } from '#test/support/smtp-server.ts';
import { masterKeyId } from '../../use-cases/vault.ts';
import { rotateKey } from '../installation/rotate-key.ts';
import type { ChannelMaker } from './live-channels.ts';

const password = 'mat-khau-cua-may-chu-thu';
const mail = {
  host: 'mail.lamhai.example',
  port: 465,
  security: 'tls',
  user: 'phananh',
  from: 'pa@lamhai.example',
} as const;

/** Where the connectors go here: the mail server of this test, whatever name was typed. */
let server: TestSmtpServer;
const maker: ChannelMaker = {
  email: ({ from, ...typed }, secret) => {
    const { hostname: host, port } = new URL(server.url);
    const there = typed.host === mail.host ? { host, port: Number(port) } : { host: typed.host, port: typed.port };
    return smtpChannel({
      from,
      timeoutMs: 5_000,
      server: { ...typed, ...there, password: secret, allowed: () => true },
    });
  },
  sms: (settings, authToken) => twilioChannel({ ...settings, authToken }),
};

const trusted = getCACertificates('default');
before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wardflow-mail-'));
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')];
  const made = [
    '-keyout',
    key,
    '-out',
    cert,
    '-subj',
    '/CN=mail',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-days',
    '2',
  ];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  assert.equal(spawnSync('openssl', ['req', '-x509', ...kind, ...made]).status, 0);
  const pem = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  rmSync(folder, { recursive: true });
  setDefaultCACertificates([...trusted, pem.cert]);
  server = await startSmtpServer({ ...pem, user: mail.user, password });
});
after(async () => {
  setDefaultCACertificates(trusted);
  await server.close();
});

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened({ channelMaker: maker });
    const { channelBook } = test.wardflow.application;
    return { test, store, channelBook, quantri: await test.as('quantri') };
  };

  it('who does not keep the channels neither sees nor sets them; setting asks for a fresh sign-in', async () => {
    const { test, channelBook, quantri } = await start();
    const head = await test.as('lamdong.ktht.lanhdao');
    const change = { ...mail, revision: 0, secret: password };
    for (const tried of [
      () => channelBook.view(head),
      () => channelBook.saveEmail(head, change),
      () => channelBook.remove(head, 'email', 1),
      () => channelBook.test(head, 'email', 'a@lamhai.example'),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 }, String(tried));
    }
    await test.advanceTo('2026-11-20T08:16:00+07:00');
    for (const tried of [
      () => channelBook.saveEmail(quantri, change),
      () => channelBook.remove(quantri, 'email', 1),
      () => channelBook.test(quantri, 'email', 'a@lamhai.example'),
    ]) {
      await assert.rejects(tried, { code: 'SIGN_IN_AGAIN' }, String(tried));
    }
  });

  it('what is saved is what sends; the password is sealed and comes out nowhere', async () => {
    const { test, store, channelBook, quantri } = await start();
    assert.equal((await channelBook.view(quantri)).email.origin, 'mailbox');
    const saved = await channelBook.saveEmail(quantri, { ...mail, revision: 0, secret: password });
    assert.deepEqual(saved.email, {
      origin: 'city',
      revision: 1,
      settings: mail,
      changedAt: test.now(),
      changedBy: 'quantri',
    });
    assert.deepEqual(await channelBook.test(quantri, 'email', 'thu@lamhai.example'), { sent: true, code: null });
    assert.deepEqual(server.received.at(-1)?.recipients, ['thu@lamhai.example']);
    const kept = JSON.stringify([
      saved,
      await store.transaction((tx) => tx.cases.audit.latest(20)),
      await store.transaction((tx) => tx.cases.channelSettings.all()),
    ]);
    assert.ok(!kept.includes(password));
    assert.match(kept, /channel\.save/);
    assert.match(kept, /channel\.test/);
  });

  it('notices go the way that was set meanwhile, in this process and in another', async () => {
    const { test, store, channelBook, quantri } = await start();
    const beside = await openApplication(store, { channelMaker: maker, secrets: test.deps.secrets });
    await channelBook.saveEmail(quantri, { ...mail, revision: 0, secret: password });
    await beside.wardflow.loadCity();
    for (const one of [test, beside]) {
      const kept = (await one.wardflow.application.channelBook.view(quantri)).email;
      assert.deepEqual([kept.origin, kept.revision], ['city', 1]);
    }
    const before = server.received.length;
    assert.equal(
      (await beside.wardflow.application.channelBook.test(quantri, 'email', 'hai@lamhai.example')).sent,
      true,
    );
    assert.equal(server.received.length, before + 1);
    beside.remove();
    const gone = await channelBook.remove(quantri, 'email', 1);
    assert.equal(gone.email.origin, 'mailbox');
  });

  it('a wrong password is said by its name, and nothing pretends to have gone', async () => {
    const { channelBook, quantri } = await start();
    await channelBook.saveEmail(quantri, { ...mail, revision: 0, secret: 'sai' });
    assert.deepEqual(await channelBook.test(quantri, 'email', 'thu@lamhai.example'), {
      sent: false,
      code: 'SMTP_CREDENTIALS_REFUSED',
    });
    await assert
      .rejects(channelBook.test(quantri, 'sms', '0912345678'), { code: 'MOBILE_NUMBER' })
      .catch(() => undefined);
  });

  it('the password does not follow to another server or account; without a change it stays', async () => {
    const { channelBook, quantri } = await start();
    await channelBook.saveEmail(quantri, { ...mail, revision: 0, secret: password });
    for (const elsewhere of [{ host: 'mail.khac.example' }, { port: 587 }, { user: 'khac' }]) {
      await assert.rejects(channelBook.saveEmail(quantri, { ...mail, ...elsewhere, revision: 1 }), {
        code: 'INVALID_FIELDS',
        fields: [{ path: 'secret', rule: 'SECRET_AGAIN' }],
      });
    }
    await channelBook.saveEmail(quantri, { ...mail, from: 'khac@lamhai.example', revision: 1 });
    assert.equal((await channelBook.test(quantri, 'email', 'thu@lamhai.example')).sent, true);
    await assert.rejects(channelBook.saveEmail(quantri, { ...mail, revision: 1, secret: password }), {
      code: 'CHANNEL_CHANGED',
      status: 409,
    });
  });

  it('bad settings are refused by field, and what the operator has set is not touched here', async () => {
    const { channelBook, quantri } = await start();
    await assert.rejects(
      channelBook.saveEmail(quantri, {
        ...mail,
        host: 'mail server',
        port: 6379,
        from: 'pa',
        revision: 0,
        secret: 'x',
      }),
      {
        fields: [
          { path: 'host', rule: 'HOST_NAME' },
          { path: 'port', rule: 'MAIL_PORT' },
          { path: 'from', rule: 'email' },
        ],
      },
    );
    const sms = { accountSid: 'AC1', from: '1022', prefixes: ['84'], perDay: 10, revision: 0, secret: 'x' };
    await assert.rejects(channelBook.saveSms(quantri, sms), {
      fields: [{ path: 'prefixes', rule: 'PHONE_PREFIX', params: { text: '84' } }],
    });
    const { test } = await opened({ channels: { email: maker.email(mail, password) }, channelMaker: maker });
    const other = await test.as('quantri');
    const book = test.wardflow.application.channelBook;
    assert.equal((await book.view(other)).email.origin, 'operator');
    await assert.rejects(book.saveEmail(other, { ...mail, revision: 0, secret: password }), {
      code: 'CHANNEL_BY_OPERATOR',
    });
  });

  it('a new secret of the installation seals the passwords anew', async () => {
    const { test, store, channelBook, quantri } = await start();
    await channelBook.saveEmail(quantri, { ...mail, revision: 0, secret: password });
    const before = test.deps.secrets;
    const masterKey = new Uint8Array(32).fill(7);
    const secrets = { ...before, masterKey, otherMasterKeys: [before.masterKey] };
    await rotateKey({ store, secrets, random: test.deps.random, clock: test.now });
    const [row] = await store.transaction((tx) => tx.cases.channelSettings.all());
    assert.equal(row?.masterKeyId, masterKeyId({ masterKey }));
    const after = await openApplication(store, { channelMaker: maker, secrets: { ...before, masterKey } });
    await after.wardflow.loadCity();
    assert.equal(
      (await after.wardflow.application.channelBook.test(quantri, 'email', 'thu@lamhai.example')).sent,
      true,
    );
  });
});
