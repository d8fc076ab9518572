/**
 * Files as they were sent, while a scanner has not looked at them: `waiting/<id>` beside the pictures. Found clean they
 * are removed, for the pictures are all that is kept; found infected they go to `quarantine/<id>`, where only who
 * administers the machine reads them.
 */
import { access, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked, Scanner } from '#engine/runtime/ports/files.ts';

export interface Waiting {
  /** Keeps the file durably; nothing happens without a scanner. */
  put(path: string, id: string): Promise<void>;
  holds(id: string): Promise<boolean>;
  drop(id: string): Promise<void>;
  /** Ids of files that were put here before an instant, for the sweep of orphans. */
  madeBefore(before: number): Promise<readonly string[]>;
  check(limit: number): Promise<Checked>;
  quarantine(id: string): Promise<void>;
}

/** Where it gives no verdict so often, the scanner itself is away. */
const faultsMax = 2;

/** @param scanner left out: nothing waits, not even what an earlier one has left */
export function createWaiting(dataDir: string, scanner: Scanner | undefined): Waiting {
  const failed = new Map<string, number>();
  const [folder, aside] = [join(dataDir, 'waiting'), join(dataDir, 'quarantine')];
  return {
    async put(path, id) {
      if (scanner === undefined) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await copyFile(path, join(folder, id));
      const file = await open(join(folder, id), 'r+');
      await file.chmod(0o600);
      await file.sync().finally(() => file.close());
    },
    async holds(id) {
      if (scanner === undefined) return false;
      return await access(join(folder, id)).then(
        () => true,
        () => false,
      );
    },
    drop: (id) => rm(join(folder, id), { force: true }),
    async madeBefore(before) {
      const old: string[] = [];
      for (const id of await readdir(folder).catch(() => [])) {
        const made = await stat(join(folder, id)).catch(() => undefined);
        if (made !== undefined && made.mtimeMs < before) old.push(id);
      }
      return old;
    },
    async check(limit) {
      if (scanner === undefined) return { clean: 0, infected: [] };
      const infected: { readonly id: string; readonly signature: string }[] = [];
      const faults: unknown[] = [];
      let clean = 0;
      const names = await readdir(folder).catch(() => []);
      // The oldest first (ids begin with the time), but those that the scanner could not look at behind the others.
      const order = names.toSorted((a, b) => (failed.get(a) ?? 0) - (failed.get(b) ?? 0) || (a < b ? -1 : 1));
      for (const id of order.slice(0, limit)) {
        const verdict = await scanner.scan(join(folder, id)).catch((error: unknown) => void faults.push(error));
        if (verdict === undefined) failed.set(id, (failed.get(id) ?? 0) + 1);
        else failed.delete(id);
        if (verdict?.infected === true) infected.push({ id, signature: verdict.signature });
        if (verdict?.infected === false) {
          await rm(join(folder, id), { force: true });
          clean += 1;
        }
        if (faults.length === faultsMax) break;
      }
      return { clean, infected, ...(faults.length > 0 && { fault: faults[0] }) };
    },
    async quarantine(id) {
      await mkdir(aside, { recursive: true, mode: 0o700 });
      await rename(join(folder, id), join(aside, id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    },
  };
}
