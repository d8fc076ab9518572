import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { it } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import { createIds } from './ids.ts';
import { createVault } from './vault.ts';

const now = Date.parse('2026-11-20T08:00:00+07:00');
const random = (bytes: number) => randomBytes(bytes);

it('ids sort by the time they were made, within a millisecond too', () => {
  const newId = createIds(random);
  const ids = Array.from({ length: 1000 }, (_, index) => newId(now + Math.floor(index / 100)));
  assert.deepEqual(ids.toSorted(), ids);
  assert.match(ids[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

forEachDatabase((_, open) => {
  it('a text comes back to its own case only, and to nobody without the master key', async () => {
    const { store } = await open();
    const newId = createIds(random);
    const secrets = { masterKey: randomBytes(32), hmacKey: randomBytes(32) };
    const vault = createVault(secrets, random, newId);
    const stranger = createVault({ ...secrets, masterKey: randomBytes(32) }, random, newId);
    const [one, other] = [newId(now), newId(now)];
    const id = await store.transaction(async (tx) => {
      await vault.open(tx, one, now);
      await vault.open(tx, other, now);
      return (await vault.seal(tx, one, { name: 'Trần Thị Lan' }, now))['name'] ?? '';
    });
    await store.transaction(async (tx) => {
      assert.equal((await vault.read(tx, one, [id, id])).get(id), 'Trần Thị Lan');
      assert.equal((await vault.read(tx, other, [id])).size, 0);
      assert.equal((await vault.read(tx, newId(now), [id])).size, 0);
      const across = await vault.readAcross(tx, [
        { caseId: one, entry: id },
        { caseId: other, entry: newId(now) },
      ]);
      assert.deepEqual([...across], [[id, 'Trần Thị Lan']]);
      assert.equal((await vault.readAcross(tx, [{ caseId: other, entry: id }])).size, 0);
      await assert.rejects(stranger.read(tx, one, [id]));
      const [row] = await tx.cases.vault.entries(one, [id]);
      assert.ok(row);
      // Somebody with access to the table moves a sealed text to another row of the same case.
      const moved = newId(now);
      await tx.cases.vault.insert([{ ...row, id: moved }]);
      await assert.rejects(vault.read(tx, one, [moved]));
    });
  });
});
