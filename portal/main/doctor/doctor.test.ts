import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { heldMark } from '#engine/runtime/duties/held.ts';
import { halfRestored } from '#migrations/runner.ts';
import { applicationsOf, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase, type OpenDatabase } from '#test/support/databases.ts';
import { fill } from '../../kit/text.ts';
import { doctorTexts } from '../../kit/texts/doctor.ts';
import { lookInside } from './look-inside.ts';

const day = 86_400_000;
const shippedAccess = '{"rules":[]}';

forEachDatabase((name, open) => {
  let url = '';
  const remembering: OpenDatabase = async (options) => {
    const database = await open(options);
    url = database.url;
    return database;
  };
  const start = applicationsOf(remembering);

  test('the doctor finds what is wrong in a database beside the running product, and says it in both languages', async () => {
    const { test: application, store } = await start();
    await submitReport(application, { ...manhole, phone: '0912345678' });
    const now = application.now();
    const masterKey = application.deps.secrets.masterKey;
    const inside = async (at = now, masterKeys: readonly Uint8Array[] = [masterKey]) => {
      const found = await lookInside({ databaseUrl: url, masterKeys, shippedAccess, now: at });
      for (const { text, params } of found)
        for (const words of Object.values(doctorTexts[text])) assert.doesNotMatch(fill(words, params), /[{}]/);
      return found.map(({ level, text }) => `${level} ${text}`);
    };
    const healthy = await inside();
    assert.ok(healthy.includes('ok database') && healthy.includes('ok schema') && healthy.includes('ok key'));
    assert.ok(healthy.includes('ok rights'));
    if (name === 'MariaDB')
      for (const line of ['ok durable', 'ok charset', 'ok clock']) assert.ok(healthy.includes(line), line);
    assert.ok(healthy.includes('bad noWorker'), 'no worker has run here');
    const later = await inside(now + day, [randomBytes(32)]);
    for (const line of ['bad keyWrong', 'warn noticesLate', 'warn unsealed']) assert.ok(later.includes(line), line);

    assert.ok((await inside(now, [randomBytes(32), masterKey])).includes('warn keyFormer'));
    assert.ok((await inside(now, [masterKey, randomBytes(32)])).includes('warn keyNotNeeded'));

    const mark = { name: heldMark, content: '{"madeAt":""}', at: now };
    await store.transaction((tx) => tx.engine.marks.put(mark));
    assert.ok((await inside()).includes('bad held'));
    await store.orm.em
      .getConnection()
      .execute(
        `insert into schema_migration (number, name, statements_done, done_at) values (${halfRestored.number}, 'half-restored', 0, 0)`,
      )
      .catch(() => undefined);
    assert.ok((await inside()).includes('bad schemaHalf'));
  });
});

test('a right that no role has is told with the lines that grant it', async () => {
  const words = fill(doctorTexts.rightMissing.en, { right: 'recall Task', lines: '{"role":"officer"}' });
  assert.match(words, /"recall Task".*\n {7}\{"role":"officer"\}$/s);
});

test('a database that is not there is one bad line', async () => {
  const found = await lookInside({
    databaseUrl: 'mysql://x:secret@127.0.0.1:1/none',
    masterKeys: [],
    shippedAccess,
    now: 0,
  });
  assert.deepEqual(
    found.map(({ text }) => text),
    ['databaseBad'],
  );
  assert.ok(!JSON.stringify(found).includes('secret'));
});
