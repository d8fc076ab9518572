// Races, again and again: `npm test` runs each a few times, `npm run torture` as often as WARDFLOW_RACES says. On
// MariaDB the rivals come through two stores, as two processes have them.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { type DatabaseName, forEachDatabase, type OpenDatabase } from '#test/support/databases.ts';
import { calling, published } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, minute, start } from '#test/support/kernel-fixture.ts';
import type { EngineKernel } from './create-kernel.ts';

const asked = Number(process.env['WARDFLOW_RACES'] ?? 0);
const races = asked || 30;
/** Of the 64-way join; each is 64 steps of one instance. */
const joins = asked === 0 ? 2 : Math.ceil(asked / 10);
const branches = 64;

interface Rival {
  readonly store: OpenStore;
  readonly kernel: EngineKernel;
}

forEachDatabase((name, open) => {
  let rivals: readonly [Rival, Rival];
  before(async () => {
    rivals = await rivalsOn(name, open);
  });

  test(`two complete the same task at once, ${races} times: one does, the other is refused`, async () => {
    const versionId = await published(rivals[0].store, calling);
    const ids: string[] = [];
    for (let race = 0; race < races; race += 1) {
      const { instanceId, task } = await begun(rivals[0], versionId, 'sub');
      ids.push(instanceId);
      const results = await Promise.allSettled(
        rivals.map(({ store, kernel }, index) =>
          store.step((tx) =>
            kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: {}, by: `p${index}` }, start),
          ),
        ),
      );
      const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      assert.equal(refused.length, 1);
      assert.ok(refused[0] instanceof Refusal && ['TASK_NOT_OPEN', 'INSTANCE_ENDED'].includes(refused[0].code));
    }
    await eachDidOnce(rivals[0], ids, 'completeTask');
  });

  test(`a message and a timer race, ${races} times: the process goes on by one of them`, async () => {
    const versionId = await published(rivals[0].store, waiting);
    const outcomes = new Map<string, number>();
    for (let race = 0; race < races; race += 1) {
      const [messenger, clock] = race % 2 === 0 ? rivals : [rivals[1], rivals[0]];
      const { instanceId } = await begun(rivals[0], versionId, 'waiting');
      const [heard] = await Promise.allSettled([
        messenger.store.step((tx) =>
          messenger.kernel.execute(tx, instanceId, { kind: 'message', message: 'paid', variables: {} }, late),
        ),
        clock.kernel.runDue(late),
      ]);
      const history = await rivals[0].store.transaction((tx) => tx.engine.history.ofInstance(instanceId));
      const ends = history.filter(({ element, event }) => /^(paid|late)End$/.test(element) && event === 'completed');
      assert.equal(ends.length, 1);
      assert.equal(ends[0]?.element, heard.status === 'fulfilled' ? 'paidEnd' : 'lateEnd');
      if (heard.status === 'rejected') assert.ok(heard.reason instanceof Refusal, String(heard.reason));
      outcomes.set(heard.status, (outcomes.get(heard.status) ?? 0) + 1);
    }
    assert.equal(await rivals[0].kernel.runDue(late), 0);
  });

  test(`what was completed is seen at once by everybody, ${races} times`, async () => {
    const versionId = await published(rivals[0].store, twoSteps);
    const question = { scope: [{ role: 'officer' }], assignee: 'an', now: start, endOfDay: start } as const;
    for (let race = 0; race < races; race += 1) {
      const [writer, reader] = race % 2 === 0 ? rivals : [rivals[1], rivals[0]];
      const { instanceId, task } = await begun(writer, versionId, 'two');
      await writer.store.step((tx) =>
        writer.kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: {}, by: 'an' }, start),
      );
      const listed = await reader.store.transaction((tx) =>
        tx.engine.tasks.list({ ...question, view: 'mine', limit: 100 }),
      );
      const seen = listed.filter((row) => row.instanceId === instanceId).map(({ element }) => element);
      assert.deepEqual(seen, ['b']);
      const [open] = listed.filter((row) => row.instanceId === instanceId);
      const last = { kind: 'completeTask', task: open?.key ?? '', variables: {}, by: 'an' } as const;
      await reader.store.step((tx) => reader.kernel.execute(tx, instanceId, last, start));
    }
  });

  test(`${branches} clients complete the branches of a join at once, ${joins} times: each joins once`, async () => {
    const versionId = await published(rivals[0].store, joining);
    const ids: string[] = [];
    for (let round = 0; round < joins; round += 1) {
      const { instanceId, tasks } = await begun(rivals[0], versionId, 'joining');
      assert.equal(tasks.length, branches);
      ids.push(instanceId);
      // Nobody is refused: no deadlock, no conflict reaches who asked.
      await Promise.all(
        tasks.map((task, index) => {
          const { store, kernel } = rivals[index % 2] as Rival;
          return store.step((tx) =>
            kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: {}, by: `c${index}` }, start),
          );
        }),
      );
      const history = await rivals[0].store.transaction((tx) => tx.engine.history.ofInstance(instanceId));
      assert.equal(history.filter(({ element, event }) => element === 'end' && event === 'completed').length, 1);
      const row = await rivals[0].store.transaction((tx) => tx.engine.instances.byId(instanceId));
      assert.equal(row?.state, 'completed');
    }
    if (races < 1_000) await everythingAgrees(rivals[0].store, rivals[0].kernel);
  });
});

const late = start + 61 * minute;

async function rivalsOn(name: DatabaseName, open: OpenDatabase): Promise<readonly [Rival, Rival]> {
  const { store, reopen } = await open();
  const other = name === 'SQLite' ? store : await reopen();
  return [
    { store, kernel: kernelAgain(store) },
    { store: other, kernel: kernelAgain(other) },
  ];
}

async function begun({ store, kernel }: Rival, serviceVersionId: string, processId: string) {
  const place = { serviceVersionId, processId, caseId: null, variables: { title: 'x' } };
  const { instanceId, effects } = await store.step((tx) => kernel.start(tx, place, start));
  const tasks = effects.flatMap((effect) => (effect.kind === 'openTask' ? [effect.task] : []));
  return { instanceId, tasks, task: tasks[0] ?? '' };
}

async function eachDidOnce({ store }: Rival, ids: readonly string[], kind: string): Promise<void> {
  for (const id of ids) {
    const journal = await store.transaction((tx) => tx.engine.journal.ofInstance(id));
    assert.equal(journal.filter(({ command }) => command.kind === kind).length, 1);
  }
}

const definitions = (processId: string, nodes: string, ...flows: readonly string[]) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:message id="paid" name="paid"/>
  <bpmn:process id="${processId}" isExecutable="true"><bpmn:startEvent id="s"/>${nodes}${flows
    .map((pair) => pair.split('>'))
    .map(([from, to]) => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('')}</bpmn:process></bpmn:definitions>`;

const user = (id: string, more = '') =>
  `<bpmn:userTask id="${id}" name="${id}" wardflow:unit="u" wardflow:role="officer" ${more}/>`;

const waiting = definitions(
  'waiting',
  `<bpmn:eventBasedGateway id="wait"/>
   <bpmn:intermediateCatchEvent id="paidIn"><bpmn:messageEventDefinition id="m" messageRef="paid"/></bpmn:intermediateCatchEvent>
   <bpmn:intermediateCatchEvent id="tooLate"><bpmn:timerEventDefinition id="t"><bpmn:timeDuration>PT60M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
   <bpmn:endEvent id="paidEnd"/><bpmn:endEvent id="lateEnd"/>`,
  's>wait',
  'wait>paidIn',
  'wait>tooLate',
  'paidIn>paidEnd',
  'tooLate>lateEnd',
);

const twoSteps = definitions(
  'two',
  `${user('a')}${user('b', 'wardflow:assignee="an"')}<bpmn:endEvent id="end"/>`,
  's>a',
  'a>b',
  'b>end',
);

const names = Array.from({ length: branches }, (_, index) => `t${index}`);
const joining = definitions(
  'joining',
  `<bpmn:parallelGateway id="fork"/>${names.map((id) => user(id)).join('')}<bpmn:parallelGateway id="join"/><bpmn:endEvent id="end"/>`,
  's>fork',
  ...names.flatMap((id) => [`fork>${id}`, `${id}>join`]),
  'join>end',
);
