import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openStore } from '#engine/store/open.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { migrations } from './index.ts';

after(stopOwn);

for (const name of databaseNames) {
  test(`on ${name}: open cases from before are found by their words, closed ones need none`, async () => {
    const { url, remove } = await newDatabase(name);
    const store = await openStore({ url });
    try {
      const run = (sql: string, params: unknown[] = []) => store.orm.em.getConnection().execute(sql, params, 'all');
      await store.migrate(
        0,
        migrations.filter(({ number }) => number < 9),
      );
      const long = Array.from({ length: 201 }, (_, index) => `w${index}`).join(' ');
      for (const [number, state, search] of [
        [1, 'open', `pa-261122-0001 ${long}`],
        [2, 'closed', 'pa-261122-0002 w0'],
        [3, 'open', ''],
      ] as const) {
        const id = Buffer.alloc(16, number);
        const words = ['s', 'c', 'vi', 'x', 'w', 'u', 'st', 'sla', 'normal', ''];
        await run(
          `insert into case_record (id, service_version_id, instance_id, register_number, tracking_hash, secret_hash, urgent,
             received_at, state, search, vault, service, channel, language, category, ward, unit, stage, sla, confidentiality, outcome)
           values (?, ?, ?, ?, ?, '', 0, 1, ?, ?, '{}', ${words.map(() => '?').join(', ')})`,
          [id, id, id, `R${number}`, `T${number}`, state, search, ...words],
        );
      }
      await store.migrate(0);
      const rows = (await run('select word, case_id from case_word')) as { word: string; case_id: Uint8Array }[];
      const expected = ['pa-261122-0001', '261122-0001', '0001', ...long.split(' ')];
      assert.deepEqual(rows.map((row) => row.word).toSorted(), expected.toSorted());
      assert.ok(rows.every((row) => row.case_id[0] === 1));
    } finally {
      await store.close();
      await remove();
    }
  });
}
