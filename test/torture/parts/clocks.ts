/** Very many random clocks, in two ways each, and random commands on the clocks of a running product. */

import { demoCity } from '#test/data/demo-city.ts';
import { openApplication } from '#test/support/application.ts';
import { type DatabaseName, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { randomAccounts } from '#test/support/random-accounts.ts';
import { differing } from '#test/support/random-clocks.ts';
import { randomDeadlines } from '#test/support/random-deadlines.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

/** Commands on the cases of one database, after which a new one begins. */
const commandsPerRun = 150;
const portion = 5_000;
const shownMax = 10;

export const clocks: Part = {
  about: `${sizes.clocks} random clocks beside two libraries, the accounts of as many, random commands on clocks of cases`,
  async run(say) {
    const tried: Tried[] = [byLibraries(say), byAccount(say)];
    for (const name of ['SQLite', 'MariaDB'] as const) tried.push(await byCommands(name, say));
    await stopOwn();
    return tried;
  },
};

function byLibraries(say: (line: string) => void): Tried {
  let compared = 0;
  const wrong: string[] = [];
  for (let done = 0; done < sizes.clocks; done += portion) {
    const found = differing(demoCity(), { count: Math.min(portion, sizes.clocks - done), seed: seed + done });
    compared += found.compared;
    wrong.push(...found.differences);
    say(`${compared} due dates compared, ${wrong.length} differ`);
  }
  const what = `${sizes.clocks} random clocks, paused and running on, are due when two other libraries say so, seed ${seed}`;
  return { what, figures: `${compared} comparisons`, wrong: wrong.slice(0, shownMax).join('\n') };
}

function byAccount(say: (line: string) => void): Tried {
  const sums = { clocks: 0, pauses: 0, extended: 0, moved: 0 };
  const wrong: string[] = [];
  for (let done = 0; done < sizes.clocks; done += portion) {
    const found = randomAccounts(demoCity(), { count: Math.min(portion, sizes.clocks - done), seed: seed + done });
    for (const key of Object.keys(sums) as (keyof typeof sums)[]) sums[key] += found[key];
    wrong.push(...found.faults);
    say(`${sums.clocks} accounts, ${wrong.length} do not add up`);
  }
  const what = `the accounts of ${sums.clocks} random clocks hold what was allowed, whatever moved them, seed ${seed}`;
  const figures = `${sums.pauses} pauses, ${sums.extended} got more time, ${sums.moved} moved with the calendar`;
  return { what, figures, wrong: wrong.slice(0, shownMax).join('\n') };
}

async function byCommands(name: DatabaseName, say: (line: string) => void): Promise<Tried> {
  const wrong: string[] = [];
  let [commands, refused] = [0, 0];
  for (let run = 0; run < sizes.clockRuns && wrong.length === 0; run += 1) {
    const database = await openTestDatabase(name);
    const test = await openApplication(database.store);
    try {
      const found = await randomDeadlines(test, database.store, { seed: seed + run, commands: commandsPerRun });
      commands += found.commands;
      refused += found.refused;
      wrong.push(...found.faults);
    } finally {
      test.remove();
      await database.drop();
    }
    if (run % 10 === 9) say(`${name}: ${commands} commands, ${refused} of them refused`);
  }
  const what = `no clock is forgotten, no edit moves one, every account adds up, ${name}, seed ${seed}`;
  return { what, figures: `${commands} random commands, ${refused} refused`, wrong: wrong.join('\n') };
}
