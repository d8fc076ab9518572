/** The copy of the register of deletions beside the database: a file that only grows, synced before an order is said to be done. */
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RegisterCopy } from '#engine/runtime/erasure/register-copy.ts';

export function registerFileOf(dataDir: string): string {
  return join(dataDir, 'erasures.jsonl');
}

export function registerCopyIn(dataDir: string): RegisterCopy {
  return {
    async append(line) {
      await mkdir(dataDir, { recursive: true });
      const file = await open(registerFileOf(dataDir), 'a', 0o600);
      try {
        await file.write(`${line}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    },
  };
}

/** Its lines; none where there is no such file. */
export async function registerLinesIn(dataDir: string): Promise<readonly string[]> {
  const text = await readFile(registerFileOf(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text.split('\n').filter((line) => line !== '');
}
