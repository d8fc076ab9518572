/**
 * Keeps a database of today's schema with a live case in it, so that every later version can prove that it goes on:
 * `node test/freeze.ts NAME` writes `test/frozen/NAME`. Made once when the schema is final, never again.
 */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { mainPath, startWalk, walkThrough } from './support/path.ts';
import { type Product, startProduct } from './support/product.ts';
import { stepsBefore } from './support/thaw.ts';

const name = process.argv[2];
if (name === undefined || !/^[a-z0-9.-]+$/.test(name)) throw new Error('say under which name, e.g. 0.1');
const folder = join(import.meta.dirname, 'frozen', name);
const product = await startProduct();
try {
  const walk = startWalk(product.url);
  await walkThrough(walk, mainPath.slice(0, stepsBefore));
  await mkdir(folder, { recursive: true });
  const { registerNumber, trackingCode, reporter } = walk;
  await writeFile(
    join(folder, 'walk.json'),
    `${JSON.stringify({ registerNumber, trackingCode, phone: reporter.phone }, null, 2)}\n`,
  );
  await product.kill();
  await keep(product);
} finally {
  await product.stop();
}

async function keep({ dataDir }: Product): Promise<void> {
  const database = new Database(join(dataDir, 'wardflow.db'));
  const whole = join(dataDir, 'whole.db');
  database.prepare('VACUUM INTO ?').run(whole);
  database.close();
  await writeFile(join(folder, 'wardflow.db.gz'), gzipSync(await readFile(whole), { level: 9 }));
  await writeFile(join(folder, 'secret.key'), await readFile(join(dataDir, 'secret.key')));
  await cp(join(dataDir, 'files'), join(folder, 'files'), { recursive: true });
}
