/** When the last backup was made, for `wardflow doctor`: a note in the data folder, because a backup writes no database. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LastBackup {
  /** ISO 8601. */
  readonly at: string;
  readonly file: string;
}

const noteName = 'last-backup.json';

export async function noteBackup(dataDir: string, note: LastBackup): Promise<void> {
  const path = join(dataDir, noteName);
  await writeFile(`${path}.new`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function lastBackup(dataDir: string): Promise<LastBackup | undefined> {
  const text = await readFile(join(dataDir, noteName), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as LastBackup);
}
