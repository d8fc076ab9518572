import { ConfigError, processConfig } from '../config.ts';

export const about = 'Brings the database up to date and ends (start does it too).';

export async function run(): Promise<number> {
  try {
    const { databaseUrl } = processConfig();
    const { openStore } = await import('#engine/store/open.ts');
    const store = await openStore({ url: databaseUrl });
    try {
      const names = await store.migrate(Date.now());
      console.log(names.length === 0 ? 'The database is up to date.' : `Ran: ${names.join(', ')}`);
    } finally {
      await store.close();
    }
    return 0;
  } catch (error) {
    console.error(error instanceof ConfigError ? error.message : `wardflow: ${(error as Error).message}`);
    return 1;
  }
}
