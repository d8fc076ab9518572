/** Jobs per second: timers that are due, each of which sends a notice, done by worker processes of their own. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Store } from '#engine/runtime/ports.ts';
import { openTestDatabase } from '#test/support/databases.ts';
import { kernelOn, start } from '#test/support/kernel-fixture.ts';

const timers = 2_000;
const worker = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** @param print gets the lines of a table as they come */
export async function jobs(print: (line: string) => void): Promise<void> {
  for (const workers of [1, 2, 4]) {
    const database = await openTestDatabase('MariaDB');
    try {
      await prepare(database.store);
      const perSecond = await measure(database.url, workers);
      print(`| ${workers} worker${workers === 1 ? '' : 's'} | ${Math.round(perSecond).toLocaleString('en')} |`);
    } finally {
      await database.drop();
    }
  }
}

async function prepare(store: Store): Promise<void> {
  const { kernel, versionId } = await kernelOn(store);
  const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
  // More at once than the store lets wait would be refused.
  for (let left = timers; left > 0; left -= 500) {
    const begun = Array.from({ length: Math.min(left, 500) }, () =>
      store.step((tx) => kernel.start(tx, instance, start)),
    );
    await Promise.all(begun);
  }
}

async function measure(url: string, count: number): Promise<number> {
  const workers = Array.from({ length: count }, () => fork(worker, [url]));
  const all = async (word: string) => {
    const answers = workers.map((one) => once(one, 'message'));
    for (const one of workers) one.send(word);
    return (await Promise.all(answers)).map(([answer]) => Number(answer));
  };
  // Each sees the others before any begins.
  await all('join');
  await all('beat');
  const began = performance.now();
  const done = await all('work');
  const seconds = (performance.now() - began) / 1_000;
  const ended = workers.map((one) => once(one, 'exit'));
  for (const one of workers) one.send('end');
  await Promise.all(ended);
  const sum = done.reduce((total, one) => total + one, 0);
  if (sum !== timers) throw new Error(`${sum} of ${timers} timers were fired.`);
  return timers / seconds;
}
