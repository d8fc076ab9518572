// `kill -9` in the middle of a batch, again and again: what it has done it has done once, and it comes to its end.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, submitReport, type TestApplication } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { allReplay, instanceIds } from '#test/support/operations.ts';

const script = fileURLToPath(new URL('../../../../../test/support/batch-until-killed.ts', import.meta.url));
const cases = 40;
const killsAfterMs = [60, 200];

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('a worker that is killed in the middle of a batch loses nothing and does nothing twice', async () => {
      const database = await openTestDatabase(name);
      const secret = `killed ${name}`;
      const key = (of: string) => createHash('sha256').update(`${secret} ${of}`).digest();
      const secrets = { masterKey: key('master'), hmacKey: key('hmac') };
      const first = await openApplication(database.store, { secrets });
      try {
        for (let number = 0; number < cases; number += 1) await submitReport(first, manhole, `r${number}`);
        const admin = await first.as('quantri');
        const { batchId } = await first.wardflow.application.operations.createBatch(admin, {
          selection: { filter: {} },
          operation: { kind: 'suspend' },
          reason: 'Bảo trì',
          dryRun: false,
          key: 'the batch',
        });
        await database.store.close();
        for (const ms of killsAfterMs) {
          await killedAfter(database.url, secret, ms);
          const store = await database.reopen();
          const seen = await standing(store, batchId);
          assert.deepEqual([seen.suspended, seen.audited], [seen.done, seen.done]);
          await store.close();
        }
        await finished(await database.reopen(), secrets, batchId);
      } finally {
        first.remove();
        await database.drop();
      }
    });
  });
}

/** Starts a worker and kills it so long after it has begun. */
async function killedAfter(url: string, secret: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [script, url, secret], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  await wait(ms);
  child.kill('SIGKILL');
  await exit;
}

async function standing(store: OpenStore, batchId: string) {
  return await store.transaction(async (tx) => {
    const { done } = await tx.engine.operations.batches.counts(batchId);
    const rows = await Promise.all(
      (await tx.engine.instances.page(null, 1_000)).map((id) => tx.engine.instances.byId(id)),
    );
    const audited = (await tx.cases.audit.latest(2_000)).filter(({ action }) => action === 'operation.suspend').length;
    return { done, suspended: rows.filter((row) => row?.state === 'suspended').length, audited };
  });
}

async function finished(store: OpenStore, secrets: TestApplication['deps']['secrets'], batchId: string): Promise<void> {
  const last = await openApplication(store, { secrets });
  try {
    for (let turn = 0; turn < 30; turn += 1) await last.wardflow.runDue(last.now());
    assert.deepEqual(await standing(store, batchId), { done: cases, suspended: cases, audited: cases });
    assert.equal((await instanceIds(store)).length, cases);
    await allReplay(last, store);
  } finally {
    last.remove();
  }
}
