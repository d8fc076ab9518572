// Processes at one database: who lives shares the work, who dies is found out by a steady clock, and a job that kills
// its workers ends as an incident without taking anybody with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Store } from '#engine/runtime/ports.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import {
  everythingAgrees,
  kernelAgain,
  kernelOn,
  minute,
  start,
  type TestKernel,
} from '#test/support/kernel-fixture.ts';
import type { EngineKernel } from './create-kernel.ts';

/** A steady clock that the test moves. */
function machine() {
  let at = 1_000;
  const pass = (ms: number) => {
    at += ms;
  };
  return { steady: () => at, pass };
}

const second = 1_000;
const hour = 60 * minute;

forEachDatabase((_, open) => {
  test('the living share all instances among themselves, and take over from who falls silent', async () => {
    const { store } = await open();
    const clock = machine();
    const crew = () => kernelAgain(store, { crew: { steady: clock.steady, alone: false } }).crew;
    const [first, second_, watcher] = [crew(), crew(), crew()];
    await first.join(start, true);
    assert.equal(first.share(), null);
    await second_.join(start, true);
    await watcher.join(start, false);
    await first.beat(start);
    const shares = [first.share(), second_.share()].toSorted((a, b) => (a?.from ?? 0) - (b?.from ?? 0));
    assert.deepEqual(shares, [
      { from: 0, to: 127 },
      { from: 128, to: 255 },
    ]);
    for (let beat = 0; beat < 7; beat += 1) {
      clock.pass(2 * second);
      await first.beat(start);
    }
    assert.equal(first.share(), null, 'the second has been silent for more than ten seconds');
    assert.ok(first.careful > 0, 'what it was doing may have killed it');
    // It was only paused: it comes back, and both share again.
    await second_.beat(start);
    await first.beat(start);
    assert.notEqual(first.share(), null);
    await second_.leave();
    await first.beat(start);
    assert.equal(first.share(), null);
  });

  test('no jump of the clock takes a lease away, and none holds one for ever', async () => {
    const { store } = await open();
    const clock = machine();
    const wardflow = await kernelOn(store, { crew: { steady: clock.steady, alone: false } });
    const { kernel } = wardflow;
    await kernel.crew.join(start, true);
    await atGateway(store, wardflow);
    const take = (now: number) =>
      kernel.jobs.lease({ types: ['gateway'], worker: 'w', leaseMs: minute, jobsMax: 5 }, now);
    const [held] = await take(start);
    assert.ok(held);
    assert.deepEqual(await take(start + 24 * hour), [], 'the clock jumps a day ahead');
    assert.deepEqual(await take(start - hour), [], 'and an hour back');
    clock.pass(61 * second);
    const [again] = await take(start - hour + minute);
    assert.equal(again?.id, held.id, 'its time has passed, whatever the clock says');
    await assert.rejects(kernel.jobs.complete(held, {}, start), { code: 'LEASE_LOST' });
    // Another process, whose clock is wrong from the beginning, counts leases as the others do.
    await kernel.crew.beat(start);
    const late = kernelAgain(store, { crew: { steady: machine().steady, alone: false } });
    await late.crew.join(start + 24 * hour, true);
    assert.ok(Math.abs(late.crew.leaseTime(start + 24 * hour) - kernel.crew.leaseTime(start)) < second);
    assert.ok(again);
    await kernel.jobs.complete(again, { delivered: true }, start);
    await everythingAgrees(store, kernel);
  });

  test('timers survive a clock that jumps: none is lost, none fires early by more than the jump', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const { kernel } = wardflow;
    await begin(store, wardflow);
    await begin(store, wardflow);
    assert.equal(await kernel.runDue(start - hour), 0, 'an hour back: they wait');
    assert.equal(await kernel.runDue(start + 59 * minute), 0);
    assert.equal(await kernel.runDue(start + 24 * hour), 2, 'a day ahead: they fire with the clock');
    await begin(store, wardflow);
    assert.equal(await kernel.runDue(start + 30 * minute), 0, 'and back again: nothing fires twice, nothing early');
    assert.equal(await kernel.runDue(start + 61 * minute), 1);
    await everythingAgrees(store, kernel);
  });

  test('a job that kills its worker three times becomes an incident, the others are done', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const poison = await begin(store, wardflow);
    const sound = await begin(store, wardflow);
    const due = start + 61 * minute;
    for (let death = 0; death < 5; death += 1) await dieAt(store, poison, due);
    const incidents = await store.transaction((tx) => tx.engine.incidents.open(10));
    assert.deepEqual(
      incidents.map(({ instanceId, code, message }) => [instanceId, code, /WORKER_DIED/.test(message)]),
      [[poison, 'TIMER_FAILED', true]],
    );
    const left = await store.transaction((tx) => tx.engine.jobs.ofInstance(sound));
    assert.deepEqual(left, [], 'its timer has fired');
    const mended = kernelAgain(store);
    await store.transaction((tx) => mended.retry(tx, incidents[0]?.id ?? '', due));
    assert.equal(await mended.runDue(due), 1);
    await everythingAgrees(store, mended);
  });

  test('work whose workers never answer becomes an incident after the third lease', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const instanceId = await atGateway(store, wardflow);
    const take = (now: number) =>
      wardflow.kernel.jobs.lease({ types: ['gateway'], worker: 'w', leaseMs: minute, jobsMax: 5 }, now);
    for (let time = 0; time < 3; time += 1) assert.equal((await take(start + time * 2 * minute)).length, 1);
    assert.deepEqual(await take(start + 6 * minute), []);
    const [incident] = await store.transaction((tx) => tx.engine.incidents.ofInstance(instanceId));
    assert.deepEqual([incident?.code, incident?.element, incident?.open], ['JOB_FAILED', 'deliver', true]);
    await everythingAgrees(store, wardflow.kernel);
  });
});

/** A process that begins, is killed while it fires the poisonous instance's timer, and is buried by the next one. */
async function dieAt(store: Store, poison: string, now: number): Promise<void> {
  const stop = new Error('killed');
  const doomed: EngineKernel = kernelAgain(poisoned(store, poison, stop), {
    crew: { steady: machine().steady, alone: true },
  });
  await doomed.crew.join(now, true);
  await assert.doesNotReject(
    doomed.runDue(now).catch((error) => {
      if (error !== stop) throw error;
    }),
  );
}

/** The store of a process that is gone from the moment when it touches the instance: nothing of it is written any more. */
function poisoned(store: Store, poison: string, stop: Error): Store {
  let dead = false;
  const guard = async <T>(
    work: (tx: Parameters<Parameters<Store['step']>[0]>[0]) => Promise<T>,
    how: 'step' | 'transaction',
  ) => {
    if (dead) throw stop;
    return await store[how](async (tx) => {
      const instances = {
        ...tx.engine.instances,
        byId: async (id: string) => {
          if (id === poison) {
            dead = true;
            throw stop;
          }
          return await tx.engine.instances.byId(id);
        },
      };
      return await work({ ...tx, engine: { ...tx.engine, instances } });
    });
  };
  return {
    ...store,
    step: (work) => guard(work, 'step'),
    transaction: (work) => guard(work, 'transaction'),
    close: () => store.close(),
  };
}

async function begin(store: Store, { kernel, versionId }: TestKernel): Promise<string> {
  const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
  return (await store.transaction((tx) => kernel.start(tx, instance, start))).instanceId;
}

/** An instance whose work waits for a worker of the type `gateway`. */
async function atGateway(store: Store, wardflow: TestKernel): Promise<string> {
  const instanceId = await begin(store, wardflow);
  const move = { kind: 'move', cancel: ['handle'], startBefore: ['deliver'], startAfter: [], variables: {} } as const;
  await store.transaction((tx) => wardflow.kernel.execute(tx, instanceId, move, start));
  return instanceId;
}
