import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, UsageError } from '../command-line.ts';
import { processConfig } from '../config.ts';
import { versionOf } from '../version.ts';

export const about = 'Makes a backup of database and files while the product runs: backup [FILE].';

export const usage = `wardflow backup [FILE]

  FILE   the archive (tar.gz); without it DATA_DIR/backups/wardflow-<date>.tar.gz

Reads all tables as of one instant, beside the running product, from SQLite or MySQL/MariaDB, and the files they name.
Sessions are left out. The secret key is NOT in it: keep SECRET_KEY (or DATA_DIR/secret.key) apart, nobody can read personal data without it.
An archive that is there already is not written over.`;

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    if (positionals.length > 1) throw new UsageError('name one file: backup [FILE]');
    const { databaseUrl, dataDir, s3 } = processConfig();
    const now = Date.now();
    const stamp = new Date(now).toISOString().replaceAll(/[-:]|\.\d+/g, '');
    const file = resolve(positionals[0] ?? join(dataDir, 'backups', `wardflow-${stamp}.tar.gz`));
    if ((await stat(file).catch(() => undefined)) !== undefined) throw new UsageError(`${file} is there already`);
    const { writeBackup } = await import('../main/backup/write-backup.ts');
    const { noteBackup } = await import('../main/backup/last-backup.ts');
    const { tables, files } = await writeBackup({ databaseUrl, dataDir, file, version: versionOf(), now });
    await noteBackup(dataDir, { at: new Date(now).toISOString(), file });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    console.log(`${file}: ${tables.length} tables, ${rows} rows, ${files.length} files.`);
    console.log('The secret key is not in it: keep it apart.');
    if (s3 !== null)
      console.log(`Files lie in ${s3.endpoint}/${s3.bucket} and are not in it: the store keeps copies of its own.`);
  });
}
