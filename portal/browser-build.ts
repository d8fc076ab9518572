/**
 * The browser's bundles under `build/`, made by vite when they are missing or older than their sources. "Older" goes
 * by content, not by time: a fresh clone has fresh times.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export const root = join(import.meta.dirname, '..');
export const buildDir = join(root, 'build');
const stampFile = 'sources.sha256';
const compressedBytesMin = 1024;
/** Of 11; the last ones cost many times the time for a few percent. */
const brotliQuality = 7;
const compress = promisify(brotliCompress);
const zip = promisify(gzip);

/** What ends up in a bundle. */
const sources = [
  'designer',
  'portal/office',
  'portal/kit',
  'portal/citizen/islands',
  'forms',
  'engine/core',
  'engine/bpmn',
  'engine/cases',
  'engine/scenarios',
  'engine/runtime/application',
  'vite.config.ts',
  'package-lock.json',
];

/** Whether `build/` was made from the sources as they are now. */
export async function isBuilt(): Promise<boolean> {
  const stamp = await readFile(join(buildDir, stampFile), 'utf8').catch(() => '');
  return stamp !== '' && stamp === (await stampOfSources());
}

/**
 * Puts new bundles in the place of the old ones, which stay until the new ones are whole.
 * @param make fills the folder it is given
 */
export async function replaceBuild(make: (folder: string) => Promise<unknown>): Promise<void> {
  const stamp = await stampOfSources();
  const making = `${buildDir}.${process.pid}`;
  try {
    await make(making);
    await compressAssets(join(making, 'assets'));
    await writeFile(join(making, stampFile), stamp);
    await rm(buildDir, { recursive: true, force: true });
    await rename(making, buildDir);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

/**
 * Builds in a process of its own, so that requests are answered meanwhile and its memory is given back.
 * @throws Error with the end of what it printed
 */
export async function buildBesides(signal: AbortSignal): Promise<void> {
  if (!existsSync(join(root, 'vite.config.ts')) || (await isBuilt())) return;
  const command = [join(import.meta.dirname, 'wardflow.mjs'), 'build'];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], signal });
    let printed = '';
    const keep = (chunk: Buffer) => {
      printed = (printed + chunk.toString()).slice(-4000);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the build failed:\n${printed}`))));
  });
}

/** Brotli beside every text that is worth it: done once here, not at every answer. */
async function compressAssets(folder: string): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(js|css|svg|json)$/.test(name));
  for (const path of names.map((name) => join(folder, name))) {
    const content = await readFile(path);
    if (content.length < compressedBytesMin) continue;
    const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
    await writeFile(`${path}.br`, await compress(content, { params }));
    await writeFile(`${path}.gz`, await zip(content));
  }
}

async function stampOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const path of await filesOf(join(root, source))) {
      hash
        .update(path.slice(root.length))
        .update('\0')
        .update(await readFile(path))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<readonly string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
