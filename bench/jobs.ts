/** `npm run bench -- jobs`: timers per second with 1, 2 and 4 worker processes on MariaDB, and with one on SQLite. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { kernelAgain } from '#test/support/kernel-fixture.ts';
import { forkWorker, timerFlood } from '#test/support/timer-flood.ts';

const jobs = 2_000;

/** @returns the exit code */
export async function run(): Promise<number> {
  console.log(`SQLite, in this process: ${await onSqlite()} jobs/s`);
  for (const workers of [1, 2, 4]) console.log(`MariaDB, ${workers} workers: ${await onMariaDb(workers)} jobs/s`);
  await stopOwn();
  return 0;
}

async function onSqlite(): Promise<string> {
  const { store, drop } = await openTestDatabase('SQLite');
  try {
    await timerFlood(store, jobs);
    const began = performance.now();
    const done = await kernelAgain(store).runDue(Date.now());
    return perSecond(done, began);
  } finally {
    await drop();
  }
}

/** @param count of worker processes */
async function onMariaDb(count: number): Promise<string> {
  const { url, store, drop } = await openTestDatabase('MariaDB');
  try {
    await timerFlood(store, jobs);
    const workers = await Promise.all(Array.from({ length: count }, () => forkWorker(url)));
    // All have seen one another by then.
    await pause(3_000);
    const all = doneBy(workers);
    const began = performance.now();
    for (const worker of workers) worker.send('go');
    await all;
    const speed = perSecond(jobs, began);
    for (const worker of workers) worker.send('stop');
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
    return speed;
  } finally {
    await drop();
  }
}

/** Each tells how much it has done so far; every timer is done by one of them. */
async function doneBy(workers: readonly ChildProcess[]): Promise<void> {
  const done = workers.map(() => 0);
  await new Promise<void>((resolve) => {
    for (const [index, worker] of workers.entries()) {
      worker.on('message', (count) => {
        done[index] = Number(count);
        if (done.reduce((sum, one) => sum + one, 0) >= jobs) resolve();
      });
    }
  });
}

function perSecond(done: number, began: number): string {
  return (done / ((performance.now() - began) / 1000)).toFixed(0);
}
