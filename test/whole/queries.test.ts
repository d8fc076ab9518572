// Same number everywhere: for random rows and every role the number, its list, its export and an oracle of its own agree.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namedQueries, queryNames } from '#engine/cases/queries/catalogue.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { compareRounds } from '#test/support/queries/rounds.ts';

/** Compared by tests of their own, or made of what is compared here. */
const elsewhere: Readonly<Record<string, string>> = {
  'reports.nearby': 'engine/runtime/use-cases/duplicates/nearby.test.ts',
  'duplicates.candidates': 'engine/runtime/use-cases/duplicates/merging.test.ts',
  'operations.batches': 'engine/runtime/use-cases/operations/batches/batches.test.ts',
  'installation.audit': 'engine/runtime/audit/audit-chain.test.ts',
  'installation.duties': 'engine/runtime/duties/duties.test.ts',
  'installation.notices': 'portal/http/metrics.test.ts',
};

forEachDatabase((name, open) => {
  test('every number is the length of its list and of its export, as an oracle says, for every role', async () => {
    const { store } = await open();
    const { compared, queries, found } = await compareRounds(store, {
      seed: 6,
      rounds: name === 'SQLite' ? 2 : 1,
      cases: 60,
    });
    assert.deepEqual(found.slice(0, 10), [], `${found.length} differences`);
    assert.ok(compared > 1_000, `${compared} compared`);
    const missed = queryNames.filter((query) => !queries.has(query) && elsewhere[query] === undefined);
    assert.deepEqual(missed, [], Object.keys(namedQueries).join(', '));
  });
});
