// /metrics after real work: what Prometheus reads is what was done.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { type Door, openDoor, report } from './support/door.ts';

for (const name of databaseNames) {
  describe(`the metrics, on ${name}`, () => {
    let door: Door;
    let remove: () => Promise<void>;

    before(async () => {
      const database = await newDatabase(name);
      remove = database.remove;
      door = await openDoor({ DATABASE_URL: database.url, OBSERVE_PORT: '0' });
    });
    after(async () => {
      await door.close();
      await remove();
      if (name === 'MariaDB') await stopOwn();
    });

    const metrics = async () => await (await fetch(`${door.running.observedAt}/metrics`)).text();
    const numberAt = (body: string, line: string) => {
      const found = body.split('\n').find((each) => each.startsWith(`${line} `));
      return found === undefined ? undefined : Number(found.slice(line.length + 1));
    };

    test('steps that were done, their commits, the pool, and what differs from its journal', async () => {
      const sent = await Promise.all(Array.from({ length: 4 }, () => door.call('/api/v1/reports', { form: report() })));
      assert.ok(sent.every(({ status }) => status === 200));
      const cookie = await door.signIn('tiepnhan');
      const { body: list } = await door.call('/api/v1/tasks?view=unit', { cookie });
      const [task] = list.items;
      const claim = (by: string) => door.call(`/api/v1/tasks/${task.taskId}/claim`, { json: {}, cookie: by });
      assert.equal((await claim(cookie)).status, 200);
      await openDifference();

      const body = await metrics();
      const done = numberAt(body, 'wardflow_step_duration_seconds_count{outcome="done"}') ?? 0;
      const commits = numberAt(body, 'wardflow_commit_steps_count') ?? 0;
      const inCommits = numberAt(body, 'wardflow_commit_steps_sum') ?? 0;
      assert.ok(done >= 1 && commits >= 1, body);
      assert.ok(inCommits >= commits && inCommits >= done, `${inCommits} steps in ${commits} commits, ${done} done`);
      assert.equal(numberAt(body, 'wardflow_replay_differences'), 1);
      assert.equal(numberAt(body, 'wardflow_incidents_open'), 1);
      const pool = ['max', 'in_use', 'waiting'].map((state) =>
        numberAt(body, `wardflow_database_connections{state="${state}"}`),
      );
      if (name === 'SQLite') assert.deepEqual(pool, [undefined, undefined, undefined]);
      else assert.ok(pool[0] === 16 && Number(pool[1]) >= 0 && pool[2] === 0, String(pool));
      // Whatever is done, the labels stay few, and none of them names a row or a person.
      const lines = body.split('\n').filter((line) => /^wardflow_(step|commit|store|database)/.test(line));
      assert.ok(lines.length > 0 && lines.length < 150);
      assert.doesNotMatch(lines.join('\n'), /[0-9a-f]{8}-[0-9a-f]{4}|tiepnhan/);
    });

    /** As the nightly comparison leaves one. */
    async function openDifference(): Promise<void> {
      await door.running.installation.store.transaction(async (tx) => {
        const [instanceId = ''] = await tx.engine.instances.page(null, 1);
        const row = await tx.engine.instances.byId(instanceId);
        assert.ok(row);
        const { serviceVersionId, caseId } = row;
        const what = { id: crypto.randomUUID(), key: 'replay', element: '', code: 'REPLAY_DIFFERS', message: '' };
        const incident = { ...what, instanceId, serviceVersionId, caseId, open: true, openedAt: 1, closedAt: null };
        await tx.engine.incidents.insert([incident]);
      });
    }
  });
}
