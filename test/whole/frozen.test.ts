import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { test } from 'node:test';
import { mainPath, officials, pageForm, signedIn, startWalk, walkThrough } from '#test/support/path.ts';
import { startProduct } from '#test/support/product.ts';
import { stepsBefore, thaw } from '#test/support/thaw.ts';

const folder = new URL('../frozen/', import.meta.url);
const versions = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

test('there is a database of every schema that was released', () => {
  assert.ok(versions.length > 0);
});

for (const version of versions) {
  test(`a case that was under way in a database of ${version} is finished by today's product`, async () => {
    const { dataDir, registerNumber, trackingCode, phone } = await thaw(version);
    const product = await startProduct({ DATA_DIR: dataDir });
    try {
      const walk = startWalk(product.url, phone);
      Object.assign(walk, { registerNumber, trackingCode });
      for (const username of Object.values(officials))
        walk.officials.set(username, await signedIn(product.url, username));
      const unlocked = await walk.citizen.post('/follow', pageForm({ code: trackingCode, secret: phone.slice(-4) }));
      assert.equal(unlocked.status, 303, 'the code and the digits of then still open the case');
      await walkThrough(walk, mainPath.slice(stepsBefore));
    } finally {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
}
