/** One worker process of `jobs.ts`: does what it is told to and answers with how much it did. */
import { openStore } from '#engine/store/open.ts';
import { kernelAgain, minute, start } from '#test/support/kernel-fixture.ts';

const [url = ''] = process.argv.slice(2);
const store = await openStore({ url });
const kernel = kernelAgain(store, { crew: { steady: () => performance.now(), alone: false } });
const due = start + 61 * minute;

const deeds: Readonly<Record<string, () => Promise<number>>> = {
  join: async () => {
    await kernel.crew.join(due, true);
    return 0;
  },
  beat: async () => {
    await kernel.crew.beat(due);
    return 0;
  },
  work: () => kernel.runDue(due),
  end: async () => {
    await kernel.crew.leave();
    await store.close();
    process.exit(0);
  },
};

process.on('message', async (word: string) => process.send?.(await deeds[word]?.()));
