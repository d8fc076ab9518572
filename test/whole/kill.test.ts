/**
 * `kill -9` of the server on the main path, between requests and in the middle of them: it starts again, goes on, loses
 * nothing and does nothing twice. The case that was hit ends with the same story as one that was not.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DatabaseName, databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { eventually } from '#test/support/eventually.ts';
import { mainPath, startWalk, type Walk, walkThrough } from '#test/support/path.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { type Providers, startProviders } from '#test/support/providers.ts';
import { readRows, storyOf } from '#test/support/records.ts';

/** Steps after which the server is killed: every write, and two places where only something was read. */
const places = [0, 1, 3, 4, 6, 7, 9, 12, 14, 15];
/** Of the main path, each sent while the server is killed. */
const writes = 14;
/**
 * A kill costs seconds of starting again: `npm test` kills at every other place on SQLite and at those between on
 * MariaDB, `npm run torture -- killed` at each of them on both.
 */
const everywhere = process.env['WARDFLOW_RUNS'] !== undefined || databaseNames.length < 2;
/** Where in a request the kill falls: before it is read, while it works, after it has answered. */
const midRequestMs = [0, 4, 8, 15, 25, 40];
/** A sender that died holds its notice for a minute; then it is asked for and sent. */
const toldWithinMs = 150_000;

after(stopOwn);

describe('killed on the main path', { concurrency: true }, () => {
  for (const name of databaseNames) describe(`on ${name}`, { concurrency: 1 }, () => declare(name));
});

function declare(name: DatabaseName): void {
  const turn = name === 'SQLite' ? 0 : 1;
  const isKilled = (index: number) => everywhere || index % 2 === turn;
  const killedAfter = new Set(places.filter((_step, index) => isKilled(index)));
  let providers: Providers;
  let product: Product;
  let database: Awaited<ReturnType<typeof newDatabase>>;
  let expected: readonly string[];
  const killed = { between: 0, during: 0 };
  let between: Walk;
  let during: Walk;

  before(async () => {
    database = await newDatabase(name);
    providers = await startProviders();
    product = await startProduct({ ...providers.settings, DATABASE_URL: database.url });
    const calm = startWalk(product.url, '0987000001');
    await walkThrough(calm);
    expected = await storyOf(database.url, calm.registerNumber);
    between = startWalk(product.url, '0987000002');
    let next = 0;
    during = startWalk(product.url, '0987000003', async (send) => {
      const write = next++;
      if (!isKilled(write)) return await send();
      const first = send().catch(() => undefined);
      await passed(midRequestMs[write % midRequestMs.length] ?? 0);
      await restart();
      killed.during += 1;
      await first;
      return await send();
    });
  });
  after(async () => {
    await product.stop();
    await providers.close();
    await database.remove();
  });
  const restart = async () => {
    await product.kill();
    await product.start();
  };

  for (const [index, step] of mainPath.entries()) {
    test(killedAfter.has(index) ? `${step.name}; then the server is killed` : step.name, async () => {
      await step.act(between);
      if (!killedAfter.has(index)) return;
      await restart();
      killed.between += 1;
    });
  }

  test('killed between requests, the case has the story of one that was left alone', async () => {
    assert.equal(killed.between, killedAfter.size);
    assert.ok(expected.length > 30, expected.join('\n'));
    assert.deepEqual(await storyOf(database.url, between.registerNumber), expected);
  });

  test('killed in the middle of writes and sent again, each takes effect once', async () => {
    await walkThrough(during);
    assert.equal(killed.during, Array.from({ length: writes }, (_, write) => write).filter(isKilled).length);
    assert.deepEqual(await storyOf(database.url, during.registerNumber), expected);
    const [{ cases = 0 } = {}] = await readRows(
      database.url,
      `select count(*) as cases from case_record where received_at > ${Date.now() - 3_600_000} and sla <> ''`,
    );
    assert.ok(Number(cases) >= 3);
  });

  test('each notice reached the provider: SMS once, e-mail once or again under the same Message-ID', async () => {
    await eventually(
      async () => (/^wardflow_outbox_backlog 0$/m.test(await product.metrics()) ? true : undefined),
      () => `an empty outbox: ${providers.twilio.sent.length} SMS, ${providers.smtp.received.length} e-mails`,
      toldWithinMs,
    );
    for (const walk of [between, during]) {
      const sms = providers.sms(walk.registerNumber);
      assert.deepEqual([sms.length, new Set(sms).size], [3, 3], JSON.stringify(sms));
      const mails = providers.mails(walk.registerNumber);
      const ids = new Map(mails.map(({ messageId, subject }) => [messageId, subject]));
      assert.equal(ids.size, 3, JSON.stringify(mails));
      assert.equal(new Set(ids.values()).size, 3, 'three different notices, in order of their first arrival');
      assert.match([...ids.values()].join('|'), /nhận phản ánh .*\|.*đã được tiếp nhận\|.*đã có kết quả$/);
      const again = mails.length - ids.size;
      assert.ok(again <= killed.between + killed.during, `${again} e-mails sent again`);
    }
    const dead = await readRows(database.url, `select template, fault from notice where state = 'dead'`);
    assert.deepEqual(dead, []);
  });

  test('nothing is left hanging: no incident, no staged file, no broken row', async () => {
    assert.deepEqual(await readRows(database.url, `select * from incident`), []);
    if (name === 'SQLite') {
      assert.deepEqual(await readRows(database.url, 'pragma integrity_check'), [{ integrity_check: 'ok' }]);
    }
  });
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
