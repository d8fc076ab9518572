import { newDatabase, stopOwn } from '#test/support/databases.ts';
import { inFigures, inWords } from '../check.ts';
import { gapsInWords, type Struck, strikeUnderLoad } from '../faults.ts';
import type { Machine } from '../fleet.ts';
import { randomOf } from '../random.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part } from '../torture.ts';
import { newWorld } from '../world.ts';

const fleet = ['start', 'start', 'worker', 'worker'];
/** Longer than every lease: others take up what the paused one holds, and it wakes up in the middle of it. */
const pausedMs = 25_000;

export const pause: Part = {
  about: `${sizes.pauses} times a process is paused for longer than its leases last, and goes on`,
  async run(say) {
    const { url, remove } = await newDatabase('MariaDB');
    const world = await newWorld({ commands: fleet, databases: [url] });
    const random = randomOf(seed);
    const struck: Struck[] = [];
    let keep = true;
    try {
      for (const machine of world.machines) await machine.start();
      await world.startLoad({ clients: 8, seed });
      for (let done = 0; done < sizes.pauses; done += 1) {
        const machine = random.pick(world.machines) as Machine;
        const what = `a ${machine.name.split(' ')[0]} is paused`;
        const strike = () => machine.pause();
        struck.push(await strikeUnderLoad(world, { what, strike, heal: () => machine.resume(), brokenMs: pausedMs }));
        say(`${machine.name} was paused for ${pausedMs / 1000} s: gap ${struck.at(-1)?.gapMs} ms`);
      }
      await world.stopLoad();
      const { findings, figures } = await world.verdict();
      keep = findings.length > 0;
      const wrong = keep ? `${inWords(findings)}\n   evidence in ${world.folder}` : '';
      const words = `${gapsInWords(struck)}; ${inFigures(figures)}; seed ${seed}`;
      return [{ what: 'processes paused beyond their leases', figures: words, wrong }];
    } finally {
      await world.close(keep);
      if (!keep) await remove();
      await stopOwn();
    }
  },
};
