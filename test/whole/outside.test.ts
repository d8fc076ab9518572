import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { inWords } from '#test/torture/check.ts';
import { away, outageWords } from '#test/torture/outside.ts';

after(stopOwn);

/** `npm run torture -- outside` tries every way on both. */
const tried = { SQLite: ['refuse', 'hang', 'fault'], MariaDB: ['lost'] } as const;

for (const name of databaseNames) {
  for (const outage of tried[name]) {
    test(`on ${name}, mail and SMS are away for an hour (${outageWords[outage]}): all is sent once, in order`, async () => {
      const { url, store, drop } = await openTestDatabase(name);
      const cases = outage === 'hang' ? 2 : 4;
      const result = await away({ store, url, outage, cases, looks: 1, release: () => store.close() });
      assert.equal(result.findings.length, 0, inWords(result.findings));
      assert.ok(result.waited >= 2 * cases, `${result.waited} notices waited`);
      assert.ok(result.drainedAfter <= 30, `${result.drainedAfter} minutes`);
      await drop();
    });
  }
}
