// Several worker processes on one MariaDB: they share what is due, and the sudden death of one loses and doubles nothing.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { everythingAgrees, kernelAgain } from '#test/support/kernel-fixture.ts';
import { endedOf, forkWorker, timerFlood } from '#test/support/timer-flood.ts';

const instances = 240;

after(stopOwn);

test('of three workers one is killed in the middle: all that was due is done, each exactly once', async () => {
  const { url, store, drop } = await openTestDatabase('MariaDB');
  try {
    const ids = await timerFlood(store, instances);
    const workers = await Promise.all([1, 2, 3].map(() => forkWorker(url)));
    const [victim, ...others] = workers;
    assert.ok(victim);
    const working = once(victim, 'message');
    for (const worker of workers) worker.send('go');
    // It has done a round, and is at the next one.
    await working;
    victim.kill('SIGKILL');
    const share = others.map((worker) => once(worker, 'message'));
    const until = performance.now() + 60_000;
    while ((await endedOf(store)) < instances && performance.now() < until) await pause(100);
    await Promise.all(share);
    for (const worker of others) worker.send('stop');
    await Promise.all(others.map((worker) => once(worker, 'exit')));
    for (const id of ids) {
      const history = await store.transaction((tx) => tx.engine.history.ofInstance(id));
      const fired = history.filter(({ element, event }) => element === 'second' && event === 'completed');
      assert.equal(fired.length, 1, id);
    }
    assert.equal((await everythingAgrees(store, kernelAgain(store))).length, instances);
    const crew = await store.transaction((tx) => tx.engine.crew.all());
    assert.ok(crew.length <= 1, 'those that left are gone; the dead one was found out, or is about to be');
  } finally {
    await drop();
  }
});
