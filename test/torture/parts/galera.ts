import { inFigures, inWords } from '../check.ts';
import { missingForCluster } from '../cluster.ts';
import { databaseRound } from '../database.ts';
import { gapsInWords } from '../faults.ts';
import { galeraRound } from '../galera.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part } from '../torture.ts';

const fleet = ['start', 'start', 'worker', 'worker'];
const clients = 8;

export const galera: Part = {
  about: `three nodes of Galera: each killed, paused, cut off from its peers and from everybody, ${sizes.galeraRounds} times`,
  async run(say) {
    const missing = missingForCluster();
    if (missing !== undefined) return [{ what: 'three nodes of Galera', figures: '', wrong: `   not run: ${missing}` }];
    const { measureSeconds, galeraRounds: rounds } = sizes;
    const alone = await databaseRound({ kills: 0, clients, commands: fleet, seed, measureSeconds });
    say(`${alone.commandsPerSecond} commands a second on one node`);
    const result = await galeraRound({ rounds, clients, commands: fleet, seed, measureSeconds, say });
    const { findings, figures, struck, collided, commandsPerSecond, folder } = result;
    const wrong = findings.length === 0 ? '' : `${inWords(findings)}\n   evidence in ${folder}`;
    const speed = `${commandsPerSecond} commands a second on three nodes, ${alone.commandsPerSecond} on one`;
    const { done = 0, undone, halves, lost, miscounted } = collided ?? {};
    return [
      {
        what: 'transactions that want the same row on three nodes',
        figures: `${done} done, ${undone} undone, ${halves} half there, ${lost} lost`,
        wrong: done > 0 && halves === 0 && lost === 0 && miscounted === 0 ? '' : JSON.stringify(collided),
      },
      { what: 'one node, left alone', figures: inFigures(alone.figures), wrong: inWords(alone.findings) },
      {
        what: 'three nodes of Galera',
        figures: `${speed}; ${gapsInWords(struck)}; ${inFigures(figures)}; seed ${seed}`,
        wrong,
      },
    ];
  },
};
