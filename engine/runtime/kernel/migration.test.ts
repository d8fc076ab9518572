import assert from 'node:assert/strict';
import { it, test } from 'node:test';
import type { Store } from '#engine/runtime/ports.ts';
import { forEachDatabase, openTestDatabase } from '#test/support/databases.ts';
import { published } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, minute, openTasksOf, start } from '#test/support/kernel-fixture.ts';
import { Refusal } from '../refusal.ts';
import type { EngineKernel } from './create-kernel.ts';

const head = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:message id="paid" name="paid"/>`;
const late = (host: string) =>
  `<bpmn:boundaryEvent id="late-${host}" attachedToRef="${host}" cancelActivity="false"><bpmn:timerEventDefinition id="td"><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="reminded"/><bpmn:sequenceFlow id="r" sourceRef="late-${host}" targetRef="reminded"/>`;

/** Somebody checks (and is reminded), a message is awaited beside it; then somebody signs. */
const model = (check: string, name: string) => `${head}<bpmn:process id="p" isExecutable="true">
  <bpmn:startEvent id="s"/><bpmn:parallelGateway id="fork"/>
  <bpmn:userTask id="${check}" name="${name}" wardflow:unit="u" wardflow:role="officer"/>${late(check)}
  <bpmn:intermediateCatchEvent id="wait-${check}"><bpmn:messageEventDefinition id="m1" messageRef="paid"/></bpmn:intermediateCatchEvent>
  <bpmn:serviceTask id="work-${check}" wardflow:jobType="gateway"/>
  <bpmn:parallelGateway id="join"/><bpmn:userTask id="sign" name="Ký" wardflow:unit="u" wardflow:role="officer"/><bpmn:endEvent id="e"/>
  ${[
    's>fork',
    `fork>${check}`,
    `fork>wait-${check}`,
    `fork>work-${check}`,
    `${check}>join`,
    `wait-${check}>join`,
    `work-${check}>join`,
    'join>sign',
    'sign>e',
  ]
    .map((pair, index) => [index, ...pair.split('>')])
    .map(([index, from, to]) => `<bpmn:sequenceFlow id="f${index}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('')}</bpmn:process></bpmn:definitions>`;

const map = {
  check: 'review',
  'late-check': 'late-review',
  'wait-check': 'wait-review',
  'work-check': 'work-review',
};

async function begun(store: Store, kernel: EngineKernel) {
  const from = await published(store, model('check', 'Kiểm tra'));
  const to = await published(store, model('review', 'Thẩm định'));
  const instance = { serviceVersionId: from, processId: 'p', caseId: null, variables: {} };
  const { instanceId } = await store.transaction((tx) => kernel.start(tx, instance, start));
  return { instanceId, from, to: { serviceVersionId: to, processId: 'p' } };
}

function complete(store: Store, kernel: EngineKernel, instanceId: string, element: string) {
  return store.transaction(async (tx) => {
    const task = (await openTasksOf(tx, instanceId)).find((one) => one.element === element)?.key ?? '';
    return await kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: {} }, start);
  });
}

forEachDatabase((_, open) => {
  it('an instance goes on under another version, and every row of it with it', async () => {
    const { store } = await open();
    const kernel = kernelAgain(store);
    const { instanceId, to } = await begun(store, kernel);
    await store.transaction((tx) => kernel.migrate(tx, instanceId, { to, map }, start));
    await everythingAgrees(store, kernel);
    const rows = await store.transaction(async (tx) => ({
      instance: await tx.engine.instances.byId(instanceId),
      tasks: await openTasksOf(tx, instanceId),
      timers: await tx.engine.jobs.due({ topic: '', now: start + 61 * minute }, 10),
      jobs: await tx.engine.jobs.due({ topic: 'gateway', now: start }, 10),
      listening: await tx.engine.subscriptions.ofInstance(instanceId),
    }));
    assert.equal(rows.instance?.serviceVersionId, to.serviceVersionId);
    const shown = rows.tasks.map(({ element, name, serviceVersionId }) => [element, name, serviceVersionId]);
    assert.deepEqual(shown, [['review', 'Thẩm định', to.serviceVersionId]]);
    const elements = [...rows.timers, ...rows.jobs, ...rows.listening].map(({ element }) => element);
    assert.deepEqual(elements, ['late-review', 'work-review', 'wait-review']);
    assert.equal(rows.jobs[0]?.serviceVersionId, to.serviceVersionId);
    await kernel.runDue(start + 61 * minute);
    const [job] = await kernel.jobs.lease({ types: ['gateway'], worker: 'w', leaseMs: minute, jobsMax: 1 }, start);
    assert.ok(job);
    await kernel.jobs.complete(job, {}, start);
    await complete(store, kernel, instanceId, 'review');
    await store.transaction((tx) =>
      kernel.execute(tx, instanceId, { kind: 'message', message: 'paid', variables: {} }, start),
    );
    await complete(store, kernel, instanceId, 'sign');
    assert.equal((await store.transaction((tx) => tx.engine.instances.byId(instanceId)))?.state, 'completed');
    await everythingAgrees(store, kernelAgain(store));
  });

  it('what has no place in the new version is named, and nothing is changed', async () => {
    const { store } = await open();
    const kernel = kernelAgain(store);
    const { instanceId, from, to } = await begun(store, kernel);
    const before = await everythingAgrees(store, kernel);
    const refused = store.transaction((tx) => kernel.migrate(tx, instanceId, { to, map: {} }, start));
    await assert.rejects(refused, (error: Refusal) => {
      assert.equal(error.code, 'MIGRATION_NOT_POSSIBLE');
      const faults = error.fields.map(({ path, rule }) => `${path} ${rule}`);
      assert.deepEqual(faults, ['check NOT_THERE', 'wait-check NOT_THERE', 'work-check NOT_THERE']);
      return true;
    });
    const same = { to: { serviceVersionId: from, processId: 'p' }, map: {} };
    await assert.rejects(
      store.transaction((tx) => kernel.migrate(tx, instanceId, same, start)),
      (error: Refusal) => error.code === 'MIGRATION_SAME_VERSION',
    );
    assert.deepEqual(await everythingAgrees(store, kernel), before);
  });

  it('a suspended one stays so, and its timers come back under their new names', async () => {
    const { store } = await open();
    const kernel = kernelAgain(store);
    const { instanceId, to } = await begun(store, kernel);
    const give = (kind: 'suspend' | 'resume') =>
      store.transaction((tx) => kernel.execute(tx, instanceId, { kind }, start));
    await give('suspend');
    await store.transaction((tx) => kernel.migrate(tx, instanceId, { to, map }, start));
    await give('resume');
    await everythingAgrees(store, kernel);
    const timers = await store.transaction((tx) => tx.engine.jobs.due({ topic: '', now: start + 61 * minute }, 10));
    assert.deepEqual(
      timers.map(({ element }) => element),
      ['late-review'],
    );
  });
});

test('a crash at any statement of a migration leaves the instance on the one version or on the other', async () => {
  const database = await openTestDatabase('SQLite');
  try {
    const { instanceId, to } = await begun(database.store, kernelAgain(database.store));
    await database.store.close();
    for (let at = 1, crashed = true; crashed; at += 1) {
      crashed = false;
      let [count, armed] = [0, false];
      const cut = await database.reopen({
        onStatement(_sql, phase) {
          if (!armed || phase !== 'before') return;
          count += 1;
          crashed ||= count === at;
          if (crashed) throw new Error('the process is gone');
        },
      });
      armed = true;
      const kernel = kernelAgain(cut);
      const moving = cut.transaction((tx) => kernel.migrate(tx, instanceId, { to, map }, start));
      await moving.catch((error: unknown) => assert.ok(crashed && !(error instanceof Refusal), String(error)));
      await cut.close();
      const store = await database.reopen();
      await everythingAgrees(store, kernelAgain(store));
      const versionId = (await store.transaction((tx) => tx.engine.instances.byId(instanceId)))?.serviceVersionId;
      assert.equal(versionId === to.serviceVersionId, !crashed);
      await store.close();
    }
  } finally {
    await database.drop();
  }
});
