/**
 * What the machine can do to the product: a full disk, a file system or a database that takes no writes, no connection
 * left. Each time whoever asks is told so and when to come again, nothing is half written, and it goes on without a restart.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { type Connection, createConnection } from 'mysql2/promise';
import { Refusal } from '#engine/runtime/refusal.ts';
import { openStore } from '#engine/store/open.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { type Answer, type Door, openDoor, photo, report } from './support/door.ts';

const mib = 1024 * 1024;
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const one of cleanUp.reverse()) await one();
  await stopOwn();
});

// Who is not the administrator of the machine may mount nothing: there the database alone is made full.
if (mayMount())
  describe('on a file system of its own', () => {
    test('a disk that is full is told with 507, and once there is room it goes on', async () => {
      const folder = mounted(['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs']);
      const door = await opened({ DATA_DIR: folder });
      assert.equal((await sent(door)).status, 200);
      const filler = join(folder, 'filler');
      fillUp(filler);
      assert.deepEqual((await ready(door)).body.checks.disk, 'less than 32 MiB are left in DATA_DIR');
      const refused = await until(door, 507);
      assertProblem(refused, 'STORAGE_FULL');
      assert.equal((await door.call('/healthz')).status, 200);
      rmSync(filler);
      assert.equal((await sent(door)).status, 200);
      await readyAgain(door);
      assert.equal(await wholeCases(door), true);
    });

    test('photos that cannot be written are refused with the report, and stay no rest', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'wardflow-ro-'));
      cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
      await mkdir(join(folder, 'files'));
      const door = await opened({ DATA_DIR: folder });
      mount(['--bind', join(folder, 'files'), join(folder, 'files')]);
      cleanUp.push(() => umount(join(folder, 'files')));
      mount(['-o', 'remount,bind,ro', join(folder, 'files')]);
      const before = await cases(door);
      assertProblem(await sent(door, await photo()), 'STORAGE_READ_ONLY');
      assert.equal(await cases(door), before, 'nothing half written');
      mount(['-o', 'remount,bind,rw', join(folder, 'files')]);
      assert.equal((await sent(door, await photo())).status, 200);
    });
  });

describe('on SQLite', () => {
  test('a database that may not grow is told with 507, and once it may it goes on', async () => {
    const door = await opened({});
    const { orm } = door.running.installation.store;
    await orm.em.getConnection().execute('pragma max_page_count = 1');
    assertProblem(await until(door, 507), 'STORAGE_FULL');
    await orm.em.getConnection().execute('pragma max_page_count = 1000000');
    assert.equal((await sent(door)).status, 200);
    assert.equal(await wholeCases(door), true);
  });

  test('a database that takes no writes is told, readiness says so, and it goes on', async () => {
    const door = await opened({});
    const { orm } = door.running.installation.store;
    await orm.em.getConnection().execute('pragma query_only = 1');
    assertProblem(await sent(door), 'STORAGE_READ_ONLY');
    assert.equal((await ready(door)).body.checks.database, 'takes no writes');
    await orm.em.getConnection().execute('pragma query_only = 0');
    assert.equal((await sent(door)).status, 200);
    await readyAgain(door);
  });
});

if (databaseNames.includes('MariaDB'))
  describe('on MariaDB', () => {
    test('a server without a connection left is told with 503, and it goes on when there is one', async () => {
      const { door, url, administer } = await limited('max_user_connections 6');
      assert.equal((await sent(door)).status, 200);
      const held = await allConnections(url, administer);
      try {
        assertProblem(await sent(door), 'DATABASE_BUSY');
        assert.equal((await ready(door)).body.checks.database, 'has no connection left');
      } finally {
        for (const connection of held) connection.destroy();
      }
      assert.equal((await sentAtLast(door)).status, 200);
      await readyAgain(door);
    });

    test('a server that has become read only is told with 503, and it goes on', async () => {
      const { door, administer, database } = await limited('max_user_connections 0');
      assert.equal((await sent(door)).status, 200);
      const before = await cases(door);
      await administer(`revoke insert, update, delete on ${database}.* from '${door.settings['USERNAME']}'`);
      // Connections keep what they were allowed when they began.
      await administer(`kill user '${door.settings['USERNAME']}'`);
      assertProblem(await sent(door), 'STORAGE_READ_ONLY');
      assert.equal((await ready(door)).body.checks.database, 'takes no writes');
      assert.equal(await cases(door), before);
      await administer(`grant all on ${database}.* to '${door.settings['USERNAME']}'`);
      await administer(`kill user '${door.settings['USERNAME']}'`);
      assert.equal((await sentAtLast(door)).status, 200);
      await readyAgain(door);
    });

    test('who waits in vain for a connection of the pool is told so, and the next one gets through', async () => {
      const place = await newDatabase('MariaDB');
      cleanUp.push(place.remove);
      const store = await openStore({ url: place.url, connectionsMax: 1, connectionWaitMs: 50 });
      cleanUp.push(() => store.close());
      await store.migrate(0);
      let free: () => void = () => undefined;
      const hangs = store.transaction(
        () =>
          new Promise<void>((done) => {
            free = done;
          }),
      );
      await assert.rejects(
        store.transaction((tx) => tx.engine.marks.get('x')),
        (error) => error instanceof Refusal && error.code === 'DATABASE_BUSY' && error.params['seconds'] === 2,
      );
      free();
      await hangs;
      assert.equal(await store.transaction((tx) => tx.engine.marks.get('x')), undefined);
    });
  });

async function opened(settings: Readonly<Record<string, string>>): Promise<Door> {
  const door = await openDoor({ OBSERVE_PORT: '0', ...settings });
  cleanUp.push(() => door.close().catch(() => undefined));
  return door;
}

/** A product whose database user is not the administrator. */
async function limited(limit: string) {
  const place = await newDatabase('MariaDB');
  cleanUp.push(place.remove);
  const root = new URL(place.url);
  const database = root.pathname.slice(1);
  const username = `wf_${randomBytes(4).toString('hex')}`;
  const administer: Administer = async (sql) => {
    const connection = await createConnection(place.url);
    try {
      return (await connection.query(sql))[0];
    } finally {
      await connection.end();
    }
  };
  await administer(`create user '${username}' identified by 'x' with ${limit}`);
  await administer(`grant all on ${database}.* to '${username}'`);
  cleanUp.push(() => administer(`drop user '${username}'`));
  const url = Object.assign(new URL(place.url), { username, password: 'x' }).href;
  const door = await opened({ DATABASE_URL: url, DATABASE_CONNECTIONS: '4', USERNAME: username });
  return { door, url, administer, database };
}

/** Takes every connection that the user may have; what the product gets hold of meanwhile is ended. */
async function allConnections(url: string, administer: Administer): Promise<readonly Connection[]> {
  const held: Connection[] = [];
  const taken = async () => {
    try {
      for (;;) held.push(await createConnection(url));
    } catch (error) {
      assert.match(String(error), /max_user_connections/);
    }
  };
  const { username } = new URL(url);
  for (;;) {
    await taken();
    const own = held.map(({ threadId }) => threadId);
    const others = `select id from information_schema.processlist where user = '${username}' and id not in (${own})`;
    const rows = (await administer(others)) as readonly { readonly id: number }[];
    if (rows.length === 0) return held;
    // One may have ended by itself.
    for (const { id } of rows) await administer(`kill connection ${id}`).catch(() => undefined);
  }
}

type Administer = (sql: string) => Promise<unknown>;

function sent(door: Door, picture?: Blob): Promise<Answer> {
  const form = report();
  if (picture !== undefined) form.append('photos', picture, 'anh.jpg');
  return door.call('/api/v1/reports', { form });
}

/** Once the pool has noticed that it may connect again. */
async function sentAtLast(door: Door): Promise<Answer> {
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await sent(door);
    if (answer.status === 200) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return await sent(door);
}

/** A full disk shows when what was set aside for the log of writes is used up. */
async function until(door: Door, status: number): Promise<Answer> {
  for (let tries = 0; tries < 200; tries += 1) {
    const answer = await sent(door);
    if (answer.status === status) return answer;
  }
  return assert.fail(`no answer with ${status}`);
}

function assertProblem({ status, body, headers }: Answer, code: string): void {
  assert.equal(body.code, code, JSON.stringify(body));
  assert.ok(status === 503 || status === 507);
  assert.match(headers.get('retry-after') ?? '', /^\d+$/);
}

async function ready(door: Door): Promise<Answer> {
  // It looks once a second, however often it is asked.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const answer = await door.call('/readyz');
  assert.equal(answer.status, 503, JSON.stringify(answer.body));
  return answer;
}

async function readyAgain(door: Door): Promise<void> {
  for (let tries = 0; tries < 50; tries += 1) {
    if ((await door.call('/readyz')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.equal((await door.call('/readyz')).status, 200);
}

async function cases({ running }: Door): Promise<number> {
  return await running.installation.store.transaction(
    async (tx) => (await tx.engine.instances.page(null, 10_000)).length,
  );
}

/** Every instance has its case, and every open one a task. */
async function wholeCases({ running }: Door): Promise<boolean> {
  return await running.installation.store.transaction(async (tx) => {
    for (const id of await tx.engine.instances.page(null, 10_000))
      if ((await tx.cases.records.byInstance(id)) === undefined) return false;
    return true;
  });
}

function mayMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'wardflow-may-'));
  const done = spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status === 0;
  if (done) spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
  return done;
}

function mounted(args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'wardflow-full-'));
  mount([...args, folder]);
  cleanUp.push(() => umount(folder));
  return folder;
}

function mount(args: readonly string[]): void {
  const { status, stderr } = spawnSync('mount', args, { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
}

function umount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}

/** Writes until there is no room at all. */
function fillUp(path: string): void {
  for (const size of [mib, 64 * 1024, 4096, 512]) {
    for (;;) {
      try {
        writeFileSync(path, Buffer.alloc(size, 1), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}
