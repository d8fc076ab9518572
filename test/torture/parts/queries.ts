/** Every named query against its list, its export and an oracle of its own, over many more random rows. */
import { openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { compareRounds } from '#test/support/queries/rounds.ts';
import { seed, sizes } from '../sizes.ts';
import type { Part, Tried } from '../torture.ts';

const { queryRounds: rounds, queryCases: cases } = sizes;

export const queries: Part = {
  about: `${rounds} rounds of ${cases} random cases at the borders of a day, every number and list for every role`,
  async run(say) {
    const tried: Tried[] = [];
    for (const name of ['SQLite', 'MariaDB'] as const) {
      say(`${name}, seed ${seed}`);
      const database = await openTestDatabase(name);
      const { compared, found } = await compareRounds(database.store, { seed, rounds, cases });
      await database.drop();
      const figures = `${compared} compared, ${found.length} differ, seed ${seed}`;
      tried.push({
        what: `number, list, export and oracle agree, ${name}`,
        figures,
        wrong: found.slice(0, 20).join('\n'),
      });
    }
    await stopOwn();
    return tried;
  },
};
