// `kill -9` before each write of an erasure: what is left is found by the next run, and in the end nothing is left.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { OpenStore } from '#engine/store/open.ts';
import { manhole, openApplication, submitReport, type TestApplication } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { act, askFor, dutyOf, person, requestService } from '#test/support/person.ts';

const script = fileURLToPath(new URL('../../../test/support/erase-until-killed.ts', import.meta.url));
const secrets = { masterKey: randomBytes(32), hmacKey: randomBytes(32) };
/** Of its 60 or so: the rows of the first case, its commit, the second one, the list of images, the end of the order. */
const all = Array.from({ length: 120 }, (_, index) => index + 1);
const writes = process.env['WARDFLOW_TEST_EVERY_WRITE'] === undefined ? [3, 19, 22, 30, 4] : all;

after(() => stopOwn());

for (const name of databaseNames) {
  describe(`on ${name}`, () => {
    test('whoever erases is killed before any of its writes, and another one goes on until nothing is left', async () => {
      const database = await openTestDatabase(name);
      const app = await openApplication(database.store, { services: [requestService], secrets });
      try {
        await ordered(app);
        await database.store.close();
        for (const write of writes) {
          const killed = await killedBefore(database.url, app, write);
          const store = await database.reopen();
          const { half, open } = await stateOf(store);
          assert.deepEqual(half, [], `write ${write}: a case is there with its key, or gone with it`);
          await store.close();
          if (!killed || open === 0) break;
        }
        await killedBefore(database.url, app, 0);
        const store = await database.reopen();
        const { open, cases, files, waiting } = await stateOf(store);
        // The request itself is still to be told about.
        assert.deepEqual([open, cases, files, waiting], [1, 2, 2, 0]);
        await store.close();
      } finally {
        app.remove();
        await database.drop();
      }
    });
  });
}

/** Two closed reports with a photo each, and the order to erase them. */
async function ordered(app: TestApplication): Promise<void> {
  const { reports } = app.wardflow.application;
  for (const submissionKey of ['one', 'two']) {
    const files = [await app.photo('photos')];
    const values = { ...manhole, ...person };
    const { registerNumber } = await reports.submit({ submissionKey, language: 'vi', channel: 'web', values, files });
    const refuse = { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' };
    await act(app, 'tiepnhan', 'verify', registerNumber, refuse);
  }
  await submitReport(app, manhole, 'of nobody');
  await askFor(app, 'erase');
  await app.advanceTo('2026-11-20T08:10:00+07:00');
  await dutyOf(app, 'figures').run(app.now());
}

/** @returns false where it came to its end. @param write 0: it is left alone */
async function killedBefore(url: string, app: TestApplication, write: number): Promise<boolean> {
  const args = [
    script,
    url,
    String(write),
    String(app.now()),
    app.folder,
    Buffer.from(secrets.masterKey).toString('hex'),
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `it ended with ${code}`);
  return signal === 'SIGKILL';
}

async function stateOf(store: OpenStore) {
  const all = (sql: string) => store.orm.em.getConnection().execute<Record<string, unknown>[]>(sql);
  const half = await all(
    `select c.register_number from case_record c left join vault_key k on k.case_id = c.id
     where (c.state = 'erased') <> (k.case_id is null)`,
  );
  const [order] = await store.transaction((tx) => tx.cases.erasures.open(1));
  const cases = order === undefined ? [] : await store.transaction((tx) => tx.cases.erasures.casesOf(order.id));
  const waiting = order === undefined ? [] : await store.transaction((tx) => tx.cases.erasures.files(order.id, 100));
  return {
    half,
    open: cases.filter(({ doneAt }) => doneAt === null).length,
    cases: order?.cases,
    files: order?.files,
    waiting: waiting.length,
  };
}
