/** Two officials complete the same task in the same moment: one has done it, the other reads by whom and when. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import { type Body, type Door, openDoor, report, submission } from './support/door.ts';

const rounds = 3;
const usernames = ['tiepnhan', 'tiepnhan2'] as const;
const { accounts } = JSON.parse(
  readFileSync(new URL('../../workflows/demo-city/accounts.json', import.meta.url), 'utf8'),
) as { readonly accounts: readonly { readonly username: string; readonly displayName: string }[] };

forEachDatabase((_name, open) => {
  describe('a race', () => {
    let door: Door;
    before(async () => {
      const database = await open();
      // One process writes to SQLite: from here on it is the product.
      await database.store.close();
      door = await openDoor({ DATABASE_URL: database.url });
    });
    after(() => door.close());

    test(`of two who complete a task at once, ${rounds} times, the slower one is told what has happened`, async () => {
      const cookies: string[] = [];
      for (const username of usernames) cookies.push(await door.signIn(username));
      for (let round = 0; round < rounds; round += 1) {
        const form = report({ anonymous: false, name: 'Nguyễn Thị Mai', phone: '0912 345 678' });
        const { body: receipt } = await door.call('/api/v1/reports', { form });
        const query = `/api/v1/tasks?view=unit&q=${receipt.registerNumber}`;
        const [task] = (await door.call(query, { cookie: cookies[0] ?? '' })).body.items;
        const answers = await Promise.all(
          cookies.map((cookie) =>
            door.call(`/api/v1/tasks/${task.taskId}/complete`, {
              cookie,
              form: submission({ outcome: 'reject', reason: 'Không thuộc thẩm quyền.' }),
            }),
          ),
        );
        assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409], JSON.stringify(answers));
        const winner = answers.findIndex(({ status }) => status === 200);
        const told: Body = answers[1 - winner]?.body;
        assert.equal(told.code, 'TASK_CHANGED');
        assert.equal(told.params.by, nameOf(usernames[winner]));
        assert.match(told.detail, /đã xử lý bước này lúc \d\d\/\d\d\/\d{4} \d\d:\d\d/);
        assert.ok(told.detail.startsWith(told.params.by));
      }
    });

    test('of the same submission that is sent six times at once each is told that it is done', async () => {
      const cookie = await door.signIn(usernames[0]);
      for (let round = 0; round < 8; round += 1) {
        const { body: receipt } = await door.call('/api/v1/reports', { form: report() });
        const [task] = (await door.call(`/api/v1/tasks?view=unit&q=${receipt.registerNumber}`, { cookie })).body.items;
        const key = crypto.randomUUID();
        const answers = await Promise.all(
          Array.from({ length: 6 }, () =>
            door.call(`/api/v1/tasks/${task.taskId}/complete`, {
              cookie,
              form: submission({ outcome: 'reject', reason: 'Không thuộc thẩm quyền.' }, key),
            }),
          ),
        );
        assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]), JSON.stringify(answers));
      }
    });
  });
});

function nameOf(username: string | undefined): string | undefined {
  return accounts.find((account) => account.username === username)?.displayName;
}
