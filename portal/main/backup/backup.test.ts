/** The drill: an installation is backed up while it works, and restored into a database of the other kind. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { create, extract } from 'tar';
import { release } from '#engine/runtime/duties/held.ts';
import { checkReplay } from '#engine/runtime/replay/check.ts';
import { openSnapshot } from '#engine/store/backup/snapshot.ts';
import { type OpenStore, openStore } from '#engine/store/open.ts';
import {
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { type DatabaseName, databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { thaw } from '#test/support/thaw.ts';
import { type Manifest, manifestName, tablePath } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const place = await mkdtemp(join(tmpdir(), 'wardflow-backup-'));
const secrets = { masterKey: randomBytes(32), hmacKey: randomBytes(32) };
const now = Date.parse('2026-11-20T09:00:00+07:00');
const cleanUp: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const one of cleanUp.reverse()) await one();
  await rm(place, { recursive: true, force: true });
  await stopOwn();
});

const both = databaseNames.includes('MariaDB');
const ways: readonly (readonly [from: DatabaseName, to: DatabaseName])[] = both
  ? [
      ['SQLite', 'MariaDB'],
      ['MariaDB', 'SQLite'],
    ]
  : [['SQLite', 'SQLite']];

for (const [from, to] of ways) {
  describe(`backed up from ${from}, restored into ${to}`, () => {
    test('everything is there, nothing goes out before it is released, and a case finishes', async () => {
      const { application, url } = await workingInstallation(from);
      let stopped = false;
      const load = (async () => {
        let reports = 0;
        for (; !stopped; reports += 1) {
          await submitReport(application, manhole, `under-load-${reports}`);
          await new Promise(setImmediate);
        }
        return reports;
      })();
      const file = join(place, `${from}.tar.gz`);
      const order = { databaseUrl: url, dataDir: application.folder, file, version: '0', now };
      const manifest = await writeBackup(order).finally(() => {
        stopped = true;
      });
      assert.ok((await load) > 0, 'reports came in meanwhile');

      const target = await restored(file, to);
      const counted = manifest.tables.map(({ name, rows }) => [name, rows]);
      assert.deepEqual(await countsOf(target.url, counted), Object.fromEntries(counted));
      const store = await opened(target.url);
      const again = await openApplication(store, { secrets, folder: target.dataDir, now: '2026-11-20T10:00:00+07:00' });
      const ids = await store.transaction((tx) => tx.engine.instances.page(null, 1000));
      assert.ok(ids.length >= 2);
      for (const id of ids) {
        const check = await store.transaction((tx) => checkReplay(tx, again.wardflow.kernel, id));
        assert.equal(check.kind, 'equal', JSON.stringify(check));
      }
      await photoIsThere(again);
      const waiting = await store.transaction((tx) => tx.cases.notices.waiting());
      assert.ok(waiting > 0);
      assert.equal(await again.wardflow.runDue(again.now()), 0, 'held');
      assert.equal(await store.transaction((tx) => tx.cases.notices.waiting()), waiting);
      assert.equal(await release(store, 'drop'), waiting);
      await again.wardflow.runDue(again.now());
      await caseFinishes(again);
    });
  });
}

describe('a restore', () => {
  test('goes into an empty database only', async () => {
    const { file, url, dataDir } = await smallBackup();
    await assert.rejects(restoreBackup({ file, databaseUrl: url, dataDir, now }), /is not empty/);
  });

  test('names the table or the file that is damaged or missing, and writes nothing', async () => {
    const { file } = await smallBackup();
    const broken = join(place, 'broken.tar.gz');
    const target = await newDatabase('SQLite');
    cleanUp.push(target.remove);
    const order = { file: broken, databaseUrl: target.url, dataDir: join(place, 'broken'), now };
    for (const [path, words] of [
      [tablePath('case_record'), /damaged: the table case_record is not as it was saved/],
      ['files', /damaged: the file files\/\S+ is not as it was saved/],
    ] as const) {
      await harmed(file, broken, path);
      await assert.rejects(restoreBackup(order), words);
    }
    await writeFile(broken, (await readFile(file)).subarray(0, 5000));
    await assert.rejects(restoreBackup(order), /broken\.tar\.gz is not a whole backup/);
    await assert.rejects(openSnapshot(target.url), /unable to open|directory does not exist/);
  });

  test('refuses what a newer Wardflow has made', async () => {
    const { file } = await smallBackup();
    const newer = join(place, 'newer.tar.gz');
    await changed(file, newer, (manifest) => ({
      ...manifest,
      version: '9.9',
      migrations: [...manifest.migrations, { number: 999, name: 'later' }],
    }));
    const target = await newDatabase('SQLite');
    cleanUp.push(target.remove);
    const order = { file: newer, databaseUrl: target.url, dataDir: join(place, 'newer'), now };
    await assert.rejects(restoreBackup(order), /newer Wardflow \(9\.9, migration 999 "later"\)/);
  });

  for (const to of databaseNames) {
    test(`brings a backup of the first schema forward on ${to}`, async () => {
      const { dataDir } = await thaw('0.1');
      cleanUp.push(() => rm(dataDir, { recursive: true, force: true }));
      const file = join(place, `old-${to}.tar.gz`);
      await writeBackup({ databaseUrl: `sqlite:${join(dataDir, 'wardflow.db')}`, dataDir, file, version: '0.1', now });
      const target = await restored(file, to);
      const store = await opened(target.url);
      assert.deepEqual(await store.migrate(now), []);
      const again = await openApplication(store, { secrets, folder: target.dataDir });
      for (const id of await store.transaction((tx) => tx.engine.instances.page(null, 1000))) {
        const check = await store.transaction((tx) => checkReplay(tx, again.wardflow.kernel, id));
        assert.equal(check.kind, 'equal', JSON.stringify(check));
      }
    });

    test(`that is broken off leaves a database on ${to} that says so, and nothing opens it`, async () => {
      const { file } = await smallBackup();
      const target = await newDatabase(to);
      cleanUp.push(target.remove);
      const order = { file, databaseUrl: target.url, dataDir: join(place, `cut-${to}`), now };
      const onTable = ({ name }: { readonly name: string }) => {
        if (name === 'notice') throw new Error('killed');
      };
      await assert.rejects(restoreBackup({ ...order, onTable }), /killed/);
      const store = await openStore({ url: target.url });
      await assert.rejects(store.migrate(now), /restored into this database and it was broken off. Drop/);
      await store.close();
      await assert.rejects(restoreBackup(order), /broken off: drop it/);
    });
  }
});

interface Small {
  readonly file: string;
  readonly url: string;
  readonly dataDir: string;
}

let small: Promise<Small> | undefined;

/** Made once for all tests that only read it. */
function smallBackup(): Promise<Small> {
  small ??= (async () => {
    const { application, url } = await workingInstallation('SQLite');
    const file = join(place, 'small.tar.gz');
    await writeBackup({ databaseUrl: url, dataDir: application.folder, file, version: '0', now });
    return { file, url, dataDir: application.folder };
  })();
  return small;
}

/** With a case at its beginning, one with a photo, and one that an official has worked on. */
async function workingInstallation(name: DatabaseName) {
  const database = await newDatabase(name);
  cleanUp.push(database.remove);
  const store = await opened(database.url);
  await store.migrate(0);
  const application = await openApplication(store, { secrets });
  cleanUp.push(async () => application.remove());
  await submitReport(application, manhole, 'first');
  const files = [await application.photo('photos')];
  const sent = {
    submissionKey: 'photo',
    language: 'vi',
    channel: 'web',
    values: { ...manhole, phone: '0912345678' },
  } as const;
  await application.wardflow.application.reports.submit({ ...sent, files });
  await completeInTurn(application, [['tiepnhan', { outcome: 'needInfo', question: 'Nắp hố ga nằm ở đâu?' }]]);
  return { application, url: database.url };
}

async function opened(url: string): Promise<OpenStore> {
  const store = await openStore({ url });
  cleanUp.push(() => store.close());
  return store;
}

async function restored(file: string, to: DatabaseName) {
  const target = await newDatabase(to);
  cleanUp.push(target.remove);
  const dataDir = join(place, `restored-${to}`);
  await restoreBackup({ file, databaseUrl: target.url, dataDir, now });
  return { url: target.url, dataDir };
}

/** But for the mark of the restore, which is new. */
async function countsOf(url: string, expected: readonly (readonly (string | number)[])[]) {
  const snapshot = await openSnapshot(url);
  const counts: Record<string, number> = {};
  for (const [table] of expected) {
    let rows = table === 'installation_mark' ? -1 : 0;
    for await (const _ of snapshot.rows(String(table))) rows += 1;
    counts[String(table)] = rows;
  }
  await snapshot.close();
  return counts;
}

async function photoIsThere({ wardflow, as, deps }: TestApplication): Promise<void> {
  const operator = await as('tiepnhan');
  const [row] = await deps.store.transaction(async (tx) => {
    const ids = await tx.engine.instances.page(null, 1000);
    const cases = await Promise.all(ids.map((id) => tx.cases.records.byInstance(id)));
    return (await Promise.all(cases.map((one) => (one ? tx.cases.files.ofCase(one.id) : [])))).flat();
  });
  assert.ok(row);
  assert.ok(await wardflow.application.files.forActor(operator, row.id, 'full'));
}

async function caseFinishes(application: TestApplication): Promise<void> {
  const { store } = application.deps;
  const open = async () =>
    (
      await store.transaction(async (tx) => {
        const ids = await tx.engine.instances.page(null, 1000);
        return await Promise.all(ids.map((id) => tx.engine.instances.byId(id)));
      })
    ).filter((row) => row?.state === 'active').length;
  const before = await open();
  await completeInTurn(application, [['tiepnhan', { outcome: 'reject', reason: 'Ngoài phạm vi tiếp nhận.' }]]);
  assert.equal(await open(), before - 1);
}

/** The archive with one entry changed by a byte. */
async function harmed(file: string, into: string, path: string): Promise<void> {
  const folder = await mkdtemp(join(place, 'harm-'));
  await extract({ file, cwd: folder });
  const manifest = JSON.parse(await readFile(join(folder, manifestName), 'utf8')) as Manifest;
  const one = path === 'files' ? (manifest.files.find((entry) => entry.path.startsWith('files'))?.path ?? '') : path;
  const bytes = await readFile(join(folder, one));
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  await writeFile(join(folder, one), bytes);
  await create({ gzip: true, cwd: folder, file: into }, ['.']);
}

async function changed(file: string, into: string, change: (manifest: Manifest) => unknown): Promise<void> {
  const folder = await mkdtemp(join(place, 'change-'));
  await extract({ file, cwd: folder });
  const path = join(folder, manifestName);
  await writeFile(path, JSON.stringify(change(JSON.parse(await readFile(path, 'utf8')) as Manifest)));
  await create({ gzip: true, cwd: folder, file: into }, ['.']);
}
