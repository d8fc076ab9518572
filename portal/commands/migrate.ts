import { parseArgs } from 'node:util';
import { exitCodeOf } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about = 'Brings the database up to date and ends (start does it too).';

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    parseArgs({ args: [...args], options: {} });
    const config = processConfig();
    const { openDatabase } = await import('../main/installation.ts');
    const store = await openDatabase(config);
    try {
      const names = await store.migrate(Date.now());
      console.log(names.length === 0 ? 'The database is up to date.' : `Ran: ${names.join(', ')}`);
    } finally {
      await store.close();
    }
  });
}
