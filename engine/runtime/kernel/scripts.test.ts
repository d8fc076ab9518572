import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { scriptJobType } from '#engine/core/scripts.ts';
import type { Variables } from '#engine/core/values.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { everythingAgrees, kernelAgain, kernelOn, minute, start } from '#test/support/kernel-fixture.ts';
import { createScriptWork } from './scripts.ts';

const sandbox = createSandbox();
after(() => sandbox.close());

const modelOf = (script: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="test"><process id="p" isExecutable="true">
  <startEvent id="s"/><scriptTask id="count" scriptFormat="text/javascript" wardflow:result="sum">
  <script><![CDATA[${script}]]></script></scriptTask>
  <userTask id="check" wardflow:role="officer"/><endEvent id="e"/>
  <sequenceFlow id="f1" sourceRef="s" targetRef="count"/><sequenceFlow id="f2" sourceRef="count" targetRef="check"/>
  <sequenceFlow id="f3" sourceRef="check" targetRef="e"/></process></definitions>`;

/** A kernel whose one process runs the script, and the work that runs it. */
async function serverWith(store: Store, script: string) {
  const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content: modelOf(script) }], {
    javascript: true,
  });
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const { p: program } = processes;
  assert.ok(program);
  const settings = { loadPrograms: async () => ({ p: program }) };
  const { kernel, versionId } = await kernelOn(store, settings);
  const work = (worker: string) => createScriptWork({ jobs: kernel.jobs, runner: sandbox, clock: () => start, worker });
  const begin = async (variables: Variables) => {
    const started = await store.transaction((tx) =>
      kernel.start(tx, { serviceVersionId: versionId, processId: 'p', caseId: null, variables }, start),
    );
    return started.instanceId;
  };
  const seen = async (instanceId: string) => {
    const row = await store.transaction((tx) => tx.engine.instances.byId(instanceId));
    const state = JSON.parse(row?.snapshot ?? '{}');
    const nodes: { element: string; incident?: { code: string } }[] = Object.values(state.nodes);
    const at = nodes.map(({ element, incident }) => (incident === undefined ? element : `${element} ${incident.code}`));
    return { at, variables: state.scopes[state.root]?.variables };
  };
  return { kernel, work, begin, seen, again: () => kernelAgain(store, settings) };
}

forEachDatabase((_, open) => {
  test('a script waits as a job, runs outside of the transaction, and its value becomes a variable', async () => {
    const { store } = await open();
    const server = await serverWith(store, 'return variables.a + variables.b');
    const instance = await server.begin({ a: 1, b: 2 });
    assert.deepEqual((await server.seen(instance)).at, ['count']);
    assert.equal(await server.work('one').runDue(start), 1);
    assert.deepEqual(await server.seen(instance), { at: ['check'], variables: { a: 1, b: 2, sum: 3 } });
    assert.equal(await server.work('one').runDue(start), 0);
    await everythingAgrees(store, server.kernel);
  });

  test('a hostile script is an incident at its step, and the next one runs', async () => {
    const { store } = await open();
    const server = await serverWith(store, 'if (variables.evil) for (;;) {}\nreturn 1');
    const [evil, good] = [await server.begin({ evil: true }), await server.begin({ evil: false })];
    assert.equal(await server.work('one').runDue(start), 2);
    assert.deepEqual((await server.seen(evil)).at, ['count JOB_FAILED']);
    assert.deepEqual((await server.seen(good)).at, ['check']);
    const incidents = await store.transaction((tx) => tx.engine.incidents.ofInstance(evil));
    assert.deepEqual(
      incidents.map(({ element, message }) => [element, message]),
      [['count', 'The job failed: the script took longer than 1 s.']],
    );
    await everythingAgrees(store, server.kernel);
  });

  test('an answer that the instance cannot take is an incident too', async () => {
    const { store } = await open();
    const server = await serverWith(store, 'return "x".repeat(190000)');
    const instance = await server.begin({ much: 'y'.repeat(900_000) });
    await server.work('one').runDue(start);
    assert.deepEqual((await server.seen(instance)).at, ['count VALUE_TOO_LARGE']);
  });

  test('what a killed process was at runs again after its lease, once', async () => {
    const { store } = await open();
    const server = await serverWith(store, 'return 5');
    const instance = await server.begin({});
    const [taken] = await server.kernel.jobs.lease(
      { types: [scriptJobType], worker: 'killed', leaseMs: minute, jobsMax: 1 },
      start,
    );
    assert.ok(taken);
    assert.equal(await server.work('other').runDue(start), 0);
    assert.equal(await server.work('other').runDue(start + 2 * minute), 1);
    assert.deepEqual((await server.seen(instance)).variables, { sum: 5 });
    await assert.rejects(server.kernel.jobs.complete(taken, { value: 6 }, start + 3 * minute), /LEASE_LOST/);
    await everythingAgrees(store, server.kernel);
  });
});
