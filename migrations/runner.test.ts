import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Migration } from './runner.ts';

const pair = [
  {
    number: 900,
    name: 'pair',
    statements: ['create table one (id {id} not null)', 'create table two (id {id} not null)'],
  },
];

forEachDatabase((name, open) => {
  test('two programs that start together migrate once', async () => {
    const { store, reopen } = await open();
    const other = name === 'SQLite' ? store : await reopen();
    const list = await withReal(pair);
    const ran = await Promise.all([store.migrate(1, list), other.migrate(1, list)]);
    assert.deepEqual(ran.flat(), ['0900-pair']);
  });

  test('a database that a newer program has written is refused', async () => {
    const { store } = await open();
    await store.migrate(1, await withReal(pair));
    await assert.rejects(store.migrate(1), /migration 900 "pair", which this program does not know/);
  });

  test('a migration that fails says where, and goes on from there once the cause is gone', async () => {
    const { store } = await open();
    const broken = [
      { ...pair[0], number: 900, name: 'pair', statements: ['create table one (id {id})', 'create nonsense'] },
    ];
    await assert.rejects(store.migrate(1, await withReal(broken)), /0900-pair failed at statement 2/);
    assert.deepEqual(await store.migrate(1, await withReal(pair)), ['0900-pair']);
    await store.orm.em.getConnection().execute('select id from two');
  });

  test('a migration cut short between a statement and its note is taken up again', async () => {
    const { store } = await open();
    if (name === 'MariaDB') {
      const connection = store.orm.em.getConnection();
      await connection.execute(
        `insert into schema_migration (number, name, statements_done, done_at) values (900, 'pair', 0, null)`,
      );
      await connection.execute('create table one (id binary(16) not null)');
    }
    assert.deepEqual(await store.migrate(1, await withReal(pair)), ['0900-pair']);
  });
});

async function withReal(more: readonly Migration[]): Promise<readonly Migration[]> {
  const { migrations } = await import('./index.ts');
  return [...migrations, ...more];
}
