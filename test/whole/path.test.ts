/** The one true path, on both databases, with real ways out for SMS and e-mail. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { eventually } from '#test/support/eventually.ts';
import { mainPath, startWalk, type Walk } from '#test/support/path.ts';
import { hiddenTags, photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { type Providers, startProviders } from '#test/support/providers.ts';
import { inOrder } from '#test/support/steps.ts';
import { type Body, visitorOf } from '#test/support/visitor.ts';

after(stopOwn);

const accounts: readonly { readonly email?: string }[] = JSON.parse(
  await readFile(new URL('../../workflows/demo-city/accounts.json', import.meta.url), 'utf8'),
).accounts;
const officials = new Set(accounts.map(({ email }) => email));

for (const name of databaseNames) {
  describe(`the whole path on ${name}`, () => {
    let providers: Providers;
    let product: Product;
    let walk: Walk;
    let drop: () => Promise<void>;
    before(async () => {
      const database = await newDatabase(name);
      drop = database.remove;
      providers = await startProviders();
      product = await startProduct({ ...providers.settings, DATABASE_URL: database.url, LOG_LEVEL: 'debug' });
      walk = startWalk(product.url);
    });
    after(async () => {
      await product.stop();
      await providers.close();
      await drop();
    });

    const step = inOrder();
    for (const { name: title, act } of mainPath) step(title, () => act(walk));

    test('the citizen got each SMS once and in order, without diacritics, so that it fits', async () => {
      const { registerNumber: number } = walk;
      const link = `${product.url}/follow?code=${walk.trackingCode}`;
      const sms = await eventually(
        () => (providers.sms(number).length >= 3 ? providers.sms(number) : undefined),
        () => `three SMS, not ${JSON.stringify(providers.twilio.sent)}`,
      );
      const [received, accepted, result] = sms;
      assert.equal(sms.length, 3);
      assert.equal(received, `Da nhan phan anh ${number}. Chung toi dang xac minh. Theo doi: ${link}`);
      const due = /^Da tiep nhan phan anh \S+\. Han xu ly (.+)\. Theo doi: (\S+)$/.exec(accepted ?? '');
      assert.match(due?.[1] ?? '', /\d{1,2}\/\d{1,2}/, accepted);
      assert.equal(due?.[2], link);
      assert.equal(result, `Phan anh ${number} da co ket qua xu ly. Xem va danh gia: ${link}`);
      const sent = providers.twilio.sent.filter(({ body }) => body.includes(number));
      assert.deepEqual([...new Set(sent.map(({ to, from }) => `${from} ${to}`))], ['+84900000000 +84912345678']);
      assert.equal(new Set(sent.map(({ statusCallback }) => statusCallback)).size, 3);
    });

    test('the citizen got each e-mail once and in order, with the right words', async () => {
      const { registerNumber: number } = walk;
      const link = `${product.url}/follow?code=${walk.trackingCode}`;
      const mails = await eventually(
        () => (providers.mails(number).length >= 3 ? providers.mails(number) : undefined),
        () => `three e-mails, not ${JSON.stringify(providers.mails(number))}`,
      );
      assert.deepEqual(
        mails.map(({ subject }) => subject),
        [`Đã nhận phản ánh ${number}`, `Phản ánh ${number} đã được tiếp nhận`, `Phản ánh ${number} đã có kết quả`],
      );
      assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 3);
      for (const { to, text } of mails) {
        assert.deepEqual(to, [walk.reporter.email]);
        assert.ok(text.includes(link), text);
        assert.doesNotMatch(text, /[{}]|undefined|null|\[object/, 'every placeholder has its value');
      }
      assert.match(mails[1]?.text ?? '', /đã được chuyển tới \S.*\.\s+Hạn xử lý: \S/);
    });

    test('nobody else was written to, and nothing more comes', async () => {
      const { registerNumber: number } = walk;
      await eventually(
        async () => (/^wardflow_outbox_backlog 0$/m.test(await product.metrics()) ? true : undefined),
        'an empty outbox',
      );
      assert.deepEqual([providers.sms(number).length, providers.mails(number).length], [3, 3]);
      assert.equal(providers.twilio.sent.length, 3);
      // The demo's own cases tell its officials of a part that was answered; of this one they hear nothing by mail.
      const others = providers.mails('').filter(({ text }) => !text.includes(number));
      assert.equal(providers.smtp.received.length, 3 + others.length);
      for (const { to, subject } of others) {
        assert.ok(
          to.every((address) => officials.has(address)),
          `${to.join()}: ${subject}`,
        );
      }
    });

    test('the published photos tell nothing that they do not show', async () => {
      assert.ok(
        hiddenTags(await photoWithPosition()).some((tag) => tag.includes('GPSLatitude')),
        'what was sent did',
      );
      const anybody = visitorOf(product.url);
      const result = (await anybody.get(`/api/v1/results/${walk.slug}`)).body;
      assert.deepEqual(result.photos.map((photo: Body) => photo.kind).sort(), ['evidence', 'report']);
      for (const { url, thumbnailUrl } of result.photos) {
        for (const path of [url, thumbnailUrl]) {
          const { status, type, bytes } = await anybody.bytes(path);
          assert.equal(status, 200, path);
          assert.match(type, /^image\//);
          assert.deepEqual(hiddenTags(bytes), [], path);
        }
      }
    });

    test('the installation says how it is, and what its API can do', async () => {
      const anybody = visitorOf(product.url);
      assert.deepEqual((await anybody.get('/readyz')).body.ok, true);
      assert.match(await product.metrics(), /http_requests_total\{[^}]*route="\/api\/v1\/reports|\/report"/);
      const openapi = await anybody.get('/api/openapi.json');
      assert.match(openapi.body.openapi, /^3\.1/);
      assert.ok(openapi.body.paths['/api/v1/reports']?.post, Object.keys(openapi.body.paths).join(' '));
    });

    test('a request is followed through the log of the server and of the worker', () => {
      const lines = logged(product.log());
      const completed = lines.filter(({ msg, route = '' }) => msg === 'answered' && route.endsWith('/complete'));
      const sent = lines.filter(({ msg, element }) => msg === 'job done' && element === 'notice');
      assert.ok(completed.length > 0 && sent.length > 0, `${completed.length} completed, ${sent.length} sent`);
      const last = completed.findLast(({ requestId }) => sent.some((notice) => notice.requestId === requestId));
      assert.ok(last?.requestId, 'a notice names the request that completed the task');
    });

    test('the log and the metrics name nobody', async () => {
      const log = `${product.log()}\n${await product.metrics()}`;
      assert.ok(log.includes('/api/v1/tasks/:id/complete'), 'the log is written at all');
      const { name, phone, email, description, address } = walk.reporter;
      const international = `+84${phone.slice(1)}`;
      const code = walk.trackingCode;
      const secrets = [name, phone, international, email, description, address, code, code.replaceAll('-', '')];
      for (const secret of secrets) assert.ok(!log.includes(secret), secret);
    });
  });
}

interface Line {
  readonly msg?: string;
  readonly route?: string;
  readonly element?: string;
  readonly requestId?: string;
}

/** What is whole of the log that was kept. */
function logged(log: string): readonly Line[] {
  return log.split('\n').flatMap((line): readonly Line[] => {
    try {
      return [JSON.parse(line) as Line];
    } catch {
      return [];
    }
  });
}
