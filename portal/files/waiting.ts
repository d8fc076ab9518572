/**
 * Files as they were sent, while a scanner has not looked at them: `waiting/<id>` beside the pictures. Found clean they
 * are removed, for the pictures are all that is kept; found infected they go to `quarantine/<id>`, where only who
 * administers the machine reads them.
 */
import type { Checked, Scanner } from '#engine/runtime/ports/files.ts';
import type { Blobs } from './blobs.ts';

export interface Waiting {
  /** Keeps the file durably; nothing happens without a scanner. */
  put(path: string, id: string): Promise<void>;
  holds(id: string): Promise<boolean>;
  drop(id: string): Promise<void>;
  check(limit: number): Promise<Checked>;
  quarantine(id: string): Promise<void>;
}

export const waitingFolder = 'waiting';

/** Where it gives no verdict so often, the scanner itself is away. */
const faultsMax = 2;

/** @param scanner left out: nothing waits, not even what an earlier one has left */
export function createWaiting(blobs: Blobs, scanner: Scanner | undefined): Waiting {
  const failed = new Map<string, number>();
  const keyOf = (id: string) => `${waitingFolder}/${id}`;
  return {
    async put(path, id) {
      if (scanner !== undefined) await blobs.put([{ key: keyOf(id), content: { path } }]);
    },
    holds: async (id) => scanner !== undefined && (await blobs.size(keyOf(id))) !== undefined,
    drop: (id) => blobs.remove(keyOf(id)),
    async check(limit) {
      if (scanner === undefined) return { clean: 0, infected: [] };
      const infected: { readonly id: string; readonly signature: string }[] = [];
      const faults: unknown[] = [];
      let clean = 0;
      for (const id of (await waitingIds(blobs, failed)).slice(0, limit)) {
        const scan = blobs.withFile(keyOf(id), (path) => scanner.scan(path));
        const verdict = await scan.catch((error: unknown) => void faults.push(error));
        if (verdict === undefined) failed.set(id, (failed.get(id) ?? 0) + 1);
        else failed.delete(id);
        if (verdict?.infected === true) infected.push({ id, signature: verdict.signature });
        if (verdict?.infected === false) {
          await blobs.remove(keyOf(id));
          clean += 1;
        }
        if (faults.length === faultsMax) break;
      }
      return { clean, infected, ...(faults.length > 0 && { fault: faults[0] }) };
    },
    async quarantine(id) {
      await blobs.withFile(keyOf(id), (path) => blobs.put([{ key: `quarantine/${id}`, content: { path } }]));
      await blobs.remove(keyOf(id));
    },
  };
}

/** The oldest first (ids begin with the time), but those that the scanner could not look at behind the others. */
async function waitingIds(blobs: Blobs, failed: ReadonlyMap<string, number>): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const { key } of blobs.list(waitingFolder)) names.push(key.slice(waitingFolder.length + 1));
  const whole = names.filter((name) => !name.endsWith('.part'));
  return whole.toSorted((a, b) => (failed.get(a) ?? 0) - (failed.get(b) ?? 0) || (a < b ? -1 : 1));
}
