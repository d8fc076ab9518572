/**
 * A migrated database that others are copied from: every migration waits for the disk, a copy does not. The template itself
 * is made by the migrations, once for each set of them.
 */
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#engine/store/open.ts';
import { migrations } from '#migrations/index.ts';

const key = createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 16);
const template = join(tmpdir(), `wardflow-template-${key}.db`);

/** Puts a database with the schema of today where there is none. @param file as SQLite is to open it */
export async function copyFromTemplate(file: string): Promise<void> {
  if (!existsSync(template)) await makeTemplate();
  copyFileSync(template, file);
}

/** Others may make it at the same time: each its own, and one of them stays. */
async function makeTemplate(): Promise<void> {
  const own = `${template}.${randomBytes(6).toString('hex')}`;
  const store = await openStore({ url: `sqlite:${own}` });
  await store.migrate(0).finally(() => store.close());
  renameSync(own, template);
  rmSync(`${own}.lock`, { force: true });
}
