import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** How far a frozen case had come on the main path: the officer's unit has taken it on, and must handle it. */
export const stepsBefore = 8;

export interface Thawed {
  readonly dataDir: string;
  readonly registerNumber: string;
  readonly trackingCode: string;
  readonly phone: string;
}

/** Puts a frozen installation into a temporary data folder. */
export async function thaw(name: string): Promise<Thawed> {
  const frozen = join(import.meta.dirname, '..', 'frozen', name);
  const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-frozen-'));
  await writeFile(join(dataDir, 'wardflow.db'), gunzipSync(await readFile(join(frozen, 'wardflow.db.gz'))));
  await writeFile(join(dataDir, 'secret.key'), await readFile(join(frozen, 'secret.key')), { mode: 0o600 });
  await cp(join(frozen, 'files'), join(dataDir, 'files'), { recursive: true });
  return { dataDir, ...JSON.parse(await readFile(join(frozen, 'walk.json'), 'utf8')) };
}
