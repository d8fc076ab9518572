/** `npm run bench -- audit`: how long sealing and checking of a long audit take, on SQLite and MariaDB. */
import { createSealer } from '#engine/runtime/audit/sealer.ts';
import { verifyAudit } from '#engine/runtime/audit/verify.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { openTestDatabase, stopOwn } from '#test/support/databases.ts';

const entries = 500_000;
const chunk = 2_000;
const began = Date.UTC(2026, 0, 1);

/** @returns the exit code */
export async function run(): Promise<number> {
  for (const name of ['SQLite', 'MariaDB'] as const) {
    const { store, drop } = await openTestDatabase(name);
    try {
      await append(store);
      const sealing = await seconds(() => createSealer({ store, owner: 'bench', places: [] }).runDue(began));
      const checking = await seconds(async () => {
        const { sealed, faultsTotal } = await verifyAudit(store, []);
        if (sealed !== entries || faultsTotal > 0) throw new Error('The audit that was measured is not whole.');
      });
      console.log(`${name}: ${entries} entries sealed in ${sealing} s, checked in ${checking} s`);
    } finally {
      await drop();
    }
  }
  await stopOwn();
  return 0;
}

async function append({ orm }: OpenStore): Promise<void> {
  const tuple = '(?, ?, ?, ?, ?, ?)';
  const insert = `insert into audit_entry (id, at, actor, action, subject, data) values `;
  for (let done = 0; done < entries; done += chunk) {
    const params = Array.from({ length: chunk }, () => entryAt(began - entries + done)).flat();
    const sql = insert + Array.from({ length: chunk }, () => tuple).join(', ');
    await orm.em.getConnection().execute(sql, params, 'run');
  }
}

function entryAt(at: number): unknown[] {
  const data = JSON.stringify({ task: newId(at), element: 'handle', version: newId(at) });
  return [uuidToBytes(newId(at)), at, 'an', 'task.complete', `case:${newId(at)}`, data];
}

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(1);
}
