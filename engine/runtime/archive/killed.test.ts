// `kill -9` before each write of moving a case, and an instance of no case, into the archive: each is there or here,
// never in both places and never in none.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import {
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';

const script = fileURLToPath(new URL('../../../test/support/archive-until-killed.ts', import.meta.url));
const later = Date.parse('2027-01-01T08:00:00+07:00');
/** Of its 36 or so: claim, what is archived, what goes, the commits of both; all of them in docs/torture.md's way. */
const all = Array.from({ length: 60 }, (_, index) => index + 1);
const writes = process.env['WARDFLOW_TEST_EVERY_WRITE'] === undefined ? [2, 4, 9, 18, 20, 23, 34] : all;

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('whoever archives is killed before any of its writes, and everything is either here or in the archive', async () => {
      const database = await openTestDatabase(name);
      const app = await openApplication(database.store);
      try {
        const ids = await ripe(app);
        const whole = await everything(database.store, ids);
        await database.store.close();
        let moved = 0;
        for (const write of writes) {
          const killed = await killedBefore(database.url, write);
          const store = await database.reopen();
          const { archived, both, none } = await places(store, ids);
          assert.deepEqual([both, none], [[], []], `write ${write}`);
          assert.ok(archived >= moved, 'what is archived stays so');
          assert.deepEqual(await everything(store, ids), whole, `write ${write}`);
          moved = archived;
          await store.close();
          if (!killed) break;
        }
        await killedBefore(database.url, 0);
        const store = await database.reopen();
        assert.equal((await places(store, ids)).archived, ids.length);
        assert.deepEqual(await everything(store, ids), whole);
        await store.close();
      } finally {
        app.remove();
        await database.drop();
      }
    });
  });
}

/** A closed case and an ended instance of none, both counted. @returns ids of their instances */
async function ripe(app: TestApplication): Promise<readonly string[]> {
  const { kernel, duties } = app.wardflow;
  await submitReport(app, manhole);
  await completeInTurn(app, [['tiepnhan', { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' }]]);
  await app.advanceTo('2026-11-20T09:00:00+07:00');
  const { store } = app.deps;
  await store.transaction(async (tx) => {
    const version = (await tx.engine.services.newest('citizen-feedback')) ?? assert.fail();
    const place = { serviceVersionId: version.id, processId: 'citizen-feedback', caseId: null, variables: {} };
    const { instanceId } = await kernel.start(tx, place, app.now());
    await kernel.execute(tx, instanceId, { kind: 'cancel', reason: 'test' }, app.now());
  });
  await duties.find((duty) => duty.name === 'figures')?.run(app.now());
  return await store.transaction((tx) => tx.engine.instances.page(null, 10));
}

/** @returns false where it came to its end. @param write 0: it is left alone */
async function killedBefore(url: string, write: number): Promise<boolean> {
  const args = [script, url, String(write), String(later)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `it ended with ${code}`);
  return signal === 'SIGKILL';
}

/** What anybody can ask for of an instance, from wherever it lies. */
async function everything(store: OpenStore, ids: readonly string[]) {
  return await store.transaction(async (tx) => {
    const found = [];
    for (const id of ids) {
      const row = await tx.engine.instances.byId(id);
      const tasks = row?.caseId ? await tx.engine.tasks.ofCase(row.caseId) : [];
      found.push([row, tasks, await tx.engine.journal.ofInstance(id), await tx.engine.history.ofInstance(id)]);
    }
    return found;
  });
}

async function places(store: OpenStore, ids: readonly string[]) {
  const idsIn = async (table: string) => {
    const rows = await store.orm.em.getConnection().execute<{ id: Uint8Array }[]>(`select id from ${table}`);
    return new Set(rows.map(({ id }) => Buffer.from(id).toString('hex')));
  };
  const [hot, archive] = [await idsIn('process_instance'), await idsIn('archived_instance')];
  const known = ids.map((id) => id.replaceAll('-', ''));
  return {
    archived: known.filter((id) => archive.has(id)).length,
    both: known.filter((id) => archive.has(id) && hot.has(id)),
    none: known.filter((id) => !archive.has(id) && !hot.has(id)),
  };
}
