import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BuiltInJobInput, Step } from '#engine/runtime/kernel.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import {
  everythingAgrees,
  kernelAgain,
  kernelOn,
  minute,
  start,
  type TestKernel,
} from '#test/support/kernel-fixture.ts';
import { JobFailure } from './job-failure.ts';

forEachDatabase((_, open) => {
  test('a step opens, closes and records what the process says, and replays byte for byte', async () => {
    const { store } = await open();
    const told: BuiltInJobInput[] = [];
    const steps: Step[] = [];
    const wardflow = await kernelOn(store, {
      builtIns: {
        notice: async (_tx, job) => {
          told.push(job);
          return { told: true };
        },
      },
      listeners: [async (_tx, step) => void steps.push(step)],
    });
    const { instanceId } = await begin(store, wardflow);
    await complete(store, wardflow, instanceId, 'handle', { outcome: 'done' });
    assert.equal(told.length, 1);
    assert.equal(told[0]?.variables['outcome'], 'done');
    // The start, the completion of the task, the answer of the notice.
    assert.equal(steps.length, 3);
    const { instance, journal, history } = await store.transaction(async (tx) => ({
      instance: await tx.engine.instances.byId(instanceId),
      journal: await tx.engine.journal.ofInstance(instanceId),
      history: await tx.engine.history.ofInstance(instanceId),
    }));
    assert.equal(instance?.version, 3);
    assert.deepEqual(
      journal.map((row) => row.command.kind),
      ['start', 'completeTask', 'completeJob'],
    );
    assert.ok(history.some((line) => line.element === 'check' && line.event === 'activated'));
    assert.deepEqual(await openElements(store, instanceId), ['check']);
    const { replayed, saved } = await store.transaction((tx) => wardflow.kernel.replay(tx, instanceId));
    assert.equal(replayed, saved);
  });

  test('of two who complete the same task, one wins and the other is told', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const { instanceId } = await begin(store, wardflow);
    const key = await openKey(store, instanceId, 'handle');
    const attempts = Array.from({ length: 8 }, (_, index) =>
      store.transaction((tx) =>
        wardflow.kernel.execute(
          tx,
          instanceId,
          { kind: 'completeTask', task: key, variables: { winner: index }, by: `p${index}` },
          start,
        ),
      ),
    );
    const results = await Promise.allSettled(attempts);
    const refused = results.filter((result) => result.status === 'rejected');
    assert.equal(refused.length, 7);
    for (const { reason } of refused) assert.equal((reason as Refusal).code, 'TASK_NOT_OPEN');
    const { replayed, saved } = await store.transaction((tx) => wardflow.kernel.replay(tx, instanceId));
    assert.equal(replayed, saved);
  });

  test('a timer fires once though two processes look, and never early', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const other = kernelAgain(store);
    const { instanceId } = await begin(store, wardflow);
    assert.equal(await wardflow.kernel.runDue(start + 59 * minute), 0);
    const done = await Promise.all([wardflow.kernel.runDue(start + 61 * minute), other.runDue(start + 61 * minute)]);
    assert.equal(done[0] + done[1], 1);
    assert.equal(await wardflow.kernel.runDue(start + 200 * minute), 0);
    const history = await store.transaction((tx) => tx.engine.history.ofInstance(instanceId));
    assert.equal(history.filter((line) => line.element === 'reminded' && line.event === 'completed').length, 1);
    assert.deepEqual(await openElements(store, instanceId), ['handle']);
  });

  test('a notice that fails is tried again by the worker, and after its last try an operator is asked', async () => {
    const { store } = await open();
    let failures = 0;
    const wardflow = await kernelOn(store, {
      builtIns: {
        notice: async () => {
          failures += 1;
          throw new JobFailure('The template is missing.');
        },
      },
    });
    const { instanceId } = await begin(store, wardflow);
    await complete(store, wardflow, instanceId, 'handle', {});
    assert.equal(failures, 1);
    assert.equal(await wardflow.kernel.runDue(start + 1_000), 0);
    assert.equal(failures, 1);
    // 10 s, 20 s, 40 s, … eight tries in all.
    for (let hour = 1; hour < 8; hour += 1) await wardflow.kernel.runDue(start + 2 * hour * 60 * minute);
    assert.equal(failures, 8);
    const incidents = await store.transaction((tx) => tx.engine.incidents.ofInstance(instanceId));
    assert.deepEqual(
      incidents.map(({ code, element, open: isOpen }) => ({ code, element, isOpen })),
      [{ code: 'JOB_FAILED', element: 'tell', isOpen: true }],
    );
    await wardflow.kernel.runDue(start + 5000 * minute);
    assert.equal(failures, 8);
  });

  test('a broken instance holds up no other', async () => {
    const { store } = await open();
    const faults: string[] = [];
    let broken = '';
    const wardflow = await kernelOn(store, {
      onFault: (fault) => faults.push(fault.instanceId),
      builtIns: {
        notice: async (_tx, { instanceId }) => {
          if (instanceId === broken) throw new TypeError('a fault of ours');
          return {};
        },
      },
    });
    broken = (await begin(store, wardflow)).instanceId;
    const sound = [await begin(store, wardflow), await begin(store, wardflow)];
    assert.equal(await wardflow.kernel.runDue(start + 61 * minute), 2);
    assert.deepEqual(faults, [broken]);
    for (let hour = 3; hour < 20; hour += 1) await wardflow.kernel.runDue(start + hour * 60 * minute);
    const incidents = await store.transaction((tx) => tx.engine.incidents.open(10));
    assert.deepEqual(
      incidents.map(({ instanceId, code }) => ({ instanceId, code })),
      [{ instanceId: broken, code: 'TIMER_FAILED' }],
    );
    for (const { instanceId } of sound) assert.deepEqual(await openElements(store, instanceId), ['handle']);
    // Once the cause is gone an operator tries again: the timer fires, and the incident is closed.
    const [incident] = await store.transaction((tx) => tx.engine.incidents.open(10));
    const mended = kernelAgain(store);
    const retry = () => store.transaction((tx) => mended.retry(tx, incident?.id ?? '', start + 21 * 60 * minute));
    await retry();
    await assert.rejects(retry(), { code: 'INCIDENT_CLOSED' });
    assert.equal(await mended.runDue(start + 21 * 60 * minute), 1);
    assert.deepEqual(await store.transaction((tx) => tx.engine.incidents.open(10)), []);
    await everythingAgrees(store, mended);
  });

  test('a job is held by one worker at a time, and a dead worker is waited out', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const { jobs } = wardflow.kernel;
    const { instanceId } = await begin(store, wardflow);
    await complete(store, wardflow, instanceId, 'handle', {});
    await complete(store, wardflow, instanceId, 'check', {});
    const take = (worker: string, now: number) =>
      jobs.lease({ types: ['gateway'], worker, leaseMs: minute, jobsMax: 5 }, now);
    const both = await Promise.all([take('first', start), take('second', start)]);
    assert.equal(both.flat().length, 1);
    const [held] = both.flat();
    assert.ok(held);
    assert.equal((await take('third', start + 30_000)).length, 0);
    const [after] = await take('third', start + 61_000);
    assert.ok(after);
    await assert.rejects(jobs.complete(held, {}, start + 62_000), { code: 'LEASE_LOST' });
    await jobs.fail(after, { message: 'no answer' }, start + 62_000);
    const [again] = await take('third', start + 5 * minute);
    assert.ok(again);
    await jobs.complete(again, { delivered: true }, start + 5 * minute);
    const instance = await store.transaction((tx) => tx.engine.instances.byId(instanceId));
    assert.equal(instance?.state, 'completed');
  });

  test('a version shows where its running instances stand, how many are late, and where they are stuck', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store, {
      builtIns: {
        notice: async (_tx, { variables }) => {
          if (variables['outcome'] === 'broken') throw new JobFailure('The template is missing.', false);
          return {};
        },
      },
    });
    const instances = [await begin(store, wardflow), await begin(store, wardflow), await begin(store, wardflow)];
    await complete(store, wardflow, instances[0]?.instanceId ?? '', 'handle', {});
    await complete(store, wardflow, instances[1]?.instanceId ?? '', 'handle', { outcome: 'broken' });
    const live = (now: number) => store.transaction((tx) => tx.engine.services.live(wardflow.versionId, now));
    const row = (element: string, waiting: number, late: number, incidents: number) => ({
      element,
      waiting,
      late,
      incidents,
    });
    assert.deepEqual(await live(start), [row('check', 1, 0, 0), row('handle', 1, 0, 0), row('tell', 0, 0, 1)]);
    assert.deepEqual(await live(start + 121 * minute), [
      row('check', 1, 1, 0),
      row('handle', 1, 1, 0),
      row('tell', 0, 0, 1),
    ]);
    const running = await store.transaction((tx) => tx.engine.services.liveInstances());
    assert.deepEqual([...running], [[wardflow.versionId, 3]]);
  });

  test('an incident is closed when the operator tries again with what was missing', async () => {
    const { store } = await open();
    let template = false;
    const wardflow = await kernelOn(store, {
      builtIns: {
        notice: async () => {
          if (!template) throw new JobFailure('The template is missing.', false);
          return {};
        },
      },
    });
    const { instanceId } = await begin(store, wardflow);
    await complete(store, wardflow, instanceId, 'handle', {});
    const [incident] = await store.transaction((tx) => tx.engine.incidents.ofInstance(instanceId));
    template = true;
    const command = { kind: 'retryIncident', incident: incident?.key ?? '' } as const;
    await store.transaction((tx) => wardflow.kernel.execute(tx, instanceId, command, start + minute));
    assert.deepEqual(await openElements(store, instanceId), ['check']);
    assert.deepEqual(await store.transaction((tx) => tx.engine.incidents.open(10)), []);
    await everythingAgrees(store, wardflow.kernel);
  });

  test('what a listener refuses undoes the whole step', async () => {
    const { store } = await open();
    let strict = false;
    const wardflow = await kernelOn(store, {
      listeners: [
        async () => {
          if (strict) throw new Refusal('NO', 409);
        },
      ],
    });
    const { instanceId } = await begin(store, wardflow);
    strict = true;
    await assert.rejects(complete(store, wardflow, instanceId, 'handle', {}), { code: 'NO' });
    assert.deepEqual(await openElements(store, instanceId), ['handle']);
    const { replayed, saved, commands } = await store.transaction((tx) => wardflow.kernel.replay(tx, instanceId));
    assert.equal(replayed, saved);
    assert.equal(commands, 1);
  });

  test('the draft of a service runs nothing, and an unknown instance is refused', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const nowhere = '00000000-0000-7000-8000-000000000000';
    const command = { kind: 'cancel', reason: 'test' } as const;
    await assert.rejects(
      store.transaction((tx) => wardflow.kernel.execute(tx, nowhere, command, start)),
      { code: 'INSTANCE_NOT_FOUND' },
    );
    await assert.rejects(begin(store, { ...wardflow, versionId: nowhere }), { code: 'SERVICE_VERSION_NOT_FOUND' });
  });
});

function begin(store: Store, { kernel, versionId }: TestKernel): Promise<Step> {
  return store.transaction((tx) =>
    kernel.start(
      tx,
      { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: '99022-KTHT' } },
      start,
    ),
  );
}

async function complete(
  store: Store,
  { kernel }: TestKernel,
  instanceId: string,
  element: string,
  variables: Readonly<Record<string, string>>,
): Promise<Step> {
  const key = await openKey(store, instanceId, element);
  return await store.transaction((tx) =>
    kernel.execute(tx, instanceId, { kind: 'completeTask', task: key, variables, by: 'an' }, start),
  );
}

async function openTasks(store: Store, instanceId: string) {
  const scope = [{ unit: '99022-KTHT' }];
  const question = { scope, view: 'unit', assignee: 'an', now: start, endOfDay: start, limit: 100 } as const;
  const tasks = await store.transaction((tx) => tx.engine.tasks.list(question));
  return tasks.filter((task) => task.instanceId === instanceId);
}

async function openElements(store: Store, instanceId: string): Promise<readonly string[]> {
  return (await openTasks(store, instanceId)).map((task) => task.element);
}

async function openKey(store: Store, instanceId: string, element: string): Promise<string> {
  const task = (await openTasks(store, instanceId)).find((candidate) => candidate.element === element);
  assert.ok(task);
  return task.key;
}
