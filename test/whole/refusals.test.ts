/** Bad input and people who may not: each gets its clear answer, and nothing is written, not even by half. */
import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { eventually } from '#test/support/eventually.ts';
import { findTask, officials, pageForm, place, signedIn, submission } from '#test/support/path.ts';
import { photoWithPosition } from '#test/support/photos.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { readRows } from '#test/support/records.ts';
import { type Answer, type Body, type Visitor, visitorOf } from '#test/support/visitor.ts';

const good = {
  category: 'HT-TN',
  description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa.',
  location: place,
  address: 'Cổng chính chợ Lam Đông',
  name: 'Võ Kim Em',
  phone: '0912345678',
};
const draft = '/api/v1/services/citizen-feedback/draft';
const bpmn = 'citizen-feedback.bpmn';

/** Who is signed in, how often somebody tried, who works, what is sealed by the way. */
const ofItself =
  /^(session|rate_bucket|sqlite_|duty|worker$|installation_mark|audit_seal|audit_chain|element_day|rating_sum)/;

/** Lines of the audit are sealed, and instances and ratings counted for the figures, a moment after they were written. */
const columnsOf: Readonly<Record<string, string>> = {
  audit_entry: 'id, actor, action, subject, data',
  case_rating: 'id, case_id, at, month, service_version_id, unit, category, rating, solved, reasons, comment_entry',
  process_instance: 'id, service_version_id, process_id, case_id, state, version, snapshot, ended_at, started_by',
};

describe('refused', () => {
  let product: Product;
  let database: string;
  let anybody: Visitor;
  let administrator: Visitor;
  let operator: Visitor;
  /** A case at Lam Đông's unit, its task there, and its photo. */
  let receipt: Body;
  let task: Body;
  let photoId: string;

  before(async () => {
    product = await startProduct();
    database = `sqlite:${join(product.dataDir, 'wardflow.db')}`;
    anybody = visitorOf(product.url);
    [administrator, operator] = await Promise.all([
      signedIn(product.url, 'quantri'),
      signedIn(product.url, officials.operator),
    ]);
    const sent = await anybody.post('/api/v1/reports', submission(good, { photos: await photoWithPosition() }));
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    receipt = sent.body;
    const { taskId } = await findTask(operator, receipt.registerNumber, 'verify');
    const done = await operator.post(
      `/api/v1/tasks/${taskId}/complete`,
      submission({ outcome: 'accept', category: 'HT-TN', ward: '99016' }),
    );
    assert.equal(done.status, 200, JSON.stringify(done.body));
    const officer = await signedIn(product.url, officials.officer);
    task = await findTask(officer, receipt.registerNumber, 'takeOn');
    photoId = (await officer.get(`/api/v1/tasks/${task.taskId}`)).body.photos[0].id;
    assert.equal((await officer.bytes(`/api/v1/files/${photoId}`)).status, 200);
    await eventually(
      async () => (/^wardflow_outbox_backlog 0$/m.test(await product.metrics()) ? true : undefined),
      'an empty outbox',
    );
  });
  after(() => product.stop());

  /** Everything that is kept, but for what the processes write of themselves, whoever asks for what. */
  async function kept(): Promise<string> {
    const tables = await readRows(database, `select name from sqlite_master where type = 'table' order by name`);
    const lines: string[] = [];
    for (const { name } of tables) {
      if (ofItself.test(String(name))) continue;
      const rows = JSON.stringify(await readRows(database, `select ${columnsOf[String(name)] ?? '*'} from "${name}"`));
      lines.push(`${name} ${createHash('sha256').update(rows).digest('hex')}`);
    }
    const files = await readdir(join(product.dataDir, 'files'), { recursive: true });
    return [...lines, `${files.length} files`].join('\n');
  }

  /** Says what is answered to something that must not be written. */
  async function unwritten(ask: () => Promise<Answer>): Promise<Answer> {
    const swept = await sweeps();
    const earlier = await kept();
    const answer = await ask();
    const later = await kept();
    // Deadlines come when they come, and warnings with them: what was asked meanwhile is asked again.
    if (later !== earlier && (await sweeps()) !== swept) return await unwritten(ask);
    assert.equal(later, earlier, `nothing was written (${answer.status})`);
    return answer;
  }

  /** When deadlines were swept last; not told while they are. */
  async function sweeps(): Promise<string> {
    return await eventually(async () => {
      const [duty] = await readRows(
        database,
        "select lease_owner, started_at, ended_at from duty where name = 'deadlines'",
      );
      return duty === undefined || duty['lease_owner'] === '' ? JSON.stringify(duty ?? null) : undefined;
    }, 'no sweep under way');
  }

  function faultsOf(answer: Answer): Record<string, string> {
    assert.equal(answer.status, 422, JSON.stringify(answer.body));
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    for (const fault of answer.body.errors) assert.ok(fault.message.length > 5, JSON.stringify(fault));
    return Object.fromEntries(answer.body.errors.map(({ path, rule }: Body) => [path, rule]));
  }

  function assertProblem(answer: Answer, status: number, code: string): void {
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body));
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
    assert.ok(answer.body.title.length > 0 && answer.body.detail.length > 0);
  }

  const report = (values: object, photos = {}) =>
    unwritten(() => anybody.post('/api/v1/reports', submission(values, photos)));

  test('a report with wrong fields: every one is named, in words', async () => {
    const wrong = { ...good, category: 'KHONG-CO', description: 'Hư', phone: '12345', email: 'ai do' };
    const faults = faultsOf(await report(wrong));
    assert.deepEqual(Object.keys(faults).sort(), ['category', 'description', 'email', 'phone']);
    const page = await unwritten(() =>
      anybody.post('/report', pageForm({ category: '', description: 'Hư', address: '' })),
    );
    assert.equal(page.status, 422);
    for (const id of ['f-category', 'f-description', 'f-address']) assert.ok(page.body.includes(`href="#${id}"`), id);
    assert.ok(page.body.includes('>Hư</textarea>'), 'what was typed is kept');
  });

  test('a field that the form does not have is not taken', async () => {
    const before = await kept();
    const sent = await anybody.post('/api/v1/reports', submission({ ...good, unit: 'SXD', __proto__: null }));
    const faults = sent.status === 422 ? faultsOf(sent) : undefined;
    if (faults === undefined) {
      const [row] = await readRows(database, `select unit from case_record order by received_at desc limit 1`);
      assert.notEqual(row?.['unit'], 'SXD');
    } else assert.equal(await kept(), before);
  });

  test('a photo of 50 MB', async () => {
    const answer = await report(good, { photos: Buffer.alloc(50 * 1024 * 1024, 0xff) });
    assertProblem(answer, 413, 'FILE_TOO_LARGE');
    assert.deepEqual(
      answer.body.errors.map(({ path, rule }: Body) => [path, rule]),
      [['photos', 'FILE_TOO_LARGE']],
    );
  });

  test('a file that is no image, whatever it calls itself', async () => {
    const page = Buffer.from('<html><script>alert(1)</script></html>'.repeat(100));
    assert.deepEqual(Object.keys(faultsOf(await report(good, { photos: page }))), ['photos']);
    const cut = (await photoWithPosition()).subarray(0, 400);
    assert.deepEqual(Object.keys(faultsOf(await report(good, { photos: cut }))), ['photos']);
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    assert.deepEqual(Object.keys(faultsOf(await report(good, { photos: svg }))), ['photos']);
  });

  test('a place outside the city', async () => {
    const faults = faultsOf(await report({ ...good, location: { lon: 105.85, lat: 21.03 } }));
    assert.deepEqual(Object.keys(faults), ['location']);
  });

  test('a broken BPMN file: saved as a draft, named by element, and never published', async () => {
    const before = await administrator.get('/api/v1/services/citizen-feedback');
    const { content } = (await administrator.get(`/api/v1/services/citizen-feedback/versions/1/resources/${bpmn}`))
      .body;
    const save = async (text: string) => {
      const revision = (await administrator.get('/api/v1/services/citizen-feedback')).body.draft?.revision ?? null;
      return await administrator.put(`${draft}/resources/${bpmn}`, { revision, content: text });
    };
    const broken = {
      'no XML': content.slice(0, content.length / 2),
      'a dangling flow': content.replace('targetRef="verify"', 'targetRef="nowhere"'),
      'an element that cannot run': content.replaceAll('bpmn:scriptTask', 'bpmn:complexGateway'),
      'an expression that cannot be read': content.replace('outcome = "needInfo"', 'outcome = = "needInfo"'),
    };
    for (const [what, text] of Object.entries(broken)) {
      assert.notEqual(text, content, what);
      const saved = await save(text);
      assert.equal(saved.status, 200, `${what}: ${JSON.stringify(saved.body)}`);
      const errors = saved.body.problems.filter((problem: Body) => problem.severity === 'error');
      assert.ok(errors.length > 0, what);
      for (const { path, message } of errors) assert.ok(path === bpmn && message.vi !== '' && message.en !== '', what);
      if (what !== 'no XML')
        assert.ok(
          errors.some((problem: Body) => problem.element !== null),
          what,
        );
      const published = await unwritten(() => administrator.post(`${draft}/publish`, { note: 'Thử' }));
      assertProblem(published, 422, 'SERVICE_HAS_PROBLEMS');
    }
    const after = await administrator.get('/api/v1/services/citizen-feedback');
    assert.deepEqual(after.body.versions, before.body.versions);
    assert.equal((await anybody.get('/api/v1/intake')).status, 200, 'citizens go on reporting');
  });

  test('an unknown code, and one that is none', async () => {
    for (const code of ['0000-0000-0000', receipt.registerNumber, '../../etc/passwd', "' or 1=1 --"]) {
      const path = `/api/v1/reports/${encodeURIComponent(code)}`;
      assertProblem(await unwritten(() => anybody.get(path)), 404, 'NOT_FOUND');
      assertProblem(await unwritten(() => anybody.post(`${path}/full`, { secret: '5678' })), 404, 'NOT_FOUND');
    }
    const page = await visitorOf(product.url).post('/follow', pageForm({ code: '0000-0000-0000', secret: '' }));
    assert.equal(page.status, 404);
  });

  test('a wrong second factor opens nothing, and five tries are enough', async () => {
    const path = `/api/v1/reports/${receipt.trackingCode}/full`;
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const answer = await unwritten(() => anybody.post(path, { secret: `000${attempt}` }));
      assert.ok([404, 429].includes(answer.status), JSON.stringify(answer.body));
    }
    const right = await anybody.post(path, { secret: '5678' });
    assert.notEqual(right.status, 200, 'guessing locks the second factor for a while');
  });

  test('guessed ids', async () => {
    for (const id of [randomUUID(), task.caseId]) {
      assertProblem(await unwritten(() => operator.get(`/api/v1/tasks/${id}`)), 404, 'NOT_FOUND');
      assertProblem(await unwritten(() => operator.post(`/api/v1/tasks/${id}/claim`)), 404, 'NOT_FOUND');
      assertProblem(await unwritten(() => operator.get(`/api/v1/files/${id}`)), 404, 'NOT_FOUND');
    }
    assert.equal((await operator.get('/api/v1/tasks/1')).status, 400);
    assertProblem(await operator.get('/api/v1/results/khong-co'), 404, 'NOT_FOUND');
  });

  test('another ward’s official sees and does nothing here', async () => {
    for (const username of ['lamtay.ktht.canbo', 'lamdong.vhxh.canbo', 'lamtay.ktht.lanhdao', 'sxd.canbo']) {
      const other = await signedIn(product.url, username);
      const list = await other.get(`/api/v1/tasks?view=unit&q=${receipt.registerNumber}`);
      assert.deepEqual([list.status, list.body.items], [200, []], username);
      const path = `/api/v1/tasks/${task.taskId}`;
      const complete = submission({ outcome: 'accept' });
      const asked = [
        () => other.get(path),
        () => other.post(`${path}/claim`),
        () => other.post(`${path}/release`),
        () => other.post(`${path}/complete`, complete),
        () => other.post(`${path}/notice-preview`, { values: {} }),
        () => other.get(`/api/v1/files/${photoId}`),
      ];
      for (const ask of asked) assertProblem(await unwritten(ask), 404, 'NOT_FOUND');
    }
  });

  test('an official who is no administrator stays out of the designer', async () => {
    for (const username of [officials.officer, officials.operator, officials.publisher]) {
      const official = await signedIn(product.url, username);
      const asked = [
        () => official.get('/api/v1/services/citizen-feedback'),
        () => official.put(`${draft}/resources/${bpmn}`, { revision: null, content: '<x/>' }),
        () => official.post(`${draft}/publish`, { note: 'x' }),
      ];
      for (const ask of asked) {
        const answer = await unwritten(ask);
        assert.ok([403, 404].includes(answer.status), `${username}: ${answer.status}`);
      }
    }
  });

  test('who may not operate learns of no instance and changes none; who may gives a reason and whole commands', async () => {
    const base = '/api/v1/operations';
    const { items } = (await administrator.get(`${base}/instances?registerNumber=${receipt.registerNumber}`)).body;
    const [{ id }] = items;
    const key = randomUUID();
    const deed = { operation: { kind: 'cancel' }, reason: 'Thử', key };
    const batch = { ...deed, selection: { instances: [id] }, dryRun: false };
    const plan = { from: 1, to: 1, process: 'citizen-feedback', map: {} };
    const standing = async () => {
      const { state, commands } = (await administrator.get(`${base}/instances/${id}`)).body;
      return { state, commands, batches: await readRows(database, 'select count(*) as n from operation_batch') };
    };
    const earlier = await standing();
    for (const username of [officials.officer, officials.operator, officials.head, officials.publisher]) {
      const official = await signedIn(product.url, username);
      assert.deepEqual((await official.get(`${base}/instances`)).body.items, []);
      const asked: readonly (readonly [() => Promise<Answer>, number, string])[] = [
        [() => official.get(`${base}/instances/${id}`), 404, 'NOT_FOUND'],
        [() => official.post(`${base}/instances/${id}/preview`, { operation: deed.operation }), 404, 'NOT_FOUND'],
        [() => official.post(`${base}/instances/${id}/operations`, deed), 404, 'NOT_FOUND'],
        [() => official.get(`${base}/services/citizen-feedback/versions/1/diagram?process=x`), 404, 'NOT_FOUND'],
        [() => official.post(`${base}/services/citizen-feedback/plan`, plan), 404, 'NOT_FOUND'],
        [() => official.post(`${base}/batches`, batch), 403, 'FORBIDDEN'],
        [() => official.get(`${base}/batches/${randomUUID()}`), 404, 'NOT_FOUND'],
      ];
      for (const [ask, status, code] of asked) assertProblem(await ask(), status, code);
    }
    const operate = (body: object) => administrator.post(`${base}/instances/${id}/operations`, body);
    assertProblem(
      await unwritten(() => anybody.post(`${base}/instances/${id}/operations`, deed)),
      401,
      'NOT_SIGNED_IN',
    );
    assert.deepEqual(faultsOf(await operate({ ...deed, reason: ' ' })), { reason: 'required' });
    for (const operation of [
      { kind: 'explode' },
      { kind: 'cancel', also: 1 },
      { kind: 'move', cancel: ['takeOn'] },
      'cancel',
    ]) {
      assertProblem(await operate({ ...deed, operation }), 400, 'BAD_REQUEST');
    }
    const looked = await administrator.post(`${base}/instances/${id}/preview`, { operation: deed.operation });
    assert.deepEqual([looked.status, looked.body.state], [200, 'terminated']);
    const nowhere = { kind: 'move', cancel: ['approve'], startBefore: [], startAfter: [], variables: {} };
    assertProblem(await operate({ ...deed, operation: nowhere }), 409, 'MOVE_NOTHING_THERE');
    assert.deepEqual(await standing(), earlier, 'nothing was written');
  });

  test('a visitor who is not signed in', async () => {
    const path = `/api/v1/tasks/${task.taskId}`;
    const asked = [
      () => anybody.get('/api/v1/me'),
      () => anybody.get('/api/v1/tasks'),
      () => anybody.get(path),
      () => anybody.post(`${path}/claim`),
      () => anybody.post(`${path}/complete`, submission({ outcome: 'accept' })),
      () => anybody.get('/api/v1/services'),
    ];
    for (const ask of asked) assertProblem(await unwritten(ask), 401, 'NOT_SIGNED_IN');
    assertProblem(await visitorOf(product.url).get(`/api/v1/files/${photoId}`), 404, 'NOT_FOUND');
    const wrong = { username: officials.operator, password: 'khong-dung' };
    assertProblem(await anybody.post('/api/v1/session', wrong), 401, 'WRONG_CREDENTIALS');
    const forged = await anybody.get('/api/v1/me', { cookie: 'session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' });
    assertProblem(forged, 401, 'NOT_SIGNED_IN');
  });

  test('a post from another site, with the official’s cookies', async () => {
    const officer = await signedIn(product.url, officials.officer);
    const path = `/api/v1/tasks/${task.taskId}/claim`;
    const from = [
      { origin: 'https://xau.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of from) {
      assertProblem(await unwritten(() => officer.post(path, undefined, headers)), 403, 'CROSS_SITE');
    }
    const silent = await unwritten(async () => {
      const response = await fetch(`${product.url}${path}`, { method: 'POST', headers: { cookie: officer.cookie() } });
      return { status: response.status, headers: response.headers, body: await response.json() };
    });
    assertProblem(silent, 403, 'CROSS_SITE');
  });

  test('a task completed twice or with wrong values: once, or not at all', async () => {
    const officer = await signedIn(product.url, officials.officer);
    const path = `/api/v1/tasks/${task.taskId}`;
    assert.equal((await officer.post(`${path}/claim`)).status, 200);
    const wrong = await unwritten(() => officer.post(`${path}/complete`, submission({ outcome: 'notOurs' })));
    assert.deepEqual(Object.keys(faultsOf(wrong)), ['returnReason']);
    const unknown = await unwritten(() => officer.post(`${path}/complete`, submission({ outcome: 'publish' })));
    assert.deepEqual(Object.keys(faultsOf(unknown)), ['outcome']);
    const key = randomUUID();
    const send = () => officer.post(`${path}/complete`, submission({ outcome: 'accept' }, {}, key));
    assert.equal((await send()).status, 200);
    assert.equal((await unwritten(send)).status, 200, 'the same submission again is answered the same');
    const again = await unwritten(() => officer.post(`${path}/complete`, submission({ outcome: 'accept' })));
    assert.ok([404, 409].includes(again.status), JSON.stringify(again.body));
  });

  test('the same report sent twice makes one case', async () => {
    const key = randomUUID();
    const send = async () =>
      await anybody.post('/api/v1/reports', submission(good, { photos: await photoWithPosition() }, key));
    const [one, two] = await Promise.all([send(), send()]);
    const three = await send();
    assert.deepEqual([one.status, three.status], [200, 200]);
    if (two.status === 200) assert.equal(two.body.registerNumber, one.body.registerNumber);
    assert.equal(three.body.trackingCode, one.body.trackingCode);
    const [row] = await readRows(database, 'select count(*) as n from case_record where received_at >= 0');
    const after = await send();
    assert.equal(after.body.registerNumber, one.body.registerNumber);
    assert.deepEqual(await readRows(database, 'select count(*) as n from case_record where received_at >= 0'), [row]);
  });
});
