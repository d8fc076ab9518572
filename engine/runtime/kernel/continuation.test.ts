// An asynchronous continuation: the step before is done and saved, what follows is a job of the worker.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { State } from '#engine/core/state.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { published } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, minute, openTasksOf, start } from '#test/support/kernel-fixture.ts';

const model = (attributes: string) => `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://example.org"><bpmn:process id="p" isExecutable="true">
  <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="sum"/>
  <bpmn:scriptTask id="sum" scriptFormat="text/feel" wardflow:result="sum" ${attributes}><bpmn:script>1 + price</bpmn:script></bpmn:scriptTask>
  <bpmn:sequenceFlow id="f2" sourceRef="sum" targetRef="ask"/><bpmn:userTask id="ask" wardflow:unit="u" wardflow:role="officer"/>
  <bpmn:sequenceFlow id="f3" sourceRef="ask" targetRef="e"/><bpmn:endEvent id="e"/></bpmn:process></bpmn:definitions>`;

forEachDatabase((_, open) => {
  for (const [attributes, before] of [
    ['wardflow:asyncBefore="true"', undefined],
    ['wardflow:asyncAfter="true"', 3],
    ['wardflow:asyncBefore="true" wardflow:asyncAfter="true"', undefined],
  ] as const) {
    test(`what is marked ${attributes} goes on by the worker, once, whoever looks`, async () => {
      const { store } = await open();
      const kernel = kernelAgain(store);
      const serviceVersionId = await published(store, model(attributes));
      const begun = { serviceVersionId, processId: 'p', caseId: null, variables: { price: 2 } };
      const { instanceId } = await store.transaction((tx) => kernel.start(tx, begun, start));
      const variables = async () => {
        const row = await store.transaction((tx) => tx.engine.instances.byId(instanceId));
        return (JSON.parse(row?.snapshot ?? '') as State).scopes['s1']?.variables;
      };
      assert.equal((await variables())?.['sum'], before);
      assert.deepEqual(await store.transaction((tx) => openTasksOf(tx, instanceId)), []);
      await everythingAgrees(store, kernel);
      const others = [kernelAgain(store), kernelAgain(store)];
      await Promise.all([kernel, ...others].map((one) => one.runDue(start)));
      assert.equal((await variables())?.['sum'], 3);
      assert.equal((await store.transaction((tx) => openTasksOf(tx, instanceId))).length, 1);
      await everythingAgrees(store, kernel);
    });
  }

  test('what was put off rests with its instance, and goes on at once with it', async () => {
    const { store } = await open();
    const kernel = kernelAgain(store);
    const serviceVersionId = await published(store, model('wardflow:asyncBefore="true"'));
    const begun = { serviceVersionId, processId: 'p', caseId: null, variables: {} };
    const { instanceId } = await store.transaction((tx) => kernel.start(tx, begun, start));
    await store.transaction((tx) => kernel.execute(tx, instanceId, { kind: 'suspend' }, start));
    assert.equal(await kernel.runDue(start), 0, 'it rests');
    await store.transaction((tx) => kernel.execute(tx, instanceId, { kind: 'resume' }, start + minute));
    assert.equal(await kernel.runDue(start + minute), 1, 'and goes on at once');
    await everythingAgrees(store, kernel);
  });
});
