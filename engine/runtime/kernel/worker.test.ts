import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { startWorker } from './worker.ts';

/** Idle it would not look again within the test: every further look is one that was asked for. */
const idleMsMax = 60_000;

test('the worker looks at once, and again when it is woken while it is looking', async () => {
  const looks: (() => void)[] = [];
  const worker = startWorker({
    work: () => new Promise((resolve) => looks.push(() => resolve(0))),
    clock: () => 7,
    onFault: (error) => assert.fail(String(error)),
    idleMsMax,
  });
  await until(() => looks.length === 1);
  worker.wake();
  worker.wake();
  looks[0]?.();
  await until(() => looks.length === 2);
  looks[1]?.();
  await worker.stop();
  assert.equal(looks.length, 2);
});

test('a fault is told, and the next wake looks again', async () => {
  const faults: unknown[] = [];
  let looks = 0;
  const worker = startWorker({
    work: async () => {
      looks += 1;
      throw new Error('the database is away');
    },
    clock: () => 7,
    onFault: (error) => faults.push(error),
    idleMsMax,
  });
  await until(() => faults.length === 1);
  worker.wake();
  await until(() => faults.length === 2);
  await worker.stop();
  assert.equal(looks, 2);
});

test('stopping waits for what is under way, and nothing follows', async () => {
  let finish = () => {};
  const worker = startWorker({
    work: () => new Promise((resolve) => (finish = () => resolve(1))),
    clock: () => 7,
    onFault: (error) => assert.fail(String(error)),
    idleMsMax,
  });
  let stopped = false;
  const stopping = worker.stop().then(() => {
    stopped = true;
  });
  await turn();
  assert.equal(stopped, false);
  finish();
  await stopping;
  worker.wake();
  await turn();
  assert.equal(stopped, true);
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await turn();
}
