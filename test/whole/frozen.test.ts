import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { after, test } from 'node:test';
import { type DatabaseName, databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { mainPath, officials, pageForm, secondPerson, signedIn, startWalk, walkThrough } from '#test/support/path.ts';
import { startProduct } from '#test/support/product.ts';
import { stepsBefore, thaw, thawInto } from '#test/support/thaw.ts';

const folder = new URL('../frozen/', import.meta.url);
/** Their cases keep the version of the process in which one person publishes. */
const ofOnePublisher = ['0.1', '0.2', '0.3', '0.4'];
const versions = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test('there is a database of every schema that was released', () => {
  assert.ok(versions.length > 0);
});

after(stopOwn);

// Every one of them on SQLite; on MariaDB, which reads them by the same code, the oldest and the newest.
const atTheEnds = [...new Set([versions.at(0), versions.at(-1)])];
for (const name of databaseNames) {
  for (const version of versions) if (name === 'SQLite' || atTheEnds.includes(version)) declare(name, version);
}

function declare(name: DatabaseName, version: string): void {
  test(`a case that was under way in a database of ${version} on ${name} is finished by today's product`, async () => {
    const thawed = await thaw(version);
    const { dataDir, registerNumber, trackingCode, phone } = thawed;
    const database = name === 'SQLite' ? undefined : await newDatabase(name);
    if (database) await thawInto(database.url, thawed);
    const product = await startProduct({ DATA_DIR: dataDir, ...(database && { DATABASE_URL: database.url }) });
    try {
      const walk = startWalk(product.url, phone);
      Object.assign(walk, { registerNumber, trackingCode });
      for (const username of Object.values(officials))
        walk.officials.set(username, await signedIn(product.url, username));
      const unlocked = await walk.citizen.post('/follow', pageForm({ code: trackingCode, secret: phone.slice(-4) }));
      assert.equal(unlocked.status, 303, 'the code and the digits of then still open the case');
      const left = ofOnePublisher.includes(version) ? secondPerson : [];
      const steps = mainPath.slice(stepsBefore).filter((step) => !left.includes(step));
      await walkThrough(walk, steps);
    } finally {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
      await database?.remove();
    }
  });
}
