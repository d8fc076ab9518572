/** The door with the whole product behind it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { after, test } from 'node:test';
import { addressAllowances, bucketKey } from '#engine/runtime/use-cases/rate-limit.ts';
import { readConfig } from '../config.ts';
import { demoPassword } from '../demo-pack.ts';
import { openInstallation } from '../main/installation.ts';
import { describeApi } from './openapi.ts';
import { openDoor, photo, report } from './support/door.ts';

const door = await openDoor({ OBSERVE_PORT: '0' });
const { call, signIn, filesStored, settings, running } = door;
after(() => door.close());

test('the product says that it is alive and ready, and counts', async () => {
  assert.deepEqual((await call('/healthz')).body, { ok: true });
  const ready = await call('/readyz');
  assert.deepEqual(ready.body, { ok: true, checks: { database: true, disk: true, worker: true } });
  assert.equal((await call('/metrics')).status, 404, 'nobody has the token');
  const body = await (await fetch(`${door.running.observedAt}/metrics`)).text();
  for (const name of ['http_requests_total', 'wardflow_outbox_backlog', 'nodejs_eventloop_lag_seconds'])
    assert.match(body, new RegExp(`^${name}`, 'm'));
});

test('signing in opens a session, signing out ends it for good', async () => {
  const cookie = await signIn('tiepnhan');
  assert.equal((await call('/api/v1/me', { cookie })).body.username, 'tiepnhan');
  assert.equal((await call('/api/v1/session', { method: 'DELETE', cookie })).status, 204);
  assert.equal((await call('/api/v1/me', { cookie })).status, 401);
});

test('S18 a wrong password and an unknown name get the same answer', async () => {
  const answers = ['tiepnhan', 'nobody'].map((username) =>
    call('/api/v1/session', { json: { username, password: 'wrong' } }),
  );
  const [known, unknown] = (await Promise.all(answers)).map(({ status, body: { instance, ...body } }) => ({
    status,
    body,
  }));
  assert.equal(known?.status, 401);
  assert.deepEqual(known, unknown);
});

test('a signed-out visitor reads no task, no service and no application page', async () => {
  for (const path of ['/api/v1/tasks', '/api/v1/services', `/api/v1/tasks/${crypto.randomUUID()}`]) {
    const { status, body } = await call(path);
    assert.deepEqual([status, body.code], [401, 'NOT_SIGNED_IN'], path);
  }
  const office = await call('/office/tasks?view=late');
  assert.equal(office.status, 303);
  assert.equal(office.headers.get('location'), '/sign-in?next=%2Foffice%2Ftasks%3Fview%3Dlate');
});

test('an address that cannot be read is a problem like any other', async () => {
  for (const [path, status] of [
    ['/results/%E0%A4%A', 400],
    [`/results/${'a'.repeat(400)}`, 414],
  ] as const) {
    const answer = await call(path);
    assert.deepEqual([answer.status, answer.body.code], [status, 'BAD_REQUEST']);
  }
});

test('a question with U+0000 in it is not understood, on every page', async () => {
  for (const path of ['/report?service=a%00', '/results?q=%00', '/api/v1/results?q=x%00', '/follow?code=%00'])
    assert.equal((await call(path)).status, 400, path);
  for (const path of ['/results/a%00', '/api/v1/reports/%00', '/api/v1/city/people/%00?x=%00'])
    assert.equal((await call(path)).status, 404, path);
});

test('a name with U+0000 in it is not there', async () => {
  const path = '/api/v1/services/citizen-feedback/versions/1/resources/%00.bpmn';
  assert.equal((await call(path, { cookie: await signIn('quantri') })).status, 404);
});

test('a citizen reports with a photo, follows by the code, and reads everything with the second factor', async () => {
  const form = report();
  form.append('photos', await photo(), 'IMG_1.jpg');
  const { status, body: receipt } = await call('/api/v1/reports', { form });
  assert.equal(status, 200, JSON.stringify(receipt));
  assert.match(receipt.registerNumber, /^PA-\d{6}-\d{4}$/);
  assert.match(receipt.trackingCode, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  assert.match(receipt.pin, /^\d{4}$/);

  const code = encodeURIComponent(receipt.trackingCode);
  const open = await call(`/api/v1/reports/${code}`);
  assert.equal(open.body.registerNumber, receipt.registerNumber);
  assert.equal(open.body.text, undefined);
  assert.doesNotMatch(JSON.stringify(open.body), /nguy hiểm|chợ|photos/);

  const wrong = String((Number(receipt.pin) + 1) % 10_000).padStart(4, '0');
  assert.equal((await call(`/api/v1/reports/${code}/full`, { json: { secret: wrong } })).status, 404);
  const full = await call(`/api/v1/reports/${code}/full`, { json: { secret: receipt.pin } });
  assert.match(full.body.text, /Nắp hố ga/);
  const [shown] = full.body.photos;

  const image = await call(shown.url, { cookie: full.cookie });
  assert.equal(image.status, 200);
  assert.equal(image.headers.get('content-type'), 'image/jpeg');
  assert.equal(image.headers.get('x-content-type-options'), 'nosniff');
  assert.match(image.headers.get('cache-control') ?? '', /private/);
  assert.equal((await call(shown.thumbnailUrl, { cookie: full.cookie })).status, 200);
  const etag = image.headers.get('etag') ?? '';
  assert.equal((await call(shown.url, { cookie: full.cookie, headers: { 'if-none-match': etag } })).status, 304);

  const stranger = await call(shown.url);
  const nothing = await call(`/api/v1/files/${crypto.randomUUID()}`);
  assert.deepEqual(
    [stranger.status, stranger.body.code, stranger.body.detail],
    [404, nothing.body.code, nothing.body.detail],
  );
  const otherWard = await signIn('suoitrong.ktht.canbo');
  assert.equal((await call(shown.url, { cookie: otherWard })).status, 404);
});

test('the same submission key brings the first receipt again', async () => {
  const key = crypto.randomUUID();
  const first = await call('/api/v1/reports', { form: report({}, key) });
  const second = await call('/api/v1/reports', { form: report({}, key) });
  assert.equal(first.status, 200);
  assert.deepEqual(second.body, first.body);
});

test('a wrong field, a place outside, a file that is no photo and one of 50 MB: each its own clear error, nothing kept', async () => {
  const filesBefore = await filesStored();
  const refused = async (form: FormData, status: number, path: string) => {
    const answer = await call('/api/v1/reports?lang=en', { form });
    assert.equal(answer.status, status, JSON.stringify(answer.body));
    assert.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.ok(
      answer.body.errors.some(
        (error: { path: string; message: string }) => error.path === path && /^[A-Z].*\.$/.test(error.message),
      ),
      JSON.stringify(answer.body),
    );
    return answer.body;
  };
  const short = await refused(report({ description: 'ngắn' }), 422, 'description');
  assert.equal(short.errors[0].message, 'At least 10 characters are needed.');
  await refused(report({ category: 'NO-SUCH' }), 422, 'category');
  await refused(report({ location: { lon: 2.35, lat: 48.85 } }), 422, 'location');

  const noPhoto = report();
  noPhoto.append('photos', await photo(), 'good.jpg');
  noPhoto.append('photos', new Blob(['<svg onload="alert(1)"/>'], { type: 'image/jpeg' }), 'bad.jpg');
  assert.equal((await refused(noPhoto, 422, 'photos')).code, 'FILE_NOT_AN_IMAGE');

  const huge = report();
  huge.append('photos', new Blob([new Uint8Array(50_000_000)]), 'huge.jpg');
  assert.equal((await refused(huge, 413, 'photos')).code, 'FILE_TOO_LARGE');
  assert.equal(await filesStored(), filesBefore);
});

test('S16 a guessed code is nothing, in the same words as a wrong one', async () => {
  const bodies = new Set<string>();
  for (const code of ['AAAA-AAAA-AAAA', '0000-0000-0001', 'nonsense', '%7B%22code%22%3A%7B%7D%7D', '..%2f..%2fetc']) {
    const { status, body } = await call(`/api/v1/reports/${code}`);
    assert.equal(status, 404, code);
    bodies.add(JSON.stringify({ ...body, instance: '' }));
  }
  assert.equal(bodies.size, 1);
});

test("S16 another ward's official gets the same answer for a foreign task as for one that does not exist", async () => {
  const operator = await signIn('tiepnhan');
  const list = await call('/api/v1/tasks?view=unit', { cookie: operator });
  assert.equal(list.status, 200, JSON.stringify(list.body));
  const [task] = list.body.items;
  assert.ok(task, 'the operator has something to do');
  assert.equal((await call(`/api/v1/tasks/${task.taskId}`, { cookie: operator })).status, 200);

  const foreign = await signIn('suoitrong.ktht.canbo');
  for (const [path, json] of [
    ['', undefined],
    ['/claim', {}],
    ['/release', {}],
    ['/notice-preview', { values: {} }],
    ['/complete', { values: {}, submissionKey: 'abcdefgh' }],
  ] as const) {
    const [real, made] = await Promise.all(
      [task.taskId, crypto.randomUUID()].map((id) =>
        call(`/api/v1/tasks/${id}${path}`, { cookie: foreign, ...(json !== undefined && { json }) }),
      ),
    );
    assert.equal(real?.status, 404, path);
    assert.deepEqual({ ...real?.body, instance: '' }, { ...made?.body, instance: '' });
  }
  assert.equal((await call('/api/v1/services', { cookie: foreign })).body.length ?? 0, 0);
});

test('S06 a list, an object or an operator where a text belongs is refused, never interpreted', async () => {
  const cookie = await signIn('tiepnhan');
  for (const json of [
    { username: { $ne: null }, password: { $ne: null } },
    [],
    { username: ['tiepnhan'], password: demoPassword },
  ])
    assert.equal((await call('/api/v1/session', { json })).status, 400);
  assert.equal((await call('/api/v1/tasks?view[$ne]=x&view=constructor', { cookie })).status, 400);
  const { status, body } = await call('/api/v1/reports', { form: report({ category: { $ne: '' } }) });
  assert.equal(status, 422, JSON.stringify(body));
});

test('a second start on the same database is refused in plain words', async () => {
  await assert.rejects(openInstallation(readConfig(settings)), (error) => {
    assert.match(String(error), new RegExp(String(process.pid)));
    return true;
  });
});

test('who asks for English gets English, and the next answer remembers it', async () => {
  const english = await call('/api/v1/me?lang=en');
  assert.equal(english.body.title, 'Not signed in');
  assert.equal(english.cookie, 'lang=en');
  assert.equal((await call('/api/v1/me', { cookie: 'lang=en' })).body.title, 'Not signed in');
  assert.equal((await call('/api/v1/me')).body.title, 'Chưa đăng nhập');
});

/** Ways to write a content type past a door; in Node's own client, which changes nothing of them. */
const contentTypes = [
  'application/json\t',
  ' application/json',
  'application/json ;x=y',
  'APPLICATION/JSON',
  'application/json,text/html',
  'application/json; charset=utf-16',
  'application/json;charset=utf-7',
  'application/json; charset=utf-8; charset=utf-16',
  'application/json\t;a=b',
  'application/json; boundary=x',
  'application/json\u00a0',
  'application/json;',
  'application/json, application/json',
  'application/jsonp',
  'application/json5',
  'application/x-json',
  'text/json',
  'application/vnd.api+json',
  'application/merge-patch+json',
  'application/ld+json;profile="application/json"',
  'text/plain',
  'text/plain;application/json',
  'application/xml',
  'application/x-www-form-urlencoded',
  'application/octet-stream',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/mixed; boundary=x',
  '*/*',
  '',
] as const;

test('S08 no content type, however it is written, gets an unfit body past the door', async () => {
  const cookie = await signIn('quantri');
  const { paths } = JSON.parse(await describeApi()) as {
    paths: Record<string, Record<string, { requestBody?: object }>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => (requestBody === undefined ? [] : [[method, path]])),
  );
  // Every fifth at each door; all of them where there is time.
  const step = process.env['WARDFLOW_RUNS'] === undefined ? 5 : 1;
  const accepted: string[] = [];
  let tried = 0;
  for (const [index, [method = '', path = '']] of operations.entries()) {
    const url = path.replace(/\{[^}]+\}/g, crypto.randomUUID());
    for (const type of contentTypes.filter((_, at) => (at + index) % step === 0)) {
      const status = await plainly(method.toUpperCase(), url, { cookie, 'content-type': type });
      if (status < 400 || status >= 500) accepted.push(`${method} ${path} as "${type}": ${status}`);
      tried += 1;
    }
  }
  assert.deepEqual(accepted, []);
  assert.ok(tried > 300 && contentTypes.length === 30);
});

const agent = new Agent({ keepAlive: true });
after(() => agent.destroy());

/** Sends a body that fits nowhere. @returns the status */
async function plainly(method: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { url } = door.running;
  const asking = request(new URL(path, url), { method, agent, headers: { origin: url, ...headers } });
  asking.end('{"unfit":[{"$ne":null}]}');
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  for await (const _ of answer);
  return answer.statusCode ?? 0;
}

// Last, because they use up what this address may ask.
test('S16 guessing codes from one address ends in 429 with the time to wait, whatever the caller claims to be', async () => {
  let last = await call('/api/v1/reports/AAAA-AAAA-AAAA');
  for (let asked = 0; asked < 300 && last.status === 404; asked++) {
    const headers = { 'x-forwarded-for': `203.0.113.${asked}`, forwarded: `for=203.0.113.${asked}` };
    last = await call('/api/v1/reports/AAAA-AAAA-AAAA', { headers });
  }
  assert.deepEqual([last.status, last.body.code], [429, 'TOO_MANY_REQUESTS']);
  const seconds = Number(last.headers.get('retry-after'));
  assert.ok(seconds > 0 && seconds <= 600);
});

test('every public door has its limit, which stands in the database: 429 with the time to wait', async () => {
  const { store, secrets } = running.installation;
  for (const kind of Object.keys(addressAllowances) as (keyof typeof addressAllowances)[]) {
    const { uses, windowMs } = addressAllowances[kind];
    const now = Date.now();
    // This window and the next, in case it ends in between.
    await store.transaction(async (tx) => {
      for (const at of [now, now + windowMs])
        for (let used = 0; used < uses; used++)
          await tx.cases.rates.hit(bucketKey(secrets, kind, '127.0.0.1'), at - (at % windowMs));
    });
  }
  const code = '/api/v1/reports/AAAA-AAAA-AAAA';
  const key = { code: 'AAAA-AAAA-AAAA', secret: '1234' };
  const doors: readonly (readonly [path: string, json?: object])[] = [
    [code],
    [`${code}/full`, { secret: '1234' }],
    ['/api/v1/intake/places', { text: 'cho' }],
    ['/api/v1/intake/suggestions', { text: 'rac' }],
    ['/api/v1/results?q=cho'],
    ['/results?q=cho'],
  ];
  const forms: readonly (readonly [path: string, fields: Readonly<Record<string, string>>])[] = [
    ['/follow', key],
    ['/report/nearby', { category: 'HT-TN' }],
    ['/report', { category: 'HT-TN' }],
    ['/join', { number: 'PA-261120-0001' }],
    ['/mine', { contact: '0912345678' }],
    ['/mine/code', { code: '123456' }],
  ];
  const asked = [
    ...doors.map(([path, json]) => [path, json === undefined ? {} : { json }] as const),
    ...forms.map(([path, fields]) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      return [path, { form }] as const;
    }),
    ['/api/v1/reports', { form: report() }] as const,
  ];
  const open: string[] = [];
  for (const [path, sent] of asked) {
    const headers = { 'x-forwarded-for': '203.0.113.7', forwarded: 'for=203.0.113.7' };
    const { status, headers: told } = await call(path, { ...sent, headers });
    if (status !== 429 || !(Number(told.get('retry-after')) > 0)) open.push(`${path}: ${status}`);
  }
  assert.deepEqual(open, []);
});
