/** One sweep over a large city, and sweeps that are killed in the middle. */

import { stopOwn } from '#test/support/databases.ts';
import { killSweeps } from '#test/support/sweep-killed.ts';
import { sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

const open = sizes.openCases;
const killsAfterMs = [0, 40, 90, 150, 250, 400, 600, 900];

export const deadlines: Part = {
  about: `${open} open cases, a fifth of them late, half with nobody, some with units that are gone; sweeps that are killed`,
  async run(say) {
    const tried: Tried[] = [];
    for (const name of ['SQLite', 'MariaDB'] as const) {
      say(`${name}: a sweep that nobody disturbs`);
      tried.push(await once(name, []));
      say(`${name}: sweeps that are killed`);
      tried.push(await once(name, killsAfterMs));
    }
    await stopOwn();
    return tried;
  },
};

async function once(name: 'SQLite' | 'MariaDB', kills: readonly number[]): Promise<Tried> {
  const began = performance.now();
  const { killed, overdue, faults } = await killSweeps(name, open, kills);
  const seconds = Math.round((performance.now() - began) / 1000);
  const figures = `${overdue} late of ${open}, ${killed} of ${kills.length} killed before their end, ${seconds} s`;
  return { what: `every late case is warned of once, ${name}`, figures, wrong: faults.join('\n') };
}
