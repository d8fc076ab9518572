import { createConnection } from 'mysql2/promise';
import { newDatabase, stopOwn } from '#test/support/databases.ts';
import { inFigures, inWords } from '../check.ts';
import { type FaultOf, gapsInWords, type Struck, strikeUnderLoad } from '../faults.ts';
import { type Cable, startProxy, type WornCable } from '../proxy.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part } from '../torture.ts';
import { newWorld } from '../world.ts';

/** Each has a cable of its own to the database. */
const fleet = ['start', 'start', 'worker'];
const brokenMs = 8_000;

export const slow: Part = {
  about: `MariaDB gets slow, says nothing, loses lines, has its rows held, for one process and for all, ${sizes.slowRounds} times each`,
  async run(say) {
    const { url, remove } = await newDatabase('MariaDB');
    const { port } = new URL(url);
    const cables: WornCable[] = [];
    for (const _ of fleet) cables.push(await startProxy(Number(port)));
    const databases = cables.map((cable) => url.replace(port, String(cable.port)));
    const world = await newWorld({ commands: fleet, databases });
    const struck: Struck[] = [];
    let keep = true;
    try {
      for (const machine of world.machines) await machine.start();
      await world.startLoad({ clients: 8, seed });
      for (let round = 0; round < sizes.slowRounds; round += 1) {
        for (const fault of faultsOf(cables, url)) {
          const one = await strikeUnderLoad(world, fault);
          struck.push(one);
          say(`${one.what}: gap ${one.gapMs} ms, work again ${one.healedMs} ms after the return`);
        }
      }
      await world.stopLoad();
      const { findings, figures } = await world.verdict();
      keep = findings.length > 0;
      const wrong = keep ? `${inWords(findings)}\n   evidence in ${world.folder}` : '';
      const words = `${gapsInWords(struck)}; ${inFigures(figures)}; seed ${seed}`;
      return [{ what: 'a slow database', figures: words, wrong }];
    } finally {
      await world.close(keep);
      for (const cable of cables) await cable.close();
      if (!keep) await remove();
      await stopOwn();
    }
  },
};

function faultsOf(cables: readonly WornCable[], url: string): readonly FaultOf[] {
  const worn = (what: string, some: readonly WornCable[], cable: Cable): FaultOf => {
    const set = async (next: Cable) => void (await Promise.all(some.map((one) => one.set(next))));
    return { what, strike: () => set(cable), heal: () => set('pass'), brokenMs };
  };
  const [first] = cables;
  const one = first === undefined ? [] : [first];
  return [
    worn('a process has 100 ms to its database', one, { slowMs: 100 }),
    worn('all have 100 ms to their database', cables, { slowMs: 100 }),
    worn('all have 1000 ms to their database', cables, { slowMs: 1_000 }),
    worn('a process hears nothing of its database', one, 'still'),
    worn('all hear nothing of their database', cables, 'still'),
    worn('all lose their lines', cables, 'cut'),
    rowsHeld(url),
  ];
}

/** As somebody does who looks into the database by hand and forgets to end it. */
function rowsHeld(url: string): FaultOf {
  let end: () => Promise<void> = async () => undefined;
  return {
    what: 'somebody holds rows that all need',
    async strike() {
      const connection = await createConnection(url);
      await connection.query('begin');
      await connection.query('select * from register_counter for update');
      await connection.query('select * from process_instance order by id desc limit 5 for update');
      end = () => connection.end();
    },
    heal: () => end(),
    brokenMs,
  };
}
