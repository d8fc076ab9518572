import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { inFigures, inWords } from '../check.ts';
import { type KillResult, killRound } from '../kill.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

const clients = 6;

/** What runs on MariaDB: two that serve pages, two that only work. */
const fleet = ['start', 'start', 'worker', 'worker'];

export const kills: Part = {
  about: `${sizes.kills} times kill -9 of the one process on SQLite, and ${sizes.kills} times of one of ${fleet.length} on MariaDB`,
  async run(say) {
    const tried: Tried[] = [];
    for (let done = 0; done < sizes.kills; done += sizes.killsPerRound) {
      const number = Math.min(sizes.killsPerRound, sizes.kills - done);
      const round = { kills: number, clients, seed: seed + done };
      if (databaseNames.includes('SQLite')) {
        tried.push(told('SQLite', done + number, await killRound({ ...round, commands: ['start'] }), say, round.seed));
      }
      if (!databaseNames.includes('MariaDB')) continue;
      const { url, remove } = await newDatabase('MariaDB');
      const result = await killRound({ ...round, commands: fleet, databases: [url] });
      tried.push(told('MariaDB', done + number, result, say, round.seed));
      if (result.findings.length === 0) await remove();
    }
    await stopOwn();
    return tried;
  },
};

function told(database: string, sum: number, result: KillResult, say: (line: string) => void, began: number): Tried {
  const { restarts, findings, figures, folder, kills: number } = result;
  const at = (share: number) => restarts[Math.floor((restarts.length - 1) * share)] ?? 0;
  const ready = `ready again in ${at(0.5)} ms (median), ${at(0.95)} ms (95 %)`;
  const words = `${number} kills, ${inFigures(figures)}, ${ready}, seed ${began}`;
  say(`${database}: ${sum} kills of ${sizes.kills}; ${words}; ${findings.length} findings`);
  const wrong = findings.length === 0 ? '' : `${inWords(findings)}\n   evidence in ${folder}`;
  return { what: `${database}, kills to ${sum}`, figures: words, wrong };
}
