/** start → user task → user task → end with two variables: the process that the runtime is measured with. */
import type { EngineKernel } from '#engine/runtime/kernel/create-kernel.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { published } from '#test/support/exchange-models.ts';
import { envAt, kernelAgain, start } from '#test/support/kernel-fixture.ts';

const user = (id: string) => `<bpmn:userTask id="${id}" name="${id}" wardflow:unit="u" wardflow:role="officer"/>`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

const model = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://example.org">
  <bpmn:process id="two" isExecutable="true"><bpmn:startEvent id="s"/>${user('a')}${user('b')}<bpmn:endEvent id="e"/>
  ${flow('s', 'a')}${flow('a', 'b')}${flow('b', 'e')}</bpmn:process></bpmn:definitions>`;

export interface TwoTasks {
  readonly kernel: EngineKernel;
  /** Begins instances. @returns their ids */
  begin(count: number): Promise<readonly string[]>;
  /** Completes the first or the second task of an instance. */
  complete(instanceId: string, which: 'a' | 'b'): Promise<void>;
}

export async function twoTasksOn(store: Store): Promise<TwoTasks> {
  const versionId = await published(store, model);
  // As in the product, each step asks for the state of the reference data.
  const environment = async (tx: Tx, now: number) => ({ env: envAt(now), stamp: await tx.cases.reference.stamp() });
  const kernel = kernelAgain(store, { environment });
  const variables = { subject: 'Ổ gà trên đường Nguyễn Trãi', amount: 1_250_000 };
  const instance = { serviceVersionId: versionId, processId: 'two', caseId: null, variables };
  const keys = new Map<string, string>();
  // As in life, time goes on: ids of one and the same instant fall among one another in each index.
  let now = start;
  const [probe = ''] = await begin(1);
  keys.set('a', await openKey(store, probe));
  await complete(probe, 'a');
  keys.set('b', await openKey(store, probe));
  await complete(probe, 'b');
  return { kernel, begin, complete };

  async function begin(count: number): Promise<readonly string[]> {
    const ids: string[] = [];
    // More at once than the store lets wait would be refused.
    for (let left = count; left > 0; left -= 500) {
      const begun = Array.from({ length: Math.min(left, 500) }, () =>
        store.step((tx) => kernel.start(tx, instance, ++now)),
      );
      ids.push(...(await Promise.all(begun)).map(({ instanceId }) => instanceId));
    }
    return ids;
  }

  /** The core gives the same ids in every instance of the same process. */
  async function complete(instanceId: string, which: 'a' | 'b'): Promise<void> {
    const command = { kind: 'completeTask', task: keys.get(which) ?? '', variables: {}, by: 'an' } as const;
    await store.step((tx) => kernel.execute(tx, instanceId, command, ++now));
  }
}

async function openKey(store: Store, instanceId: string): Promise<string> {
  const row = await store.transaction((tx) => tx.engine.instances.byId(instanceId));
  const { nodes } = JSON.parse(row?.snapshot ?? '{}') as { nodes: Record<string, { task?: { id: string } }> };
  return Object.values(nodes).flatMap(({ task }) => task?.id ?? [])[0] ?? '';
}
