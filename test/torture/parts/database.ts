import { inFigures, inWords } from '../check.ts';
import { databaseRound } from '../database.ts';
import { gapsInWords } from '../faults.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

/** Two that serve pages and a worker; none of them is started again. */
const fleet = ['start', 'start', 'worker'];
const killsPerRound = 25;

export const database: Part = {
  about: `${sizes.databaseKills} times kill -9 of MariaDB, started again on the same folder`,
  async run(say) {
    const tried: Tried[] = [];
    for (let done = 0; done < sizes.databaseKills; done += killsPerRound) {
      const kills = Math.min(killsPerRound, sizes.databaseKills - done);
      const began = seed + done;
      const result = await databaseRound({ kills, clients: 6, commands: fleet, seed: began });
      const { findings, figures, struck, folder } = result;
      const words = `${kills} kills, ${inFigures(figures)}; ${gapsInWords(struck)}; seed ${began}`;
      say(`${done + kills} kills of ${sizes.databaseKills}; ${words}; ${findings.length} findings`);
      const wrong = findings.length === 0 ? '' : `${inWords(findings)}\n   evidence in ${folder}`;
      tried.push({ what: `MariaDB itself, kills to ${done + kills}`, figures: words, wrong });
    }
    return tried;
  },
};
