// Programs outside: the client in connectors/external-worker against the whole product, and what a token may not do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { BpmnError, type ExternalWorker, JobFailed, startExternalWorker } from '#connectors/external-worker/client.ts';
import { heldMark, release } from '#engine/runtime/duties/held.ts';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { published } from '#test/support/exchange-models.ts';
import type { Body, Door } from './support/door.ts';
import { openDoor } from './support/door.ts';

const model = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:message id="m" name="fee-paid"/><bpmn:message id="m2" name="opened"/>
  <bpmn:signal id="g" name="storm"/><bpmn:error id="x" errorCode="AREA_MISSING"/>
  <bpmn:process id="fees" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="calc"/>
    <bpmn:serviceTask id="calc" wardflow:jobType="calculate-fee" wardflow:retries="PT0S,PT0S"><bpmn:extensionElements>
      <wardflow:input name="area" value="=area"/><wardflow:output name="fee" value="=fee"/></bpmn:extensionElements></bpmn:serviceTask>
    <bpmn:boundaryEvent id="bad" attachedToRef="calc"><bpmn:errorEventDefinition id="ed" errorRef="x"/></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="calc" targetRef="wait"/><bpmn:sequenceFlow id="f3" sourceRef="bad" targetRef="e2"/><bpmn:endEvent id="e2"/>
    <bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="md" messageRef="m" wardflow:correlation="=number"/></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f4" sourceRef="wait" targetRef="e"/><bpmn:endEvent id="e"/></bpmn:process>
  <bpmn:process id="opening" isExecutable="true"><bpmn:startEvent id="s3"><bpmn:messageEventDefinition id="md3" messageRef="m2"/></bpmn:startEvent>
    <bpmn:sequenceFlow id="f6" sourceRef="s3" targetRef="hear"/><bpmn:intermediateCatchEvent id="hear"><bpmn:signalEventDefinition id="sd" signalRef="g"/></bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f7" sourceRef="hear" targetRef="e3"/><bpmn:endEvent id="e3"/></bpmn:process></bpmn:definitions>`;

const topic = 'calculate-fee';

for (const name of databaseNames) {
  describe(`programs outside, on ${name}`, () => {
    let door: Door;
    let remove: () => Promise<void>;
    let versionId: string;
    let token: string;
    const workers: ExternalWorker[] = [];

    before(async () => {
      const database = await newDatabase(name);
      remove = database.remove;
      door = await openDoor({ DATABASE_URL: database.url });
      versionId = await published(store(), model);
      const scope = { topics: [topic], messages: ['fee-paid', 'opened'], signals: ['storm'] };
      token = (await door.running.installation.wardflow.createWorkerToken({ name: 'Fees', ...scope })).token;
    });
    after(async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await door.close();
      await remove();
      if (name === 'MariaDB') await stopOwn();
    });

    const store = () => door.running.installation.store;
    const call = (path: string, json: object, own: Record<string, string> = {}) =>
      door.call(`/api/v1/${path}`, { json, headers: { authorization: `Bearer ${token}`, ...own } });
    const take = async (more: object = {}): Promise<readonly Body[]> =>
      (await call('jobs/fetch', { topics: [topic], ...more })).body.jobs;
    const begin = (variables: Record<string, string | number>) =>
      store().transaction((tx) =>
        door.running.installation.wardflow.kernel.start(
          tx,
          { serviceVersionId: versionId, processId: 'fees', caseId: null, variables },
          Date.now(),
        ),
      );
    const stateOf = async (id: string) =>
      JSON.parse((await store().transaction((tx) => tx.engine.instances.byId(id)))?.snapshot ?? '{}');
    const instances = async () => (await store().transaction((tx) => tx.engine.instances.page(null, 1000))).length;

    test('a worker sees the inputs of its job and nothing else, and its answer goes into the process', async () => {
      const { instanceId } = await begin({ area: 40, number: 'A1', secret: 'not for workers' });
      const seen = Promise.withResolvers<object>();
      const worker = startExternalWorker({
        url: door.running.url,
        token,
        worker: 'fees-1',
        handlers: {
          [topic]: async (job) => {
            seen.resolve(job);
            return { fee: Number(job.inputs['area']) * 10, other: 'is not mapped' };
          },
        },
      });
      const { signal: _signal, ...job } = (await seen.promise) as { signal: AbortSignal } & Record<string, unknown>;
      assert.deepEqual(Object.keys(job).toSorted(), [
        'createdAt',
        'element',
        'id',
        'inputs',
        'leaseMs',
        'retriesLeft',
        'topic',
      ]);
      assert.deepEqual(job['inputs'], { area: 40 });
      await worker.stop();
      const state = await stateOf(instanceId);
      assert.deepEqual(state.scopes.s1.variables, { area: 40, number: 'A1', secret: 'not for workers', fee: 400 });
    });

    test('an error of the model goes its way; what fails is tried as often as the model says, then an operator is asked', async () => {
      const wrong = await begin({ area: -1, number: 'A2' });
      const failing = await begin({ area: 0, number: 'A3' });
      let tries = 0;
      const done = Promise.withResolvers<void>();
      const worker = startExternalWorker({
        url: door.running.url,
        token,
        handlers: {
          [topic]: async ({ inputs }) => {
            if (inputs['area'] === -1) throw new BpmnError('AREA_MISSING');
            tries += 1;
            if (tries === 3) done.resolve();
            throw new JobFailed('the register does not answer');
          },
        },
      });
      await done.promise;
      await worker.stop();
      assert.equal((await stateOf(wrong.instanceId)).life, 'completed');
      const [incident] = await store().transaction((tx) => tx.engine.incidents.ofInstance(failing.instanceId));
      assert.match(incident?.message ?? '', /the register does not answer/);
      assert.deepEqual([tries, await take()], [3, []]);
    });

    test('who waits for jobs gets one as soon as it is there; a wait has an end', async () => {
      assert.deepEqual(await take({ waitMs: 50 }), []);
      const waiting = take({ waitMs: 20_000 });
      await begin({ area: 1, number: 'A4' });
      const [job] = await waiting;
      assert.equal((await call(`jobs/${job.id}/complete`, { lease: job.lease, variables: { fee: 1 } })).status, 204);
    });

    test('a worker that was too slow is refused and has changed nothing', async () => {
      const { instanceId } = await begin({ area: 2, number: 'A5' });
      const [slow] = await take({ leaseMs: 1_000 });
      const [other] = await take({ waitMs: 20_000 });
      assert.equal(other.id, slow.id);
      for (const [path, body] of Object.entries({
        complete: { variables: { fee: 666 } },
        fail: { message: 'late' },
        extend: { leaseMs: 60_000 },
        error: { code: 'AREA_MISSING' },
      })) {
        const answer = await call(`jobs/${slow.id}/${path}`, { lease: slow.lease, ...body });
        assert.deepEqual([answer.status, answer.body.code], [409, 'LEASE_LOST'], path);
      }
      assert.equal((await call(`jobs/${other.id}/extend`, { lease: other.lease, leaseMs: 5_000 })).status, 204);
      const complete = () => call(`jobs/${other.id}/complete`, { lease: other.lease, variables: { fee: 2 } });
      const both = await Promise.all([complete(), complete()]);
      assert.deepEqual(both.map(({ status }) => status).toSorted(), [204, 409]);
      assert.equal((await stateOf(instanceId)).scopes.s1.variables.fee, 2);
    });

    test('after a restore nobody gets a job before the operator releases it; who holds one may still answer', async () => {
      await begin({ area: 6, number: 'H1' });
      await begin({ area: 7, number: 'H2' });
      const [taken] = await take({ jobsMax: 1 });
      const mark = { name: heldMark, content: '{"madeAt":""}', at: Date.now() };
      await store().transaction((tx) => tx.engine.marks.put(mark));
      const held = await call('jobs/fetch', { topics: [topic], waitMs: 20_000 });
      assert.deepEqual(
        [held.status, held.body.code, held.headers.get('retry-after')],
        [503, 'INSTALLATION_HELD', '30'],
      );
      const done = { lease: taken.lease, variables: { fee: 6 } };
      assert.equal((await call(`jobs/${taken.id}/complete`, done)).status, 204);
      await release(store(), 'drop');
      const [job] = await take();
      assert.deepEqual(job.inputs, { area: 7 });
      assert.equal((await call(`jobs/${job.id}/complete`, { lease: job.lease, variables: { fee: 7 } })).status, 204);
    });

    test('a token opens what it names and nothing else, and nothing once it is revoked', async () => {
      const { wardflow } = door.running.installation;
      const other = await wardflow.createWorkerToken({ name: 'Other', topics: ['else'], messages: [], signals: [] });
      const as = { authorization: `Bearer ${other.token}` };
      await begin({ area: 3, number: 'A6' });
      const [job] = await take();
      const done = { lease: job.lease, variables: { fee: 0 } };
      const key = { 'idempotency-key': crypto.randomUUID() };
      const attempts: readonly [string, object, Record<string, string>, number][] = [
        ['jobs/fetch', { topics: [topic] }, as, 403],
        ['jobs/fetch', { topics: ['else', topic] }, as, 403],
        ['messages', { name: 'fee-paid' }, { ...as, ...key }, 403],
        ['signals', { name: 'storm' }, { ...as, ...key }, 403],
        [`jobs/${job.id}/complete`, done, as, 409],
        ['worker-tokens', { name: 'mine', topics: [topic] }, as, 401],
        ['jobs/fetch', { topics: [topic] }, { authorization: 'Bearer wfw_x' }, 401],
        ['jobs/fetch', { topics: [topic] }, { authorization: token }, 401],
        [`jobs/${job.id}/complete`, done, { authorization: '' }, 401],
      ];
      for (const [path, body, headers, status] of attempts) {
        assert.equal((await call(path, body, headers)).status, status, `${path} ${JSON.stringify(headers)}`);
      }
      for (const path of ['tasks', 'services', 'worker-tokens']) {
        assert.equal(
          (await door.call(`/api/v1/${path}`, { headers: { authorization: `Bearer ${token}` } })).status,
          401,
        );
      }
      assert.equal((await call(`jobs/${job.id}/complete`, done)).status, 204);
      await wardflow.revokeWorkerToken(other.id);
      assert.equal((await call('jobs/fetch', { topics: ['else'] }, as)).status, 401);
      // What is kept of a token does not let anybody in.
      const rows = await store().transaction((tx) => tx.engine.workerTokens.all());
      assert.ok(rows.every(({ hash }) => hash.length === 64 && !JSON.stringify(rows).includes(token)));
    });

    test('of twenty who send the same message with the same key one takes effect, and all get its answer', async () => {
      const before_ = await instances();
      const key = { 'idempotency-key': `"${crypto.randomUUID()}"` };
      const opened = { name: 'opened', variables: { from: 'outside' }, timeToLiveMs: 0 };
      const answers = await Promise.all(Array.from({ length: 20 }, () => call('messages', opened, key)));
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
      assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
      assert.equal(answers[0]?.body.outcome, 'started');
      assert.equal(await instances(), before_ + 1);
      const reused = await call('messages', { ...opened, variables: { from: 'elsewhere' } }, key);
      assert.deepEqual([reused.status, reused.body.code], [422, 'IDEMPOTENCY_KEY_REUSED']);
      assert.equal((await call('messages', opened)).status, 400, 'without a key');
    });

    test('a message finds its receiver by its correlation, is kept for it, or for nobody', async () => {
      const send = async (message: object) =>
        (await call('messages', message, { 'idempotency-key': crypto.randomUUID() })).body;
      const { instanceId } = await begin({ area: 4, number: 'B1' });
      const [job] = await take();
      await call(`jobs/${job.id}/complete`, { lease: job.lease, variables: { fee: 4 } });
      const none = await send({ name: 'fee-paid', correlation: 'B2', timeToLiveMs: 0 });
      const kept = await send({ name: 'fee-paid', correlation: 'B3' });
      const there = await send({ name: 'fee-paid', correlation: 'B1' });
      assert.deepEqual([none.outcome, kept.outcome, there], ['nobody', 'kept', { outcome: 'delivered', instanceId }]);
      assert.equal((await stateOf(instanceId)).life, 'completed');
    });

    test('a signal is told to everybody who listens, by programs and by administrators, not by officials', async () => {
      const key = () => ({ 'idempotency-key': crypto.randomUUID() });
      const listening = (await store().transaction((tx) => tx.engine.subscriptions.listeners('storm'))).length;
      const { body } = await call('signals', { name: 'storm', variables: { level: 3 } }, key());
      assert.deepEqual(body, { told: listening, started: 0 });
      const [admin, official] = [await door.signIn('quantri'), await door.signIn('ioc.canbo')].map((cookie) => ({
        cookie,
      }));
      const as = (session: object | undefined) => ({ json: { name: 'storm' }, headers: key(), ...session });
      assert.equal((await door.call('/api/v1/signals', as(admin))).status, 200);
      assert.equal((await door.call('/api/v1/signals', as(official))).status, 403);
      assert.equal((await door.call('/api/v1/signals', as({}))).status, 401);
    });

    test('an administrator lets programs in and out, an official does not', async () => {
      const admin = { cookie: await door.signIn('quantri') };
      const official = { cookie: await door.signIn('ioc.canbo') };
      const json = { name: 'Archive', topics: ['archive'] };
      assert.equal((await door.call('/api/v1/worker-tokens', { json, ...official })).status, 403);
      assert.equal((await door.call('/api/v1/worker-tokens', official)).status, 403);
      const made = await door.call('/api/v1/worker-tokens', { json, ...admin });
      assert.match(made.body.token, /^wfw_/);
      const { body: all } = await door.call('/api/v1/worker-tokens', admin);
      assert.ok(all.some(({ id }: Body) => id === made.body.id));
      assert.ok(!JSON.stringify(all).includes(made.body.token));
      const path = `/api/v1/worker-tokens/${made.body.id}`;
      assert.equal((await door.call(path, { method: 'DELETE', ...official })).status, 403);
      assert.equal((await door.call(path, { method: 'DELETE', ...admin })).status, 204);
      assert.equal((await door.call(path, { method: 'DELETE', ...admin })).status, 404);
    });
  });
}
