// The encrypted line to a real MariaDB, with certificates made by openssl: the right server, and every wrong one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { databaseNames } from '#test/support/databases.ts';
import { type RunningMariaDb, startMariaDb } from '#test/support/mariadb.ts';
import { openSnapshot } from '../backup/snapshot.ts';
import { parseDatabaseUrl } from '../url.ts';
import { connectMysql } from './connect.ts';

if (databaseNames.includes('MariaDB')) describe('the line to the database', declare);

function declare(): void {
  let folder: string;
  let server: RunningMariaDb;
  const file = (name: string) => join(folder, name);

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'wardflow-tls-'));
    certificate('ca', []);
    certificate('other', []);
    for (const name of ['server', 'client']) certificate(name, ['-CA', file('ca.pem'), '-CAkey', file('ca.key')]);
    // The server runs as a user of its own.
    chmodSync(folder, 0o755);
    chmodSync(file('server.key'), 0o644);
    const pem = [`--ssl-ca=${file('ca.pem')}`, `--ssl-cert=${file('server.pem')}`, `--ssl-key=${file('server.key')}`];
    server = await startMariaDb(pem);
    const root = await createConnection(server.url);
    await root.query('create database tls character set utf8mb4');
    await root.query(`create user known@'%' identified by 'pw' require x509`);
    await root.query(`create user hidden@'%' identified by 'pw' require ssl`);
    await root.query(`grant all on tls.* to known@'%', hidden@'%'`);
    await root.end();
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const certificate = (name: string, by: readonly string[]) => {
    const made = ['-keyout', file(`${name}.key`), '-out', file(`${name}.pem`), '-subj', `/CN=${name}`, '-days', '2'];
    const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const named = by.length === 0 ? [] : ['-addext', `subjectAltName=DNS:${name}.example`];
    const { status, stderr } = spawnSync('openssl', ['req', '-x509', ...kind, ...made, ...by, ...named], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
  };
  const urlOf = (user: string, parameters: Readonly<Record<string, string>>) =>
    `${server.url.replace('root@', `${user}@`)}/tls?${new URLSearchParams(parameters)}`;
  /** @returns the cipher of the line */
  const open = async (url: string): Promise<string> => {
    const address = parseDatabaseUrl(url);
    assert.equal(address.kind, 'mysql');
    const connected = await connectMysql(address, { connectionsMax: 2, waitMs: 5_000 });
    try {
      const asked = await connected.orm.em.getConnection().execute(`show session status like 'Ssl_cipher'`);
      return (asked as unknown as readonly { readonly Value: string }[])[0]?.Value ?? '';
    } finally {
      await connected.close();
    }
  };

  it('is encrypted, for the product and for a backup, and no other server is believed', async () => {
    const right = { 'tls-ca': file('ca.pem'), 'tls-name': 'server.example' };
    assert.match(await open(urlOf('hidden:pw', right)), /^TLS_|GCM|CHACHA/);
    const snapshot = await openSnapshot(urlOf('hidden:pw', right));
    const [line] = await snapshot.query(`show session status like 'Ssl_cipher'`);
    assert.notEqual(line?.['Value'], '');
    await snapshot.close();
    for (const [wrong, why] of [
      [{ ...right, 'tls-ca': file('other.pem') }, /certificate/i],
      [{ ...right, 'tls-name': 'elsewhere.example' }, /altnames|does not match/i],
      [{ tls: 'on', 'tls-name': 'server.example' }, /certificate/i],
    ] as const) {
      await assert.rejects(open(urlOf('hidden:pw', wrong)), why, JSON.stringify(wrong));
      await assert.rejects(openSnapshot(urlOf('hidden:pw', wrong)), why);
    }
    await assert.rejects(open(urlOf('hidden:pw', {})), /denied/i, 'in the clear nobody is let in');
  });

  it('shows our own certificate where the server asks for one', async () => {
    const right = { 'tls-ca': file('ca.pem'), 'tls-name': 'server.example' };
    const ours = { 'tls-cert': file('client.pem'), 'tls-key': file('client.key') };
    assert.notEqual(await open(urlOf('known:pw', { ...right, ...ours })), '');
    await assert.rejects(open(urlOf('known:pw', right)), /denied/i);
  });

  it('what is half said of it is refused before anybody is asked', () => {
    for (const wrong of [
      { tls: 'on' },
      { 'tls-name': 'a.example', 'tls-ca': file('missing.pem') },
      { 'tls-name': 'a.example', 'tls-cert': file('client.pem') },
      { tls: 'off', 'tls-name': 'a.example' },
      { ssl: 'on' },
    ]) {
      assert.throws(() => parseDatabaseUrl(urlOf('hidden:pw', wrong)), { name: 'StoreFault' }, JSON.stringify(wrong));
    }
  });
}
