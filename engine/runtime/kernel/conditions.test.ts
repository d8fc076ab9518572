// A condition is asked again whenever data change, wherever they come from.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachDatabase } from '#test/support/databases.ts';
import { published } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, openTasksOf, start } from '#test/support/kernel-fixture.ts';

/** `wait` until the water is high, then `warn`; a message about the level is heard besides. */
const model = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:message id="m" name="level"/><bpmn:process id="p" isExecutable="true">
  <bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f0" sourceRef="s" targetRef="x"/><bpmn:parallelGateway id="x"/>
  <bpmn:sequenceFlow id="f1" sourceRef="x" targetRef="wait"/><bpmn:sequenceFlow id="f2" sourceRef="x" targetRef="hear"/>
  <bpmn:intermediateCatchEvent id="wait"><bpmn:conditionalEventDefinition id="c"><bpmn:condition id="cc">water &gt; 3</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="f3" sourceRef="wait" targetRef="warn"/><bpmn:userTask id="warn" wardflow:unit="u" wardflow:role="officer"/>
  <bpmn:sequenceFlow id="f4" sourceRef="warn" targetRef="e"/><bpmn:endEvent id="e"/>
  <bpmn:intermediateCatchEvent id="hear"><bpmn:messageEventDefinition id="md" messageRef="m"/></bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="f5" sourceRef="hear" targetRef="e2"/><bpmn:endEvent id="e2"/></bpmn:process></bpmn:definitions>`;

forEachDatabase((_, open) => {
  for (const way of ['variables set from outside', 'a message from outside'] as const) {
    test(`a condition becomes true by ${way}, and happens once`, async () => {
      const { store } = await open();
      const kernel = kernelAgain(store);
      const serviceVersionId = await published(store, model);
      const begun = { serviceVersionId, processId: 'p', caseId: null, variables: { water: 1 } };
      const { instanceId } = await store.transaction((tx) => kernel.start(tx, begun, start));
      const rise = (water: number) =>
        store.transaction(async (tx) => {
          const variables = { water };
          if (way === 'variables set from outside' || water < 4) {
            await kernel.execute(tx, instanceId, { kind: 'setVariables', variables }, start);
            return;
          }
          const message = { name: 'level', correlation: '', caseId: null, variables, timeToLiveMs: 0 };
          assert.equal((await kernel.publish(tx, message, start)).outcome, 'delivered');
        });
      const tasks = async () => (await store.transaction((tx) => openTasksOf(tx, instanceId))).length;
      await rise(2);
      assert.equal(await tasks(), 0);
      await rise(5);
      assert.equal(await tasks(), 1);
      await store.transaction((tx) =>
        kernel.execute(tx, instanceId, { kind: 'setVariables', variables: { water: 9 } }, start),
      );
      assert.equal(await tasks(), 1);
      await everythingAgrees(store, kernel);
    });
  }
});
