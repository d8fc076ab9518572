// Steps that share a commit: what one does or suffers is nobody else's matter, and who loses a race is told in time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConnection } from 'mysql2/promise';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { InstanceRow, JournalRow } from '#engine/runtime/ports/engine.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { forEachDatabase, openTestDatabase } from '#test/support/databases.ts';
import type { OpenStore } from './open.ts';
import { uuidToBytes } from './uuid.ts';

forEachDatabase((name, open) => {
  test('steps that come together are all done, each with its own answer', async () => {
    const { store } = await open();
    const instances = await instancesIn(store, 100);
    const answers = await Promise.all(instances.map(({ id }) => store.step((tx) => advance(tx, id))));
    assert.deepEqual(answers, Array(100).fill(2));
    for (const { id } of instances) assert.deepEqual(await standing(store, id), { version: 2, commands: [1, 2] });
  });

  test('one that is refused, or fails after it has written, fails alone and leaves nothing', async () => {
    const { store } = await open();
    const [sound, refused, broken, late] = await instancesIn(store, 4);
    const results = await Promise.allSettled([
      store.step((tx) => advance(tx, sound?.id)),
      store.step(async (tx) => {
        await tx.engine.instances.byId(refused?.id ?? '');
        throw new Refusal('TASK_NOT_OPEN', 409);
      }),
      store.step(async (tx) => {
        await tx.engine.receipts.insert('key', 1, 1);
        await advance(tx, broken?.id);
        assert.equal(await tx.engine.receipts.find('key'), 1);
        throw new TypeError('a fault of ours');
      }),
      store.step((tx) => advance(tx, late?.id)),
    ]);
    assert.deepEqual(
      results.map((result) => (result.status === 'fulfilled' ? result.value : (result.reason as Error).message)),
      [2, 'TASK_NOT_OPEN', 'a fault of ours', 2],
    );
    assert.equal((await standing(store, broken?.id)).version, 1);
    assert.equal(await store.transaction((tx) => tx.engine.receipts.find('key')), undefined);
  });

  test('of those who use the same key at once, one writes and the others find what was written', async () => {
    const { store } = await open();
    const once = (answer: number) =>
      store.step(async (tx) => {
        const known = await tx.engine.receipts.find('report:1');
        if (known !== undefined) return known;
        await tx.engine.receipts.insert('report:1', answer, 0);
        return answer;
      });
    const answers = await Promise.all([once(1), once(2), once(3), once(4)]);
    assert.equal(new Set(answers).size, 1);
  });

  test('many who go on with the same instance go on one after another, none is lost', async () => {
    const { store } = await open();
    const [instance, other] = await instancesIn(store, 2);
    const steps = Array.from({ length: 50 }, (_, index) =>
      store.step((tx) => advance(tx, index % 10 === 9 ? other?.id : instance?.id)),
    );
    const answers = await Promise.all(steps);
    assert.deepEqual(new Set(answers).size, 45);
    assert.equal((await standing(store, instance?.id)).version, 46);
    assert.equal((await standing(store, other?.id)).version, 6);
  });

  test('what a step reads after its instance is what the steps before it have left', async () => {
    const { store } = await open();
    const [instance] = await instancesIn(store, 1);
    const append = (line: number) =>
      store.step(async (tx) => {
        const row = await tx.engine.instances.byId(instance?.id ?? '');
        const known = ((await tx.engine.receipts.find('lines')) ?? []) as number[];
        await tx.engine.receipts.prune(2);
        await tx.engine.receipts.insert('lines', [...known, line], 1);
        await advance(tx, row?.id);
      });
    await Promise.all([1, 2, 3, 4, 5].map(append));
    const lines = (await store.transaction((tx) => tx.engine.receipts.find('lines'))) as number[];
    assert.deepEqual(lines.toSorted(), [1, 2, 3, 4, 5]);
  });

  test('steps that need the same two instances the other way round both come through', async () => {
    const { store } = await open();
    const [one, two] = await instancesIn(store, 2);
    const both = (first: string | undefined, second: string | undefined) =>
      store.step(async (tx) => {
        await advance(tx, first);
        await advance(tx, second);
      });
    await Promise.all([both(one?.id, two?.id), both(two?.id, one?.id), both(one?.id, two?.id)]);
    assert.deepEqual([(await standing(store, one?.id)).version, (await standing(store, two?.id)).version], [4, 4]);
  });

  test('a step inside a transaction, or the other way round, is refused instead of waiting for itself', async () => {
    const { store } = await open();
    await assert.rejects(
      store.step(() => store.transaction(async () => 1)),
      /A transaction is open here already/,
    );
    await assert.rejects(
      store.transaction(() => store.step(async () => 1)),
      /A transaction is open here already/,
    );
    assert.equal(await store.step(async () => 2), 2);
  });

  if (name === 'MariaDB') {
    test('while the server writes for some, the next are prepared; who needs a row of theirs waits and finds it as they left it', async () => {
      const { store, url } = await open();
      const [slow, other] = await instancesIn(store, 2);
      const locker = await createConnection(url);
      await locker.query('begin');
      await locker.query('select 1 from process_instance where id = ? for update', [uuidToBytes(slow?.id ?? '')]);
      let isOver = false;
      const first = store.step((tx) => advance(tx, slow?.id)).finally(() => (isOver = true));
      const prepared = Promise.withResolvers<boolean>();
      let tries = 0;
      await new Promise(setImmediate);
      const second = store.step(async (tx) => {
        const version = await advance(tx, other?.id);
        prepared.resolve(isOver);
        return version;
      });
      const third = store.step((tx) => {
        tries += 1;
        return advance(tx, slow?.id);
      });
      assert.equal(await prepared.promise, false);
      await locker.query('rollback');
      await locker.end();
      assert.deepEqual([await first, await second, await third, tries], [2, 2, 3, 1]);
    });

    test('processes that race for the same instances lose no step and do none twice', async () => {
      const { store, reopen } = await open();
      const instances = await instancesIn(store, 3);
      const stores = [store, await reopen(), await reopen()];
      let done = 0;
      for (let round = 0; round < 5; round += 1) {
        const steps = stores.flatMap((each) =>
          Array.from({ length: 6 }, (_, index) => each.step((tx) => advance(tx, instances[index % 3]?.id))),
        );
        done += (await Promise.all(steps)).length;
      }
      let versions = 0;
      for (const { id } of instances) {
        const { version = 0, commands } = await standing(store, id);
        assert.deepEqual(
          commands,
          Array.from({ length: version }, (_, index) => index + 1),
        );
        versions += version - 1;
      }
      assert.equal(versions, done);
    });

    test('an instance that was taken away meanwhile stops the step before its commit', async () => {
      const { store, reopen } = await open();
      const [instance] = await instancesIn(store, 1);
      const other = await reopen();
      let tries = 0;
      const step = store.step(async (tx) => {
        tries += 1;
        const row = await tx.engine.instances.byId(instance?.id ?? '');
        if (row === undefined) return 'gone';
        await removed(other, row.id);
        await advance(tx, row.id, row);
        return 'went on';
      });
      assert.equal(await step, 'gone');
      assert.equal(tries, 2);
      assert.deepEqual(await standing(store, instance?.id), { version: undefined, commands: [] });
    });
  }
});

test('on SQLite steps that come together reach the disk together', async () => {
  let commits = 0;
  const database = await openTestDatabase('SQLite', {
    onStatement(sql, phase) {
      if (sql === 'commit' && phase === 'after') commits += 1;
    },
  });
  try {
    const instances = await instancesIn(database.store, 40);
    commits = 0;
    await Promise.all(instances.map(({ id }) => database.store.step((tx) => advance(tx, id))));
    assert.equal(commits, 1);
  } finally {
    await database.drop();
  }
});

async function advance(tx: Tx, id: string | undefined, known?: InstanceRow): Promise<number> {
  const row = known ?? (await tx.engine.instances.byId(id ?? ''));
  assert.ok(row);
  const version = row.version + 1;
  await tx.engine.instances.advance({ ...row, version }, row.version, [commandOf(row.id, version)]);
  return version;
}

function commandOf(instanceId: string, number: number): JournalRow {
  return { instanceId, number, at: 1, environment: 'test', command: { kind: 'suspend' } };
}

async function instancesIn(store: Store, count: number): Promise<readonly InstanceRow[]> {
  const instances = Array.from({ length: count }, () => instanceAt(1));
  await store.transaction(async (tx) => {
    for (const instance of instances) {
      await tx.engine.instances.insert(instance);
      await tx.engine.journal.append([commandOf(instance.id, 1)]);
    }
  });
  return instances;
}

async function standing(store: Store, id = '') {
  return await store.transaction(async (tx) => ({
    version: (await tx.engine.instances.byId(id))?.version,
    commands: (await tx.engine.journal.ofInstance(id)).map(({ number }) => number),
  }));
}

async function removed(store: OpenStore, id: string): Promise<void> {
  const { em } = store.orm;
  for (const table of ['journal', 'process_instance']) {
    const column = table === 'journal' ? 'instance_id' : 'id';
    await em.getConnection().execute(`delete from ${table} where ${column} = ?`, [uuidToBytes(id)]);
  }
}

function instanceAt(now: number): InstanceRow {
  return {
    id: newId(now),
    serviceVersionId: newId(now),
    processId: 'report',
    caseId: null,
    state: 'active',
    version: 1,
    snapshot: '{}',
    startedAt: now,
    endedAt: null,
    startedBy: null,
    startedByCall: null,
  };
}
