/** Many instances whose timers are due, for workers in processes of their own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Store } from '#engine/runtime/ports.ts';
import { published } from './exchange-models.ts';
import { kernelAgain } from './kernel-fixture.ts';

/** start → a second → a script → end: firing the timer is all there is to do, and it ends the instance. */
const model = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:process id="wait" isExecutable="true"><bpmn:startEvent id="s"/>
  <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="second"/><bpmn:intermediateCatchEvent id="second"><bpmn:timerEventDefinition id="t">
  <bpmn:timeDuration>PT1S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
  <bpmn:sequenceFlow id="f2" sourceRef="second" targetRef="note"/><bpmn:scriptTask id="note" scriptFormat="text/feel" wardflow:result="n">
  <bpmn:script>1 + 1</bpmn:script></bpmn:scriptTask><bpmn:sequenceFlow id="f3" sourceRef="note" targetRef="e"/><bpmn:endEvent id="e"/>
  </bpmn:process></bpmn:definitions>`;

/** @returns ids of the instances; their timers are due by now */
export async function timerFlood(store: Store, count: number): Promise<readonly string[]> {
  const serviceVersionId = await published(store, model);
  const kernel = kernelAgain(store);
  const began = Date.now() - 60_000;
  const start = { serviceVersionId, processId: 'wait', caseId: null, variables: {} };
  const ids: string[] = [];
  while (ids.length < count) {
    const some = Array.from({ length: Math.min(50, count - ids.length) }, () =>
      store.step((tx) => kernel.start(tx, start, began)),
    );
    ids.push(...(await Promise.all(some)).map(({ instanceId }) => instanceId));
  }
  return ids;
}

/** A worker on this database, ready to be told to go. */
export async function forkWorker(url: string): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('worker-process.ts', import.meta.url)), [url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return child;
}

/** How many of the instances have ended. */
export async function endedOf(store: Store): Promise<number> {
  return await store.transaction(async (tx) => {
    const ids = await tx.engine.instances.page(null, 100_000);
    const due = await tx.engine.jobs.due({ topic: '', now: Number.MAX_SAFE_INTEGER }, 100_000);
    return ids.length - new Set(due.map(({ instanceId }) => instanceId)).size;
  });
}
