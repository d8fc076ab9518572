// `kill -9` in the middle of a sweep: nobody is warned twice, nobody is forgotten. In full: `npm run torture -- deadlines`.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { databaseNames, stopOwn } from '#test/support/databases.ts';
import { killSweeps } from '#test/support/sweep-killed.ts';

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('a sweep that is killed again and again warns of each late case once', async () => {
      const { killed, faults } = await killSweeps(name, 6_000, [10, 80]);
      assert.ok(killed > 0, 'one was killed before its end');
      assert.deepEqual(faults, []);
    });
  });
}
