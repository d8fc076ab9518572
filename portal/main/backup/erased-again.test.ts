/** What was erased after a backup was made is erased again when it is restored, by the copy of the register beside it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openStore } from '#engine/store/open.ts';
import { openApplication } from '#test/support/application.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { askFor, leaveTraces, letTimePass, person, requestService } from '#test/support/person.ts';
import { registerCopyIn, registerFileOf, registerLinesIn } from '../register-copy.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

const secrets = { masterKey: randomBytes(32), hmacKey: randomBytes(32) };
const cleanUp: (() => Promise<unknown>)[] = [];
after(async () => {
  for (const one of cleanUp.reverse()) await one();
  await stopOwn();
});

for (const name of databaseNames) {
  test(`on ${name}`, async () => {
    const place = await mkdtemp(join(tmpdir(), 'wardflow-erased-'));
    cleanUp.push(() => rm(place, { recursive: true, force: true }));
    const [database, target] = [await newDatabase(name), await newDatabase(name)];
    cleanUp.push(database.remove, target.remove);
    const store = await openStore({ url: database.url });
    await store.migrate(0);
    const first = await openApplication(store, { services: [requestService], secrets, folder: place });
    const { codes } = await leaveTraces(first);
    const file = join(place, 'before.tar.gz');
    await writeBackup({ databaseUrl: database.url, dataDir: place, file, version: '0', now: first.now() });
    const copying = await openApplication(store, {
      ...{ services: [requestService], secrets, folder: place, now: '2026-11-20T09:00:00+07:00' },
      registerCopy: registerCopyIn(place),
    });
    await copying.advanceTo('2026-11-20T09:01:00+07:00');
    await askFor(copying, 'erase');
    await letTimePass(copying);
    assert.equal((await registerLinesIn(place)).length, 1);
    await store.close();

    const dataDir = join(place, 'restored');
    await restoreBackup({ file, databaseUrl: target.url, dataDir, now: copying.now() });
    await copyFile(registerFileOf(place), registerFileOf(dataDir));
    const again = await openStore({ url: target.url });
    cleanUp.push(() => again.close());
    const now = '2026-11-21T09:00:00+07:00';
    const restored = await openApplication(again, { services: [requestService], secrets, folder: dataDir, now });
    const { application, archive } = restored.wardflow;
    assert.ok(
      await application.reports.followFull(codes[0] ?? '', person.phone.slice(-4)),
      'the backup has brought it back',
    );
    const lines = await registerLinesIn(dataDir);
    assert.equal(await archive.replayErasures(lines, restored.now()), 1);
    for (const code of codes) assert.equal(await application.reports.follow(code), undefined);
    const [erasure] = await again.transaction((tx) => tx.cases.erasures.page(null, 10));
    // The request came after the backup: of the four there are three.
    assert.deepEqual([erasure?.number, erasure?.doneAt], ['XD-261120-0001', restored.now()]);
    assert.equal(await archive.replayErasures(lines, restored.now()), 0, 'it is known now');
    await assert.rejects(archive.replayErasures(['{}'], restored.now()), /line 1 is no line of the register/);
  });
}
