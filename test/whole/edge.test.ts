/**
 * The edge of the running product: planted persons go through every door, right and wrong ones, with providers that
 * fail; nothing that the product says of itself (log, metrics, traces, problems) may betray one of them.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { addressAllowances } from '#engine/runtime/use-cases/rate-limit.ts';
import { eventually } from '#test/support/eventually.ts';
import { hostileTexts, workedOut } from '#test/support/hostile.ts';
import { hostileDoors } from '#test/support/hostile-doors.ts';
import { findTask, officials, pageForm, place, signedIn, submission } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { leaksIn, type Planted } from '#test/support/planted.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { type Providers, startProviders } from '#test/support/providers.ts';
import { readRows } from '#test/support/records.ts';
import { type Answer, type Visitor, visitorOf } from '#test/support/visitor.ts';

const planted: Planted = {
  name: 'Đặng Quỳnh Thoại Vy',
  phone: '0397 518 264',
  'identity number': '079188314527',
  email: 'thoaivy.dang@hoamai.example',
  address: 'Hẻm 217 Kỳ Lân Xanh',
  'free text': 'chồng tôi nghiện rượu hay đánh con',
  'file name': 'so_ho_khau_nha_thoaivy.jpg',
  applicant: 'Tôn Nữ Bích Huyền Trân',
  'applicant number': '001299774408',
  official: 'Lò Thị Xuyến Chi',
  'official address': 'xuyenchi.lo@noibo.example',
};
const of = (what: string) => planted[what] ?? assert.fail(what);
const person = {
  name: of('name'),
  phone: of('phone'),
  email: of('email'),
  address: of('address'),
  description: `${of('free text')}. CCCD ${of('identity number')}, gọi ${of('name')}.`,
};

/** A collector of traces: keeps what it is sent. */
const traces: string[] = [];
const collector = createServer(async (request, response) => {
  for await (const chunk of request) traces.push(String(chunk));
  response.setHeader('content-type', 'application/json').end('{}');
}).listen(0, '127.0.0.1');

/** An address that stands in hostile texts. */
const asked: string[] = [];
const trap = createServer((request, response) => {
  asked.push(String(request.url));
  response.end('caught');
}).listen(0, '127.0.0.1');
const trapUrl = () => `http://127.0.0.1:${(trap.address() as { port: number }).port}`;

describe('the edge', () => {
  let product: Product;
  let providers: Providers;
  let anybody: Visitor;
  let administrator: Visitor;
  /** Everything that was refused, as it was answered. */
  const refusals: string[] = [];
  let stopped = false;

  before(async () => {
    await Promise.all([collector, trap].map(async (server) => server.listening || (await once(server, 'listening'))));
    providers = await startProviders();
    product = await startProduct({
      ...providers.settings,
      LOG_LEVEL: 'debug',
      // A proxy here, of which no other knows.
      TRUST_PROXY: '127.0.0.1',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as { port: number }).port}`,
    });
    anybody = visitorOf(product.url);
    administrator = await signedIn(product.url, 'quantri');
  });
  after(async () => {
    if (!stopped) await product.stop();
    await providers.close();
    collector.close();
    trap.close();
  });

  /** Keeps the answer to something that must be refused; a form that is shown again holds what was typed, for who typed it. */
  async function refused(asking: Promise<Answer>, why: string, shownAgain = false): Promise<void> {
    const { status, body, headers } = await asking;
    assert.ok(status >= 400 && status < 500, `${why}: ${status}`);
    // The link to the other language leads to the address where its reader is.
    const said = JSON.stringify(body).replaceAll(/href=\\"[^"]*lang=\w\w\\"/g, '');
    if (!shownAgain) refusals.push(`${why}: ${said} ${JSON.stringify([...headers])}`);
  }

  async function reported(values: object): Promise<string> {
    const form = submission({ ...values });
    const photo = new Blob([new Uint8Array(await photoWithPosition())], { type: 'image/jpeg' });
    form.append('photos', photo, of('file name'));
    const { status, body } = await anybody.post('/api/v1/reports', form);
    assert.equal(status, 200, JSON.stringify(body));
    return body.registerNumber;
  }

  const database = () => `sqlite:${join(product.dataDir, 'wardflow.db')}`;

  const whole = { category: 'HT-TN', location: place, ...person };

  test('a report is taken in while mail and SMS servers refuse and name whom they refuse', async () => {
    providers.smtp.behave('refuse');
    providers.twilio.behave('refuse');
    const number = await reported(whole);
    await eventually(
      async () => (/^wardflow_notices_dead(\{.*\})? [1-9]/m.test(await product.metrics()) ? true : undefined),
      'a notice that was given up',
    );
    providers.smtp.behave('defer');
    providers.twilio.behave('fault');
    await reported({ ...whole, category: 'ANTT' });
    for (const contact of [of('phone'), of('email')])
      assert.equal((await anybody.post('/mine', pageForm({ contact }))).status, 303);
    const operator = await signedIn(product.url, officials.operator);
    const { taskId } = await findTask(operator, number, 'verify');
    for (const q of [of('name'), of('phone'), of('free text'), of('identity number')])
      assert.equal((await operator.get(`/api/v1/tasks?view=unit&q=${encodeURIComponent(q)}`)).status, 200);
    const question = `Bà ${of('name')} ở ${of('address')} cho biết thêm?`;
    const path = `/api/v1/tasks/${taskId}`;
    await refused(operator.post(`${path}/complete`, submission({ outcome: person.name })), 'an outcome that is a name');
    await refused(operator.post(`${path}/notice-preview`, { values: person.name }), 'values that are a name');
    const asked = await operator.post(`${path}/complete`, submission({ outcome: 'needInfo', question }));
    assert.equal(asked.status, 200, JSON.stringify(asked.body));
  });

  test('what is refused to a citizen says nothing of what was typed', async () => {
    const report = (values: object) => anybody.post('/api/v1/reports', submission({ ...values }));
    await refused(report({ ...whole, category: person.name }), 'a category that is a name');
    await refused(report({ ...whole, phone: person.name, email: person.phone }), 'a phone that is a name');
    await refused(report({ ...whole, location: { lon: person.phone, lat: person.name } }), 'a place that is a name');
    await refused(report({ ...whole, location: { lon: 105.85, lat: 21.03 } }), 'a place outside');
    const noImage = { photos: Buffer.from(person.description) };
    await refused(anybody.post('/api/v1/reports', submission(whole, noImage)), 'a file that is a text');
    await refused(anybody.post('/report', pageForm({ ...person, category: '' })), 'a page form', true);
    const json = { 'content-type': 'application/json', origin: product.url };
    const raw = async (path: string, body: string, headers: object = json) => {
      const answer = await fetch(`${product.url}${path}`, { method: 'POST', body, headers: { ...headers } });
      return { status: answer.status, headers: answer.headers, body: await answer.text() };
    };
    await refused(raw('/api/v1/reports', `{"values":{"name":"${person.name}"`), 'JSON that is cut off');
    await refused(raw('/api/v1/session', `{"username":"${person.name}"} ${person.phone}`), 'JSON and more');
    await refused(raw('/api/v1/session', `{"__proto__":{"name":"${person.name}"}}`), 'JSON at the prototype');
    await refused(raw('/api/v1/reports', person.description, { 'content-type': 'text/plain' }), 'a plain text');
    const ask = { username: person.email, password: person.phone };
    await refused(anybody.post('/api/v1/session', ask), 'a sign-in with an address');
    await refused(anybody.post('/sign-in', pageForm(ask)), 'a sign-in on the page', true);
    await refused(anybody.post('/api/v1/session', { ...ask, [person.name]: person.name }), 'a field too many');
    const code = encodeURIComponent(person.name);
    await refused(anybody.get(`/api/v1/reports/${code}`), 'a code that is a name');
    await refused(anybody.post(`/api/v1/reports/${code}/full`, { secret: person.phone }), 'a secret that is a phone');
    await refused(
      anybody.post('/follow', pageForm({ code: person.name, secret: person.phone })),
      'the page to follow',
      true,
    );
    await refused(anybody.post('/mine', pageForm({ contact: person.name })), 'a contact that is a name', true);
    await refused(anybody.post('/mine/code', pageForm({ code: person.phone })), 'a code that is a phone', true);
    const unknown = `/khong-co/${code}?phone=${encodeURIComponent(person.phone)}`;
    await refused(anybody.get(unknown), 'an unknown address');
    await refused(anybody.get(unknown, { accept: 'text/html' }), 'an unknown page');
    await refused(anybody.get(`/api/v1/files/${code}`), 'a file that is a name');
    await refused(anybody.get(`/%E0%A4%A?${code}`), 'an address that cannot be read');
    const odd = { cookie: `session=${code}`, 'user-agent': encodeURIComponent(person.description) };
    const more = {
      referer: `http://x.example/?q=${code}`,
      'x-forwarded-for': code,
      tracestate: `a=${code.slice(0, 200)}`,
    };
    await refused(anybody.get('/api/v1/me', { ...odd, ...more }), 'headers that are names');
    await refused(
      anybody.post('/api/v1/jobs/fetch', {}, { authorization: `Bearer ${code}` }),
      'a token that is a name',
    );
  });

  test('a line that breaks in the middle of an upload leaves no word', async () => {
    const { port } = new URL(product.url);
    const socket = connect(Number(port), '127.0.0.1');
    const head = `--x\r\nContent-Disposition: form-data; name="photos"; filename="${of('file name')}"\r\n\r\n`;
    const type = 'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 999999';
    socket.write(`POST /api/v1/reports HTTP/1.1\r\nHost: x\r\n${type}\r\n\r\n${head}${person.description}`);
    socket.on('error', () => undefined);
    await eventually(() => (socket.bytesWritten > 0 ? true : undefined), 'the beginning was sent');
    socket.destroy();
    const garbage = connect(Number(port), '127.0.0.1').on('error', () => undefined);
    garbage.write(`${person.name} /${person.phone} HTTP/9.9\r\n\r\n`);
    const [answer] = await once(garbage, 'data');
    refusals.push(`no request at all: ${answer}`);
    garbage.destroy();
  });

  test('what is refused to officials and programs says nothing of what was typed', async () => {
    const desk = await signedIn(product.url, 'lamdong.motcua');
    const applicant = { name: of('applicant'), idNumber: of('applicant number'), phone: of('phone') };
    const dossier = { procedure: 'DEMO.002', desk: of('applicant'), applicant };
    await refused(desk.post('/api/v1/dossiers', submission(dossier)), 'a desk that is a name');
    await refused(desk.get(`/api/v1/dossiers/${encodeURIComponent(of('applicant'))}`), 'a dossier that is a name');
    const own = { username: of('official address'), displayName: of('official'), email: of('official') };
    await refused(administrator.post('/api/v1/city/people', own), 'an account that is an address');
    const path = `/api/v1/city/people/${encodeURIComponent(of('official address'))}`;
    await refused(administrator.get(path), 'an unknown account');
    const rows = `username,displayName,email\n${own.username},"${own.displayName},${own.email}\n`;
    const file = { kind: 'people', name: of('file name'), content: Buffer.from(rows).toString('base64') };
    const looked = await administrator.post('/api/v1/city/imports', { ...file, dryRun: true, stamp: '', note: '' });
    if (looked.status >= 400) refusals.push(JSON.stringify(looked.body));
    const feel = { values: {}, expression: `"${of('name')}" + ` };
    await refused(administrator.post('/api/v1/city/routing/try', feel), 'a try that is a name');
    const deed = { operation: { kind: of('name') }, reason: of('name'), key: randomUUID() };
    await refused(administrator.post(`/api/v1/operations/instances/${randomUUID()}/operations`, deed), 'a deed');
  });

  test('S08 behind a proxy that is trusted each caller is one; what callers say of themselves counts for nothing', async () => {
    const ask = async (from: string) =>
      (await anybody.get('/api/v1/reports/0000-0000-0000', { 'x-forwarded-for': from })).status;
    let asked = 0;
    // Whoever writes addresses before their own stays the one that the proxy saw.
    while (asked < 300 && (await ask(`198.51.100.${asked % 250}, 203.0.113.5`)) === 404) asked += 1;
    // Twice as many where a window ends meanwhile.
    const { uses } = addressAllowances.follow;
    assert.ok(asked >= uses && asked <= 2 * uses, String(asked));
    assert.equal(await ask('198.51.100.77, 203.0.113.6'), 404);
  });

  test('S01 S03 S05 S12 no hostile text is executed, breaks anything, or is half written, whatever field it is typed into', async () => {
    providers.smtp.behave('accept');
    providers.twilio.behave('accept');
    const canary = { file: join(product.dataDir, 'canary'), url: trapUrl() };
    const texts = hostileTexts(canary);
    assert.ok(texts.length >= 300, String(texts.length));
    const operator = await signedIn(product.url, officials.operator);
    const { taskId } = await findTask(operator, await reported(whole), 'verify');
    const doors = hostileDoors(anybody, { operator, administrator, taskId });
    const cases = async () => Number((await readRows(database(), 'select count(*) as n from case_record'))[0]?.['n']);
    const before = await cases();
    // One door for each text, another one for the next; a third of them, others each time, where there is time.
    const { WARDFLOW_RUNS: runs, WARDFLOW_SEED: seed } = process.env;
    const [each, first] = runs === undefined ? [1, 0] : [7, Number(seed ?? 0)];
    const wrong: string[] = [];
    let accepted = 0;
    for (const [index, text] of texts.entries()) {
      for (let more = 0; more < each; more++) {
        const door = doors[(first + index + more) % doors.length] ?? assert.fail();
        const { status, body, headers } = await door.send(text, `203.0.${index % 250}.${more + 10}`);
        const said = typeof body === 'string' ? body : JSON.stringify(body);
        const isPage = (headers.get('content-type') ?? '').includes('html');
        const drawn = isPage && /<[a-z!?/]|" on/i.test(text) && said.includes(text);
        if (status >= 500 || drawn || workedOut.test(said))
          wrong.push(`${door.name}: ${status} for ${text.slice(0, 80)}`);
        if (status === 200 && body.trackingCode !== undefined) accepted += 1;
      }
    }
    assert.deepEqual(wrong, []);
    assert.ok(accepted > 10);
    assert.equal(await cases(), before + accepted, 'a report is there whole, or not at all');
    assert.equal((await operator.get(`/api/v1/tasks/${taskId}`)).status, 200);
    await eventually(() => (providers.twilio.sent.length > 0 ? true : undefined), 'an SMS');
    const sent = [...providers.smtp.received.map(({ mail }) => `${mail.subject} ${mail.text} ${mail.html}`)];
    sent.push(...providers.twilio.sent.map(({ body }) => body));
    assert.ok(!sent.some((text) => workedOut.test(text)));
    const strangers = providers.smtp.received.flatMap(({ recipients }) => recipients).filter((to) => /evil/.test(to));
    assert.deepEqual(strangers, []);
    const [integrity] = await readRows(database(), 'pragma integrity_check');
    assert.deepEqual(integrity, { integrity_check: 'ok' });
    assert.equal((await anybody.get('/readyz')).status, 200);
    await assert.rejects(access(canary.file), { code: 'ENOENT' });
  });

  test('S13 no address that is typed is asked', async () => {
    // Whoever asks at once or a moment later: the product answered many requests and sent its messages since.
    assert.deepEqual(asked, []);
    const reached = await fetch(trapUrl());
    assert.deepEqual([reached.status, asked.length], [200, 1], 'the trap would have caught it');
  });

  test('S19 planted persons stand in no log, no metric, no trace and no problem that the product wrote', async () => {
    const metrics = await product.metrics();
    const ready = await anybody.get('/readyz');
    await product.stop();
    stopped = true;
    const log = product.log();
    assert.ok(log.split('\n').length > 50 && log.includes('"route"'), 'the log was written');
    assert.ok(traces.join('').includes('POST /api/v1/reports'), 'the traces were sent');
    assert.ok(refusals.length > 25);
    const said = {
      log,
      metrics,
      traces: traces.join('\n'),
      ready: JSON.stringify(ready),
      refusals: refusals.join('\n'),
    };
    for (const [place, text] of Object.entries(said)) assert.deepEqual(leaksIn(text, planted), [], place);
  });
});

test('the search finds a planted person in every spelling', () => {
  const name = of('name');
  const base64 = (shift: number) => Buffer.from(`${'x'.repeat(shift)}${name}, 30 tuổi`).toString('base64');
  const told = [
    `user "${name}"`,
    name.toUpperCase(),
    name.normalize('NFD'),
    'dang quynh thoai vy',
    encodeURIComponent(name),
    encodeURIComponent(encodeURIComponent(name)),
    'q=%C4%90%E1%BA%B7ng+Qu%E1%BB%B3nh+Tho%E1%BA%A1i+Vy',
    JSON.stringify(name).replaceAll(/[^ -~]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
    name.replaceAll(/[^ -~]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    base64(0),
    base64(1),
    base64(2),
    Buffer.from(name).toString('hex'),
    'phone +84397518264',
    '0397.518.264',
    '(0397) 518-264',
  ];
  for (const text of told) assert.equal(leaksIn(`at 2026 ${text} end`, planted).length, 1, text);
  assert.deepEqual(leaksIn('Quỳnh at 0397 and 518', planted), []);
});
