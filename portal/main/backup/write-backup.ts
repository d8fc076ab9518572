/** Makes a backup: one portable archive of all tables, as of one instant, and of the files they name. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { chmod, copyFile, link, mkdir, mkdtemp, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { openSnapshot, type Snapshot } from '#engine/store/backup/snapshot.ts';
import { uuidFromBytes } from '#engine/store/uuid.ts';
import { type FileEntry, type Manifest, manifestName, sha256Of, type TableEntry, tablePath } from './manifest.ts';

export interface BackupOrder {
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The archive; whole or not there. */
  readonly file: string;
  readonly version: string;
  readonly now: number;
}

/** @throws Error where there is nothing to back up, or the disk is full: then no archive is left behind */
export async function writeBackup(order: BackupOrder): Promise<Manifest> {
  const { file } = order;
  await mkdir(dirname(file), { recursive: true });
  const staging = await mkdtemp(`${file}.making-`);
  const snapshot = await openSnapshot(order.databaseUrl);
  try {
    if (snapshot.migrations.length === 0) throw new Error('the database has no schema: there is nothing to back up');
    if (snapshot.migrations.some(({ finished }) => !finished))
      throw new Error('a migration of the database was broken off: start Wardflow once, then back up');
    const manifest = await stage(order, snapshot, staging);
    const entries = [manifestName, ...manifest.tables.map(({ name }) => tablePath(name))];
    const whole = join(staging, 'whole');
    await create({ gzip: true, cwd: staging, file: whole, portable: true }, [
      ...entries,
      ...manifest.files.map(({ path }) => path),
    ]);
    await chmod(whole, 0o600);
    await syncFile(whole);
    await rename(whole, file);
    return manifest;
  } finally {
    await snapshot.close();
    await rm(staging, { recursive: true, force: true });
  }
}

/** Who was signed in signs in again: a copy of the database opens no door. */
const leftOut: readonly string[] = ['session', 'sign_in_step', 'citizen_session'];

/** Tables whose ids name files. */
const naming: readonly string[] = ['case_file', 'publication_photo'];

async function stage(order: BackupOrder, snapshot: Snapshot, staging: string): Promise<Manifest> {
  await mkdir(join(staging, 'tables'));
  const tables: TableEntry[] = [];
  const named = new Set<string>();
  for (const name of snapshot.tables.filter((table) => !leftOut.includes(table))) {
    const seen = naming.includes(name) ? (id: Uint8Array) => named.add(uuidFromBytes(id)) : () => undefined;
    tables.push(await stageTable(snapshot, name, join(staging, tablePath(name)), seen));
  }
  const files = await stageFiles(order.dataDir, staging, named);
  const manifest: Manifest = {
    format: 1,
    version: order.version,
    madeAt: new Date(order.now).toISOString(),
    database: snapshot.dialect,
    migrations: snapshot.migrations.map(({ number, name }) => ({ number, name })),
    tables,
    files,
    secretKey: 'not included',
  };
  await writeFile(join(staging, manifestName), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

async function stageTable(
  snapshot: Snapshot,
  name: string,
  path: string,
  seen: (id: Uint8Array) => void,
): Promise<TableEntry> {
  const hash = createHash('sha256');
  const out = createWriteStream(path, { flags: 'wx' });
  const failed = once(out, 'error').then(([error]) => {
    throw error;
  });
  failed.catch(() => undefined);
  let columns: readonly string[] = [];
  let rows = 0;
  for await (const row of snapshot.rows(name)) {
    if (rows === 0) columns = Object.keys(row);
    const { id } = row;
    if (typeof id === 'object' && id !== null) seen(Buffer.from(id.base64, 'base64'));
    const line = `${JSON.stringify(row)}\n`;
    hash.update(line);
    rows += 1;
    if (!out.write(line)) await Promise.race([once(out, 'drain'), failed]);
  }
  out.end();
  await Promise.race([once(out, 'close'), failed]);
  return { name, columns, rows, sha256: hash.digest('hex') };
}

/** The pictures that the tables of this backup name, and the heads of the audit that were handed out. */
async function stageFiles(dataDir: string, staging: string, named: ReadonlySet<string>): Promise<readonly FileEntry[]> {
  const below = [...(await filesBelow(dataDir, 'files')), ...(await filesBelow(dataDir, 'originals'))];
  const pictures = below.filter((path) => named.has(baseName(path).slice(0, idLength)));
  const heads = await filesBelow(dataDir, 'audit-heads');
  const entries: FileEntry[] = [];
  for (const path of [...pictures, ...heads].sort()) {
    const from = join(dataDir, path);
    const to = join(staging, path);
    await mkdir(dirname(to), { recursive: true });
    // Pictures never change; a file that grows is copied, so that its digest holds.
    if (path.startsWith('audit-heads')) await copyFile(from, to);
    else await link(from, to).catch(() => copyFile(from, to));
    entries.push({ path, bytes: (await stat(to)).size, sha256: await sha256Of(to) });
  }
  return entries;
}

const idLength = 36;

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

async function filesBelow(dataDir: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const inside = entries.filter((entry) => entry.isFile());
  return inside.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dataDir.length + 1)
      .replaceAll('\\', '/'),
  );
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}
