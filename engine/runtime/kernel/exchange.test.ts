import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnsFrom } from '#engine/core/returns/returns.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { calling, deep, published, storming, talking } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, minute, openTasksOf, start } from '#test/support/kernel-fixture.ts';
import type { EngineKernel } from './create-kernel.ts';
import { timeToLiveMs } from './exchange.ts';
import { newId } from './uuid.ts';

forEachDatabase((_, open) => {
  const city = async (content: string) => {
    const { store } = await open();
    const kernel = kernelAgain(store);
    return { store, kernel, versionId: await published(store, content) };
  };
  const startOf = (
    store: Store,
    kernel: EngineKernel,
    versionId: string,
    processId: string,
    caseId: string | null = null,
    title = 'pothole',
  ) =>
    store.transaction((tx) =>
      kernel.start(tx, { serviceVersionId: versionId, processId, caseId, variables: { title } }, start),
    );

  test('a called process works as an instance of its own and answers its caller', async () => {
    const { store, kernel, versionId } = await city(calling);
    const { instanceId } = await startOf(store, kernel, versionId, 'main');
    assert.deepEqual(await tasks(store), []);
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['ask']);
    const [called] = (await instances(store)).filter((row) => row.processId === 'sub');
    assert.deepEqual([called?.startedBy, called?.state], [instanceId, 'active']);
    assert.deepEqual(JSON.parse(called?.snapshot ?? '').scopes.s1.variables, { subject: 'pothole' });
    await complete(store, kernel, 'ask', { ok: true, answer: 'mended' });
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['after']);
    const main = await store.transaction((tx) => tx.engine.instances.byId(instanceId));
    assert.equal(JSON.parse(main?.snapshot ?? '').scopes.s1.variables.answer, 'mended');
    await everythingAgrees(store, kernel);
  });

  test('an error that the called process does not catch reaches the border of the call', async () => {
    const { store, kernel, versionId } = await city(calling);
    await startOf(store, kernel, versionId, 'main');
    await kernel.runDue(start);
    await complete(store, kernel, 'ask', { ok: false });
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['mend']);
    await everythingAgrees(store, kernel);
  });

  test('what is called rests and goes on with its caller, also where it has not begun yet or rests by itself', async () => {
    const { store, kernel, versionId } = await city(calling);
    const { instanceId } = await startOf(store, kernel, versionId, 'main');
    const give = (id: string, kind: 'suspend' | 'resume') =>
      store.transaction((tx) => kernel.execute(tx, id, { kind }, start));
    const states = async () => {
      await kernel.runDue(start);
      await everythingAgrees(store, kernel);
      return (await instances(store)).map(({ state }) => state);
    };
    await give(instanceId, 'suspend');
    assert.deepEqual(await states(), ['suspended', 'suspended']);
    await give(instanceId, 'resume');
    assert.deepEqual(await states(), ['active', 'active']);
    const called = (await instances(store)).find(({ processId }) => processId === 'sub')?.id ?? '';
    await give(called, 'suspend');
    await give(instanceId, 'suspend');
    assert.deepEqual(await states(), ['suspended', 'suspended']);
    await give(instanceId, 'resume');
    assert.deepEqual(await states(), ['active', 'active']);
    await complete(store, kernel, 'ask', { ok: true, answer: 'mended' });
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['after']);
  });

  test('whoever cancels the caller cancels the called, and the other way round an operator is asked', async () => {
    const { store, kernel, versionId } = await city(calling);
    const first = await startOf(store, kernel, versionId, 'main');
    const second = await startOf(store, kernel, versionId, 'main');
    await kernel.runDue(start);
    const called = (await instances(store)).filter((row) => row.processId === 'sub');
    const of = (caller: string) => called.find((row) => row.startedBy === caller)?.id ?? '';
    const cancel = { kind: 'cancel', reason: 'test' } as const;
    await store.transaction((tx) => kernel.execute(tx, first.instanceId, cancel, start));
    await store.transaction((tx) => kernel.execute(tx, of(second.instanceId), cancel, start));
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), []);
    const states = (await instances(store)).map((row) => [row.processId, row.state]).sort();
    assert.deepEqual(states, [
      ['main', 'active'],
      ['main', 'terminated'],
      ['sub', 'terminated'],
      ['sub', 'terminated'],
    ]);
    const [incident] = await store.transaction((tx) => tx.engine.incidents.ofInstance(second.instanceId));
    assert.deepEqual([incident?.code, incident?.element], ['CALL_FAILED', 'call']);
    const retry = { kind: 'retryIncident', incident: incident?.key ?? '' } as const;
    await store.transaction((tx) => kernel.execute(tx, second.instanceId, retry, start));
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['ask']);
    await everythingAgrees(store, kernel);
  });

  test('a cancelled caller takes the whole tree along, and one that is cancelled in the middle asks above and ends below', async () => {
    const { store, kernel, versionId } = await city(deep);
    const [first, second] = [
      await startOf(store, kernel, versionId, 'top'),
      await startOf(store, kernel, versionId, 'top'),
    ];
    for (const _ of [first, second]) await complete(store, kernel, 'first', {});
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['beside', 'beside', 'work', 'work']);
    const cancel = { kind: 'cancel', reason: 'test' } as const;
    const middle = (await instances(store)).find(
      (row) => row.processId === 'middle' && row.startedBy === second.instanceId,
    );
    await store.transaction((tx) => kernel.execute(tx, first.instanceId, cancel, start));
    await store.transaction((tx) => kernel.execute(tx, middle?.id ?? '', cancel, start));
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), []);
    const states = (await instances(store)).map((row) => `${row.processId} ${row.state}`).sort();
    assert.deepEqual(states, [
      'bottom terminated',
      'bottom terminated',
      'middle terminated',
      'middle terminated',
      'top active',
      'top terminated',
    ]);
    const [incident, ...more] = await store.transaction((tx) => tx.engine.incidents.ofInstance(second.instanceId));
    assert.deepEqual([incident?.code, incident?.element, more.length], ['CALL_FAILED', 'down', 0]);
    await everythingAgrees(store, kernel);
  });

  test('what a step that is sent back has called is cancelled, at every level', async () => {
    const { store, kernel, versionId } = await city(deep);
    const { instanceId } = await startOf(store, kernel, versionId, 'top');
    await complete(store, kernel, 'first', {});
    await kernel.runDue(start);
    await store.transaction(async (tx) => {
      const { program, past } = await kernel.past(tx, instanceId);
      const call = Object.values(past.state?.nodes ?? {}).find((node) => node.call !== undefined);
      const [back] = returnsFrom(program, past, call?.id ?? '');
      assert.ok(back);
      await kernel.execute(tx, instanceId, { ...back.command, undo: false }, start);
    });
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['first']);
    const states = (await instances(store)).map((row) => `${row.processId} ${row.state}`).sort();
    assert.deepEqual(states, ['bottom terminated', 'middle terminated', 'top active']);
    await everythingAgrees(store, kernel);
  });

  test('a process that is in no service is an incident at its call', async () => {
    const { store, kernel, versionId } = await city(calling.replace('calledElement="sub"', 'calledElement="nowhere"'));
    const { instanceId } = await startOf(store, kernel, versionId, 'main');
    await kernel.runDue(start);
    const [incident] = await store.transaction((tx) => tx.engine.incidents.ofInstance(instanceId));
    assert.deepEqual([incident?.code, incident?.element], ['CALL_FAILED', 'call']);
  });

  test('a message reaches who waits for it, of the same case and of no other', async () => {
    const { store, kernel, versionId } = await city(talking('seller'));
    const [mine, other] = [newId(start), newId(start)];
    await startOf(store, kernel, versionId, 'seller', other);
    const { instanceId } = await startOf(store, kernel, versionId, 'seller', mine);
    await startOf(store, kernel, versionId, 'buyer', mine);
    await kernel.runDue(start);
    const [ship, ...rest] = await store.transaction((tx) => openTasksAnywhere(tx));
    assert.deepEqual([ship?.element, ship?.instanceId, rest.length], ['ship', instanceId, 0]);
    await everythingAgrees(store, kernel);
  });

  test('of two who wait for the same message, the one with its key gets it', async () => {
    const keyed = talking('seller')
      .replace('id="m1"', 'id="m1" wardflow:correlation="=title"')
      .replace('id="m0"', 'id="m0" wardflow:correlation="=title"');
    const { store, kernel, versionId } = await city(keyed);
    await startOf(store, kernel, versionId, 'seller', null, 'flood');
    const { instanceId } = await startOf(store, kernel, versionId, 'seller', null, 'fire');
    await startOf(store, kernel, versionId, 'buyer', null, 'fire');
    await kernel.runDue(start);
    const open = await store.transaction(openTasksAnywhere);
    assert.deepEqual(
      open.map((one) => [one.element, one.instanceId]),
      [['ship', instanceId]],
    );
    await everythingAgrees(store, kernel);
  });

  test('a message waits for who comes late, and not for ever', async () => {
    const { store, kernel, versionId } = await city(talking('seller'));
    await startOf(store, kernel, versionId, 'buyer');
    await kernel.runDue(start);
    await startOf(store, kernel, versionId, 'seller');
    await kernel.runDue(start + minute);
    assert.deepEqual(await tasks(store), ['ship']);
    await startOf(store, kernel, versionId, 'buyer');
    await kernel.runDue(start);
    await startOf(store, kernel, versionId, 'seller');
    await kernel.runDue(start + timeToLiveMs + minute);
    assert.deepEqual(await tasks(store), ['ship']);
    await everythingAgrees(store, kernel);
  });

  test('who rests hears it afterwards, and holds up nobody meanwhile', async () => {
    const { store, kernel, versionId } = await city(talking('seller'));
    const faults: unknown[] = [];
    const watched = kernelAgain(store, { onFault: (fault) => void faults.push(fault) });
    const tell = (instanceId: string, kind: 'suspend' | 'resume') =>
      store.transaction((tx) => kernel.execute(tx, instanceId, { kind }, start));
    await startOf(store, kernel, versionId, 'buyer');
    await kernel.runDue(start);
    const { instanceId } = await startOf(store, kernel, versionId, 'seller');
    await tell(instanceId, 'suspend');
    await watched.runDue(start + minute);
    await startOf(store, kernel, versionId, 'buyer');
    await watched.runDue(start + minute);
    assert.deepEqual(await tasks(store), []);
    assert.ok(faults.length > 0);
    await tell(instanceId, 'resume');
    await startOf(store, kernel, versionId, 'seller');
    await watched.runDue(start + 30 * minute);
    assert.deepEqual(await tasks(store), ['ship', 'ship']);
    await everythingAgrees(store, kernel);
  });

  test('a message that begins a process begins it once, though four look at once', async () => {
    const { store, kernel, versionId } = await city(talking('clerk'));
    for (let round = 0; round < 5; round += 1) await startOf(store, kernel, versionId, 'buyer');
    const others = [1, 2, 3].map(() => kernelAgain(store));
    await Promise.all([kernel, ...others].map((one) => one.runDue(start)));
    assert.deepEqual(await tasks(store), ['file', 'file', 'file', 'file', 'file']);
    await everythingAgrees(store, kernel);
  });

  test('a signal reaches everybody who listens and begins what it begins', async () => {
    const { store, kernel, versionId } = await city(storming);
    await startOf(store, kernel, versionId, 'listener');
    await startOf(store, kernel, versionId, 'listener');
    await startOf(store, kernel, versionId, 'warner');
    await kernel.runDue(start);
    assert.deepEqual(await tasks(store), ['look', 'shelter', 'shelter']);
    await everythingAgrees(store, kernel);
  });
});

async function instances(store: Store) {
  return await store.transaction(async (tx) => {
    const ids = await tx.engine.instances.page(null, 100);
    return (await Promise.all(ids.map((id) => tx.engine.instances.byId(id)))).flatMap((row) => row ?? []);
  });
}

async function openTasksAnywhere(tx: Tx) {
  const ids = await tx.engine.instances.page(null, 100);
  return (await Promise.all(ids.map((id) => openTasksOf(tx, id)))).flat();
}

async function tasks(store: Store): Promise<readonly string[]> {
  return (await store.transaction(openTasksAnywhere)).map((one) => one.element).sort();
}

async function complete(
  store: Store,
  kernel: EngineKernel,
  element: string,
  variables: { [name: string]: boolean | string },
) {
  await store.transaction(async (tx) => {
    const found = (await openTasksAnywhere(tx)).find((one) => one.element === element);
    const command = { kind: 'completeTask', task: found?.key ?? '', variables, by: 'an' } as const;
    await kernel.execute(tx, found?.instanceId ?? '', command, start);
  });
}
