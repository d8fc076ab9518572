/** Restores a backup into an empty database of either kind, after all of it was read and found whole. */
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { extract } from 'tar';
import { heldMark } from '#engine/runtime/duties/held.ts';
import { beginLoading } from '#engine/store/backup/load.ts';
import type { PortableRow } from '#engine/store/backup/portable.ts';
import { openSnapshot } from '#engine/store/backup/snapshot.ts';
import { openStore } from '#engine/store/open.ts';
import { migrations } from '#migrations/index.ts';
import { halfRestored } from '#migrations/runner.ts';
import { type Manifest, manifestName, parseManifest, sha256Of, type TableEntry, tablePath } from './manifest.ts';

export interface RestoreOrder {
  readonly file: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly now: number;
  /** Hears of each table before it is filled. */
  readonly onTable?: (table: TableEntry) => void;
}

/**
 * @returns the backup's manifest; what it left undone is held until an operator releases it
 * @throws Error where the database is not empty, the backup is damaged (naming what) or newer than this program
 */
export async function restoreBackup(order: RestoreOrder): Promise<Manifest> {
  await refuseFilled(order.databaseUrl);
  await mkdir(order.dataDir, { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(order.dataDir, 'restoring-'));
  try {
    const manifest = await unpack(order.file, folder);
    refuseNewer(manifest);
    await refuseDamaged(manifest, folder);
    await fill(order, manifest, folder);
    return manifest;
  } finally {
    // What unpacks a broken archive gives up before the last file it had begun is written.
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

async function refuseFilled(databaseUrl: string): Promise<void> {
  const path = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined;
  if (path !== undefined && (await stat(path).catch(() => undefined)) === undefined) return;
  const snapshot = await openSnapshot(databaseUrl);
  try {
    if (snapshot.migrations.some(({ number }) => number === halfRestored.number))
      throw new Error('a restore into this database was broken off: drop it, make an empty one, and restore again');
    if (snapshot.migrations.length === 0 && snapshot.tables.length === 0) return;
    throw new Error('the database of DATABASE_URL is not empty: a backup is restored into an empty one only');
  } finally {
    await snapshot.close();
  }
}

async function unpack(file: string, folder: string): Promise<Manifest> {
  const wanted = /^(?:\.\/)?(manifest\.json|tables\/[a-z0-9_]+\.ndjson|(files|originals|audit-heads)\/[\w./-]+)$/;
  try {
    await extract({
      file,
      cwd: folder,
      strict: true,
      filter: (path, entry) => wanted.test(path) && 'type' in entry && entry.type === 'File',
    });
    return parseManifest(await readFile(join(folder, manifestName), 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not a whole backup: ${(error as Error).message}`, { cause: error });
  }
}

function refuseNewer({ version, migrations: seen }: Manifest): void {
  const unknown = seen.find(
    ({ number, name }) => !migrations.some((one) => one.number === number && one.name === name),
  );
  if (unknown === undefined) return;
  const what = `migration ${unknown.number} "${unknown.name}"`;
  throw new Error(`the backup was made by a newer Wardflow (${version}, ${what}): restore it with that one`);
}

async function refuseDamaged({ tables, files }: Manifest, folder: string): Promise<void> {
  const parts = [
    ...tables.map(({ name, sha256 }) => ({ what: `the table ${name}`, path: tablePath(name), sha256 })),
    ...files.map(({ path, sha256 }) => ({ what: `the file ${path}`, path, sha256 })),
  ];
  for (const { what, path, sha256 } of parts) {
    const found = await sha256Of(join(folder, path)).catch(() => 'missing');
    if (found !== sha256)
      throw new Error(`the backup is damaged: ${what} is ${found === 'missing' ? 'missing' : 'not as it was saved'}`);
  }
}

async function fill({ databaseUrl, dataDir, now, onTable }: RestoreOrder, manifest: Manifest, folder: string) {
  const store = await openStore({ url: databaseUrl });
  try {
    const numbers = manifest.migrations.map(({ number }) => number);
    const loading = await beginLoading(store, numbers, now);
    for (const table of manifest.tables) {
      onTable?.(table);
      const loaded = await loading.table(table.name, table.columns, linesOf(join(folder, tablePath(table.name))));
      if (loaded !== table.rows) throw new Error(`the table ${table.name} has ${loaded} rows instead of ${table.rows}`);
    }
    for (const { path } of manifest.files) {
      await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
      await copyFile(join(folder, path), join(dataDir, path));
    }
    await loading.finish({ name: heldMark, content: JSON.stringify({ madeAt: manifest.madeAt }) });
  } finally {
    await store.close();
  }
}

async function* linesOf(path: string): AsyncGenerator<PortableRow> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(line) as PortableRow;
}
