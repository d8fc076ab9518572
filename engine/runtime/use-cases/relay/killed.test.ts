// `kill -9` while messages are sent: whatever was told sent is there, each once, in order, and nobody is told twice of one.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { completeInTurn, manhole, openApplication, submitReport } from '#test/support/application.ts';
import { databaseNames, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { secretsOf } from '#test/support/sweep-killed.ts';

const script = fileURLToPath(new URL('../../../../test/support/relay-until-killed.ts', import.meta.url));
const all = process.env['WARDFLOW_TEST_EVERY_WRITE'] !== undefined;
const every = Array.from({ length: 60 }, (_, index) => index + 1);
/** In the midst of an answer; MariaDB gets many statements in one packet. */
const shortly = { SQLite: [14], MariaDB: [4] };

after(() => stopOwn());

// On SQLite relay.test.ts cuts every statement; a process of its own adds nothing there but time.
for (const name of databaseNames.filter((one) => all || one !== 'SQLite')) {
  describe(`on ${name}`, () => {
    test('whoever is killed while sending messages has sent each once, in order', async () => {
      const database = await openTestDatabase(name);
      const secret = `relay ${name}`;
      const app = await openApplication(database.store, { secrets: secretsOf(secret) });
      try {
        const { trackingCode } = await submitReport(app, { ...manhole, phone: '0912345678' });
        await completeInTurn(app, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
        const records = await database.store.transaction((tx) => tx.cases.audit.latest(50));
        const caseId = records.find(({ action }) => action === 'case.open')?.subject.slice('case:'.length) ?? '';
        await database.store.close();
        const told = new Set<string>();
        for (const write of [...(all ? every : shortly[name]), 0]) {
          for (const one of await sentUntil([database.url, secret, String(write), trackingCode])) told.add(one);
          const store = await database.reopen();
          const [rows, notices] = await store.transaction(async (tx) => [
            await tx.cases.relay.ofCase(caseId),
            await tx.cases.notices.ofCase(caseId),
          ]);
          await store.close();
          const places = rows.map(({ position, sender }) => `${position} ${sender}`);
          assert.deepEqual(places, ['1 office', '2 reporter', '3 office', '4 reporter'].slice(0, places.length));
          assert.ok(places.length >= told.size, `${places.length} messages, ${told.size} were told`);
          const keys = notices.map(({ dedupeKey }) => dedupeKey).filter((key) => key.startsWith('relay:'));
          assert.equal(new Set(keys).size, keys.length);
          const noticed = new Set(keys.map((key) => key.split(':')[1]));
          assert.deepEqual([...noticed].toSorted(), rows.map(({ id }) => id).toSorted());
        }
        assert.equal(told.size, 4);
      } finally {
        app.remove();
        await database.drop();
      }
    });
  });
}

/** @returns what it was told is sent, before it was killed or came to its end */
async function sentUntil(args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
  assert.ok(code === 0 || signal === 'SIGKILL', `it ended with ${code}`);
  assert.ok(args[2] === '0' || signal === 'SIGKILL', `nothing was cut at write ${args[2]}`);
  return said.split('\n').filter((line) => line !== '');
}
