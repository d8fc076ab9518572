import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Store } from '../ports.ts';
import { type Duty, every, nightly } from './duty.ts';
import { createDutyRunner, type DutyRunner } from './run-duties.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 5, 1, 5);

test('a nightly duty is due at its hour on the wall, also where the clocks change that night', () => {
  const inHanoi = nightly(2, () => 'Asia/Ho_Chi_Minh');
  assert.equal(inHanoi(noon), Date.UTC(2026, 5, 1, 19));
  assert.equal(inHanoi(Date.UTC(2026, 5, 1, 19)), Date.UTC(2026, 5, 2, 19));
  const inParis = nightly(4, () => 'Europe/Paris');
  assert.equal(inParis(Date.UTC(2026, 2, 28, 12)), Date.UTC(2026, 2, 29, 2));
});

forEachDatabase((_, open) => {
  test('a duty is done when it is due, and not before', async () => {
    const { store } = await open();
    const done: number[] = [];
    const runner = runnerOf(store, [counting(done)]);
    assert.equal(await runner.runDue(noon), 0);
    assert.equal(await runner.runDue(noon + 9 * minute), 0);
    assert.equal(await runner.runDue(noon + 10 * minute), 1);
    assert.equal(await runner.runDue(noon + 10 * minute), 0);
    assert.deepEqual(done, [noon + 10 * minute]);
  });

  test('while one process does a duty, no other does; what a killed one left is taken over when its lease is over', async () => {
    const { store } = await open();
    const done: number[] = [];
    const stuck: Duty = { ...counting(done), run: () => new Promise(() => undefined) };
    const killed = runnerOf(store, [stuck], 'killed');
    const other = runnerOf(store, [counting(done)], 'other');
    await killed.runDue(noon);
    void killed.runDue(noon + 10 * minute);
    while ((await rowOf(store)).leaseOwner !== 'killed') await new Promise(setImmediate);
    assert.equal(await other.runDue(noon + 10 * minute + 59_000), 0);
    assert.equal(await other.runDue(noon + 11 * minute), 1);
    assert.deepEqual(done, [noon + 11 * minute]);
  });

  test('of two processes that look at the same moment one does it', async () => {
    const { store } = await open();
    const done: number[] = [];
    const [one, two] = [runnerOf(store, [counting(done)], 'one'), runnerOf(store, [counting(done)], 'two')];
    await one.runDue(noon);
    await Promise.all([one.runDue(noon + 10 * minute), two.runDue(noon + 10 * minute)]);
    assert.equal(done.length, 1);
  });

  test('what is not finished goes on at once, after the others that are due', async () => {
    const { store } = await open();
    const order: string[] = [];
    const slices = (name: string, count: number): Duty => {
      let left = count;
      const run = async () => {
        order.push(name);
        left -= 1;
        return { done: 1, more: left > 0 };
      };
      return { name, next: every(10 * minute), run };
    };
    const runner = runnerOf(store, [slices('long', 3), slices('short', 1)]);
    await runner.runDue(noon);
    while ((await runner.runDue(noon + 10 * minute)) > 0);
    assert.deepEqual(order, ['long', 'short', 'long', 'long']);
  });

  test('a duty that fails is tried again ever later, its fault stands in its row, and the others are done', async () => {
    const { store } = await open();
    const done: number[] = [];
    const told: string[] = [];
    let broken = true;
    const failing: Duty = {
      name: 'failing',
      next: every(60 * minute),
      run: async () => {
        if (broken) throw new TypeError('Nguyễn Văn An, 0912345678');
        return { done: 1 };
      },
    };
    const runner = runnerOf(store, [failing, counting(done)], 'one', (duty) => told.push(duty));
    await runner.runDue(noon);
    await runner.runDue(noon + 60 * minute);
    const row = await rowOf(store, 'failing');
    assert.deepEqual([row.faults, row.fault, row.endedAt], [1, 'TypeError', null]);
    assert.ok(row.dueAt >= noon + 60 * minute + 10_000 && row.dueAt <= noon + 60 * minute + 12_000);
    assert.deepEqual([told, done.length], [['failing'], 1]);
    broken = false;
    await runner.runDue(row.dueAt);
    const mended = await rowOf(store, 'failing');
    assert.deepEqual([mended.faults, mended.fault, mended.done], [0, '', 1]);
  });

  test('a clock that is set back a day does not put a duty off for a day', async () => {
    const { store } = await open();
    const done: number[] = [];
    const runner = runnerOf(store, [counting(done)]);
    await runner.runDue(noon);
    assert.equal(await runner.runDue(noon - 24 * 60 * minute), 1);
    assert.deepEqual(done, [noon - 24 * 60 * minute]);
  });
});

function counting(done: number[]): Duty {
  const run = async (now: number) => {
    done.push(now);
    return { done: 1 };
  };
  return { name: 'counting', next: every(10 * minute), run };
}

/** The runner's clock stands where `runDue` last put it. */
function runnerOf(
  store: Store,
  duties: readonly Duty[],
  owner = 'one',
  onFault: (duty: string) => void = assert.fail,
): DutyRunner {
  let clock = 0;
  const runner = createDutyRunner({ store, duties, owner, clock: () => clock, onFault: (_, duty) => onFault(duty) });
  return {
    runDue(now) {
      clock = now;
      return runner.runDue(now);
    },
  };
}

async function rowOf(store: Store, name = 'counting') {
  const rows = await store.transaction((tx) => tx.engine.duties.all());
  const row = rows.find((one) => one.name === name);
  assert.ok(row);
  return row;
}
