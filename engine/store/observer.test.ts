// What a store tells of its work: each step once, what shares a commit, what was done again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#engine/runtime/refusal.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { StepOutcome, StoreObserver } from './observer.ts';
import { repeatCause, StoreConflict } from './retry.ts';

interface Told extends StoreObserver {
  readonly steps: StepOutcome[];
  readonly commits: number[];
  readonly repeated: string[];
}

function listener(): Told {
  const steps: StepOutcome[] = [];
  const commits: number[] = [];
  const repeated: string[] = [];
  return {
    steps,
    commits,
    repeated,
    stepEnded(outcome, ms) {
      assert.ok(ms >= 0);
      steps.push(outcome);
    },
    stepsCommitted: (count) => commits.push(count),
    repeats: (kind, cause) => repeated.push(`${kind} ${cause}`),
  };
}

forEachDatabase((name, open) => {
  test('steps are told once each by what came of them, and how many shared a commit', async () => {
    const observer = listener();
    const { store } = await open({ observer });
    const key = (text: string) => store.step((tx) => tx.engine.receipts.insert(text, 1, 0));
    await Promise.allSettled([
      ...['a', 'b', 'c', 'd'].map(key),
      store.step(async () => {
        throw new Refusal('TASK_NOT_OPEN', 409);
      }),
      store.step(async () => {
        throw new TypeError('a fault of ours');
      }),
    ]);
    assert.deepEqual(observer.steps.toSorted(), ['done', 'done', 'done', 'done', 'failed', 'refused']);
    assert.deepEqual([observer.commits, observer.repeated], [[4], []]);
  });

  test('what loses a race is told as done again, by its kind, and as one step', async () => {
    const observer = listener();
    const { store } = await open({ observer });
    const losing = (times: number) => {
      let tries = 0;
      return async () => {
        tries += 1;
        if (tries <= times) throw new StoreConflict('instance');
        return tries;
      };
    };
    assert.equal(await store.step(losing(2)), 3);
    assert.equal(await store.transaction(losing(1)), 2);
    assert.deepEqual([observer.steps, observer.commits], [['done'], [1]]);
    assert.deepEqual(observer.repeated, ['step conflict', 'step conflict', 'transaction conflict']);
  });

  test('what is tried in vain is told as contended', async () => {
    const observer = listener();
    const { store } = await open({ observer });
    const never = store.step(async () => {
      throw new StoreConflict('instance');
    });
    await assert.rejects(never, { code: 'STORE_CONTENDED' });
    assert.deepEqual(observer.steps, ['contended']);
  });

  if (name === 'SQLite') {
    test('there is no pool to tell of', async () => assert.equal((await open()).store.pool(), undefined));
  } else {
    test('who has a connection, and who waits for one, is told while it is so', async () => {
      const { store } = await open({ connectionsMax: 2 });
      assert.deepEqual(store.pool(), { max: 2, inUse: 0, waiting: 0 });
      const { promise: end, resolve } = Promise.withResolvers<void>();
      const both = Promise.withResolvers<void>();
      let inside = 0;
      const work = async () => {
        inside += 1;
        if (inside === 2) both.resolve();
        await end;
      };
      const all = [1, 2, 3].map(() => store.transaction(work));
      await both.promise;
      assert.deepEqual(store.pool(), { max: 2, inUse: 2, waiting: 1 });
      resolve();
      await Promise.all(all);
      await assert.rejects(
        store.transaction(async () => {
          throw new Error('no');
        }),
      );
      assert.deepEqual(store.pool(), { max: 2, inUse: 0, waiting: 0 });
    });
  }
});

test('a repetition is put down to what was in its way', () => {
  const of = (fields: object) => repeatCause(Object.assign(new Error(''), fields));
  assert.deepEqual(
    [{ errno: 1213 }, { errno: 1205 }, { code: 'SQLITE_BUSY' }, { code: 'ECONNRESET' }, { errno: 1062 }].map(of),
    ['deadlock', 'lock_wait', 'lock_wait', 'connection', 'conflict'],
  );
  assert.equal(repeatCause(new Error('', { cause: new StoreConflict('row') })), 'conflict');
});
