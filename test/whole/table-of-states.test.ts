/** Another system's table of states becomes a service: published, opened by a citizen, assigned, resolved, rated. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe } from 'node:test';
import { importTable } from '#engine/bpmn/business-service/import-table.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { findTask, signedIn, submission } from '#test/support/path.ts';
import { type Product, startProduct } from '#test/support/product.ts';
import { inOrder } from '#test/support/steps.ts';
import { type Body, type Visitor, visitorOf } from '#test/support/visitor.ts';

after(stopOwn);

const table = readFileSync(new URL('../data/digit/digit-cms-2026-workflow.json', import.meta.url), 'utf8');
const centre = { role: 'ioc_operator', unit: 'IOC' };
const assignments = {
  GRO: centre,
  CFC: centre,
  CSR: centre,
  PGR_VIEWER: { role: 'ioc_coordinator', unit: 'IOC' },
  PGR_LME: { role: 'officer', unit: '=unit' },
  SUPERVISOR: { role: 'unit_head', unit: '=unit' },
};
const officerUnit = '99016-KTHT';

for (const name of databaseNames) {
  describe(`a table of states of another system on ${name}`, () => {
    let product: Product;
    let drop: () => Promise<void>;
    let operator: Visitor;
    let officer: Visitor;
    let citizen: Visitor;
    let registerNumber = '';
    let code = '';
    let pin = '';
    before(async () => {
      const database = await newDatabase(name);
      drop = database.remove;
      product = await startProduct({ DATABASE_URL: database.url });
      operator = await signedIn(product.url, 'tiepnhan');
      officer = await signedIn(product.url, 'lamdong.ktht.canbo');
      citizen = visitorOf(product.url);
    });
    after(async () => {
      await product.stop();
      await drop();
    });
    const step = inOrder();

    step('an administrator publishes it; nobody else can make it', async () => {
      const { service } = importTable(table, 'pgr.json', { assignments });
      assert.ok(service);
      const files = Object.entries(service.files).map(([path, content]) => ({ path, content }));
      const refused = await officer.post('/api/v1/services', { key: 'pgr', files });
      assert.equal(refused.status, 403);
      const administrator = await signedIn(product.url, 'quantri');
      const made = await administrator.post('/api/v1/services', { key: 'pgr', files });
      assert.deepEqual([made.status, made.body], [200, { revision: 1, problems: [] }]);
      const checked = await administrator.post('/api/v1/services/pgr/draft/check', {});
      const codes = new Set(checked.body.map((one: Body) => one.code));
      assert.deepEqual(
        codes,
        new Set(['FLOW_NEVER_TAKEN', 'ENDED_GOES_ON', 'MESSAGE_NOT_SENT', 'NAMES_WITHOUT_ENGLISH', 'SCENARIOS_MISS']),
      );
      assert.equal((await citizen.get('/api/v1/intake?service=pgr')).status, 404, 'a draft takes no cases');
      assert.equal((await administrator.post('/api/v1/services/pgr/draft/publish', { note: '' })).status, 200);
      const again = await administrator.post('/api/v1/services', { key: 'pgr', files });
      assert.equal(again.body.code, 'SERVICE_EXISTS');
    });

    step('a citizen finds it on the first page and opens a case', async () => {
      assert.match((await citizen.get('/')).body, /href="\/report\?service=pgr"/);
      assert.match((await citizen.get('/report?service=pgr')).body, /action="\/report\?service=pgr"/);
      const values = {
        category: 'HT-TN',
        description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa.',
        address: 'Cổng chính chợ Lam Đông',
      };
      const sent = await citizen.post('/api/v1/reports', { values, submissionKey: randomUUID(), service: 'pgr' });
      assert.equal(sent.status, 200, JSON.stringify(sent.body));
      ({ registerNumber, trackingCode: code, pin } = sent.body);
      assert.deepEqual(await stages(), ['PENDINGFORASSIGNMENT']);
    });

    step('the operator assigns: only what the role may do, and a unit with it', async () => {
      const task = await findTask(operator, registerNumber, 'PENDINGFORASSIGNMENT-GRO');
      await act(operator, task, { action: 'RESOLVE' }, 422);
      await act(operator, task, { action: 'ASSIGN' }, 422);
      assert.deepEqual((await officer.get(`/api/v1/tasks?view=unit&q=${registerNumber}`)).body.items, []);
      await act(operator, task, { action: 'ASSIGN', unit: officerUnit });
      assert.deepEqual(await stages(), ['PENDINGFORASSIGNMENT', 'PENDINGATLME']);
    });

    step('the citizen comments: the officer’s task and its due date stay', async () => {
      const before = await findTask(officer, registerNumber, 'PENDINGATLME-PGR_LME');
      const { body } = await citizen.post(`/api/v1/reports/${code}/full`, { secret: pin });
      const [own] = body.tasks;
      const sent = submission({ action: 'COMMENT', comment: 'Xin làm sớm.' });
      sent.append('secret', pin);
      const answer = await citizen.post(`/api/v1/reports/${code}/tasks/${own.taskId}/complete`, sent);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.equal(answer.body.tasks.length, 1);
      assert.notEqual(answer.body.tasks[0].taskId, own.taskId);
      const after = await findTask(officer, registerNumber, 'PENDINGATLME-PGR_LME');
      assert.deepEqual([after.taskId, after.dueAt], [before.taskId, before.dueAt]);
    });

    step('the officer resolves, and every other task of the state is gone', async () => {
      const task = await findTask(officer, registerNumber, 'PENDINGATLME-PGR_LME');
      await act(officer, task, { action: 'RESOLVE', comment: 'Đã thay nắp.' });
      assert.deepEqual(await stages(), ['PENDINGFORASSIGNMENT', 'PENDINGATLME', 'RESOLVED']);
      assert.deepEqual((await officer.get(`/api/v1/tasks?view=unit&q=${registerNumber}`)).body.items, []);
    });

    step('the citizen rates, and the case is closed', async () => {
      const { body } = await citizen.post(`/api/v1/reports/${code}/full`, { secret: pin });
      const sent = submission({ action: 'RATE', rating: '4' });
      sent.append('secret', pin);
      const answer = await citizen.post(`/api/v1/reports/${code}/tasks/${body.tasks[0].taskId}/complete`, sent);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      assert.deepEqual(answer.body.tasks, []);
      const all = ['PENDINGFORASSIGNMENT', 'PENDINGATLME', 'RESOLVED', 'CLOSEDAFTERRESOLUTION'];
      assert.deepEqual(await stages(), all);
      assert.deepEqual((await operator.get(`/api/v1/tasks?view=unit&q=${registerNumber}`)).body.items, []);
    });

    async function stages(): Promise<readonly string[]> {
      const { body } = await citizen.get(`/api/v1/reports/${code}`);
      return body.stages.filter((stage: Body) => stage.status !== 'ahead').map((stage: Body) => stage.code);
    }
  });
}

async function act(official: Visitor, task: Body, values: object, status = 200): Promise<void> {
  const claimed = await official.post(`/api/v1/tasks/${task.taskId}/claim`, {});
  assert.ok(claimed.status < 300, JSON.stringify(claimed.body));
  const answer = await official.post(`/api/v1/tasks/${task.taskId}/complete`, submission(values));
  assert.equal(answer.status < 300 ? 200 : answer.status, status, JSON.stringify(answer.body));
}
