import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig } from './config.ts';
import { settings } from './settings.ts';

test('without any setting there is a laptop: port 3000, SQLite in ./data, the demo on a first start', () => {
  const config = readConfig({});
  assert.equal(config.port, 3000);
  assert.equal(config.databaseUrl, `sqlite:${resolve('./data/wardflow.db')}`);
  assert.equal(config.publicUrl, 'http://localhost:3000');
  assert.equal(config.demo, 'first');
  assert.equal(config.mail, null);
  assert.equal(config.sms, null);
  assert.ok(Object.isFrozen(config));
});

test('all faults are listed at once', () => {
  const wrong = {
    PORT: '70000',
    DATABASE_URL: 'postgres://x/y',
    PUBLIC_URL: 'ftp://x',
    SMTP_URL: 'smtp://mail.example',
    SMS_AUTH_TOKEN: 'token',
    SMS_PREFIXES: '84, +856',
    WARDFLOW_DEMO: 'yes',
    SECRET_KEY: 'short',
    S3_ENDPOINT: 's3.example',
    TRUST_PROXY: '10.0.0.0/8, proxy.example',
    LOG_LEVEL: 'loud',
  };
  assert.throws(
    () => readConfig(wrong),
    (error) => {
      assert.ok(error instanceof ConfigError);
      for (const name of [...Object.keys(wrong).filter((key) => key !== 'SMTP_URL' && key !== 'SMS_AUTH_TOKEN')])
        assert.equal(error.faults.filter((fault) => fault.startsWith(name)).length, 1, name);
      for (const name of ['SMTP_FROM', 'SMS_ACCOUNT_SID', 'SMS_FROM']) assert.match(error.message, new RegExp(name));
      return true;
    },
  );
});

test('SMS go to numbers of Việt Nam, unless the settings name other countries', () => {
  const account = { SMS_ACCOUNT_SID: 'AC0', SMS_AUTH_TOKEN: 'token', SMS_FROM: '+84900000000' };
  assert.deepEqual(readConfig(account).sms?.prefixes, ['+84']);
  assert.deepEqual(readConfig({ ...account, SMS_PREFIXES: '+84, +856' }).sms?.prefixes, ['+84', '+856']);
});

test('no fault shows a password', () => {
  assert.throws(
    () =>
      readConfig({
        SMTP_URL: 'http://mail:hunter2@host',
        DATABASE_URL: 'mysql://root:hunter2@',
        SECRET_KEY: 'hunter2',
      }),
    (error) => error instanceof ConfigError && error.faults.length === 3 && !error.message.includes('hunter2'),
  );
});

test('docs/configuration.md names exactly the settings there are, with default and meaning', async () => {
  const document = await readFile(new URL('../docs/configuration.md', import.meta.url), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('| `'));
  assert.deepEqual(
    rows,
    settings.map(({ name, fallback, meaning }) => `| \`${name}\` | ${fallback} | ${meaning} |`),
  );
});
