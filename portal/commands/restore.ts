import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, UsageError } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about = 'Restores a backup into an empty database of either kind: restore FILE.';

export const usage = `wardflow restore FILE

DATABASE_URL names the empty database, DATA_DIR the folder for the files; a backup of SQLite goes into MySQL/MariaDB too,
and the other way round. A damaged backup or one of a newer Wardflow is refused before anything is written; an older
schema is brought forward. Set the SECRET_KEY of the installation that was backed up, or copy its secret.key.
Afterwards timers and notices are held until "wardflow release".`;

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError('name one backup: restore FILE');
    const { databaseUrl, dataDir } = processConfig();
    const { restoreBackup } = await import('../main/backup/restore-backup.ts');
    const order = { file: resolve(file), databaseUrl, dataDir, now: Date.now() };
    const { tables, files, madeAt, version } = await restoreBackup(order);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`Restored what Wardflow ${version} backed up at ${madeAt}: ${rows} rows, ${files.length} files.`);
    console.log('Timers and notices are held. Look at "wardflow doctor", then "wardflow release", then start.');
  });
}
