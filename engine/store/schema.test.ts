import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';

forEachDatabase((_, open) => {
  test('the migrations make exactly the tables that the entities describe', async () => {
    const { store } = await open();
    const difference = await store.orm.schema.getUpdateSchemaSQL({ wrap: false });
    assert.equal(difference.trim(), '');
  });

  test('migrations run once', async () => {
    const { store } = await open();
    assert.deepEqual(await store.migrate(0), []);
  });
});
