// A flood of one holds up nobody else, and what is more urgent goes first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobRow } from '#engine/runtime/ports/jobs.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { kernelOn, minute, start } from '#test/support/kernel-fixture.ts';
import { dueInTurn } from './batch.ts';
import { laneOf } from './lanes.ts';
import { newId } from './uuid.ts';

const flooding = newId(start);
const quiet = newId(start);
const flood = 10_000;

forEachDatabase((_, open) => {
  test('of ten thousand jobs of one service and one of another, the one is in the next batch', async () => {
    const { store } = await open();
    await fill(store, flood, (index) => row({ serviceVersionId: flooding, dueAt: start + index }));
    await fill(store, 1, () => row({ serviceVersionId: quiet, dueAt: start + 2 * flood }));
    const batch = await next(store, start + 3 * flood);
    assert.equal(batch.length, 50);
    assert.ok(batch.slice(0, 2).some((job) => job.serviceVersionId === quiet));
    assert.ok(
      batch.some((job) => job.dueAt === start),
      'what has waited longest is in it too',
    );
    // Once it is taken, the flood has the batch for itself.
    await store.transaction(async (tx) => {
      for (const job of batch) await tx.engine.jobs.take(job.id);
    });
    assert.equal((await next(store, start + 3 * flood)).length, 50);
  });

  test('one unit of a service that floods leaves room for the others', async () => {
    const { store } = await open();
    await fill(store, 500, (index) => row({ lane: laneOf(flooding, 'phuong-1'), dueAt: start + index }));
    for (const unit of ['phuong-2', 'phuong-3', 'phuong-4']) {
      await fill(store, 1, () => row({ lane: laneOf(flooding, unit), dueAt: start + 1000 }));
    }
    const units = new Set((await next(store, start + minute)).slice(0, 4).map(({ lane }) => lane.split('/')[2]));
    assert.deepEqual([...units].toSorted(), ['phuong-1', 'phuong-2', 'phuong-3', 'phuong-4']);
  });

  test('a higher priority goes first, and what has waited longest is never shut out', async () => {
    const { store } = await open();
    await fill(store, 200, (index) => row({ lane: laneOf(flooding, '', 90), dueAt: start + 100 + index }));
    await fill(store, 200, (index) => row({ lane: laneOf(quiet, '', 10), dueAt: start + index }));
    const batch = await next(store, start + minute);
    const urgent = batch.filter(({ lane }) => lane.startsWith('010/'));
    assert.equal(batch.length, 50);
    assert.deepEqual([urgent.length, batch.slice(0, urgent.length).length], [40, 40]);
    assert.ok(batch.slice(0, 40).every(({ lane }) => lane.startsWith('010/')));
  });

  test('whoever fetches work of a topic gets its services in turns too', async () => {
    const { store } = await open();
    const { kernel, versionId } = await kernelOn(store);
    const { instanceId } = await store.transaction((tx) =>
      kernel.start(tx, { serviceVersionId: versionId, processId: 'report', caseId: null, variables: {} }, start),
    );
    const pay = { instanceId, kind: 'connector', topic: 'pay', type: 'pay' } as const;
    await fill(store, 300, (index) => row({ ...pay, key: `a${index}`, dueAt: start + index }));
    await fill(store, 1, () => row({ ...pay, key: 'b', lane: laneOf(quiet, ''), dueAt: start + 1000 }));
    const request = { types: ['pay'], worker: 'w', leaseMs: minute, jobsMax: 10 };
    const taken = await kernel.jobs.lease(request, start + minute);
    assert.equal(taken.length, 10);
    assert.ok(taken.some(({ key }) => key === 'b'));
  });
});

const next = (store: Store, now: number) => store.transaction((tx) => dueInTurn(tx, { topic: '', now }, 50));

async function fill(store: Store, count: number, make: (index: number) => JobRow): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => make(index));
  for (let from = 0; from < rows.length; from += 1000) {
    await store.transaction((tx) => tx.engine.jobs.insert(rows.slice(from, from + 1000)));
  }
}

function row(own: Partial<JobRow>): JobRow {
  const id = newId(start);
  const serviceVersionId = own.serviceVersionId ?? flooding;
  return {
    id,
    instanceId: id,
    serviceVersionId,
    caseId: null,
    kind: 'timer',
    key: 'x1',
    node: '',
    element: 'wait',
    type: '',
    topic: '',
    lane: laneOf(serviceVersionId, ''),
    dueAt: start,
    state: 'ready',
    leaseOwner: '',
    leaseUntil: 0,
    retriesLeft: 8,
    attempts: 0,
    waits: [],
    lost: 0,
    inputs: {},
    lastError: '',
    createdAt: start,
    requestId: null,
    ...own,
  };
}
