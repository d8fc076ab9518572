// A crash between any two statements of a step: after the restart the database holds the state before the step or the
// state after it, never one between, and the work goes on from there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { returnsFrom } from '#engine/core/returns/returns.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/databases.ts';
import { calling, published, storming, talking } from '#test/support/exchange-models.ts';
import { everythingAgrees, kernelAgain, kernelOn, minute, openTasksOf, start } from '#test/support/kernel-fixture.ts';
import type { EngineKernel } from './create-kernel.ts';

interface Cut {
  readonly at: number;
  readonly phase: 'before' | 'after';
}

type Deed = (store: Store, kernel: EngineKernel, place: Place) => Promise<unknown>;
interface Place {
  readonly versionId: string;
  readonly instanceId: string;
}

const deeds: Readonly<Record<string, Deed>> = {
  'starting an instance': (store, kernel, { versionId }) => begin(store, kernel, versionId),
  'completing a task, with the notice that follows': async (store, kernel, { instanceId }) => {
    const task = await openTask(store, instanceId);
    await store.step((tx) =>
      kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: { outcome: 'done' }, by: 'an' }, start),
    );
  },
  'claiming a task': async (store, kernel, { instanceId }) => {
    const task = await openTask(store, instanceId);
    await store.step((tx) => kernel.execute(tx, instanceId, { kind: 'task', task, verb: 'claim', by: 'an' }, start));
  },
  'three steps that share a commit': async (store, kernel, { versionId, instanceId }) => {
    const task = await openTask(store, instanceId);
    const steps = [
      store.step((tx) => kernel.execute(tx, instanceId, { kind: 'task', task, verb: 'claim', by: 'an' }, start)),
      store.step((tx) =>
        kernel.execute(tx, instanceId, { kind: 'task', task: 'none', verb: 'claim', by: 'an' }, start),
      ),
      store.step((tx) => kernel.start(tx, placeOf(versionId), start)),
    ];
    const results = await Promise.allSettled(steps);
    const [claimed, refused, begun] = results.map(({ status }) => status);
    // Of neighbours all have happened or none has; only the one that was refused has not.
    assert.equal(claimed, begun);
    assert.equal(refused, 'rejected');
    if (claimed === 'rejected') throw results.find((result) => result.status === 'rejected')?.reason;
  },
  'firing a timer': (_store, kernel) => kernel.runDue(start + 61 * minute),
};

for (const [name, deed] of Object.entries(deeds)) {
  test(`a crash at any statement of ${name} leaves the state before or after it`, async () => {
    const database = await openTestDatabase('SQLite');
    try {
      const { kernel, versionId } = await kernelOn(database.store);
      const { instanceId } = await begin(database.store, kernel, versionId);
      const place = { versionId, instanceId };
      await database.store.close();
      const outcomes = await crashEverywhere(database, deed, place);
      // The sweep reached the commit: a crash before it undoes, a crash after it keeps.
      assert.ok(outcomes.includes('before') && outcomes.at(-1) === 'after', outcomes.join(' '));
    } finally {
      await database.drop();
    }
  });
}

test('a crash at any statement of sending back leaves the state before or after it', async () => {
  const database = await openTestDatabase('SQLite');
  try {
    const { kernel, versionId } = await kernelOn(database.store);
    const { instanceId } = await begin(database.store, kernel, versionId);
    const task = await openTask(database.store, instanceId);
    const done = { kind: 'completeTask', task, variables: { outcome: 'done' }, by: 'an' } as const;
    await database.store.transaction((tx) => kernel.execute(tx, instanceId, done, start));
    await database.store.close();
    const deed: Deed = (store, again) => store.transaction((tx) => backToFirst(tx, again, instanceId));
    const outcomes = await crashEverywhere(database, deed, { versionId, instanceId });
    assert.ok(outcomes.includes('before') && outcomes.at(-1) === 'after', outcomes.join(' '));
    const store = await database.reopen();
    const [open] = await store.transaction((tx) => openTasksOf(tx, instanceId));
    assert.equal(open?.element, 'handle');
    await store.close();
  } finally {
    await database.drop();
  }
});

async function backToFirst(tx: Tx, kernel: EngineKernel, instanceId: string) {
  const { program, past } = await kernel.past(tx, instanceId);
  const [open] = await openTasksOf(tx, instanceId);
  const [back] = returnsFrom(program, past, open?.node ?? '');
  if (back === undefined) throw new Error('there is no way back');
  await kernel.execute(tx, instanceId, { ...back.command, undo: false, by: 'an' }, start);
}

/** What an instance of `process` says to others when it begins. */
const talks: Readonly<Record<string, readonly [content: string, process: string]>> = {
  'beginning a called process': [calling, 'main'],
  'passing a message on to a process that it begins': [talking('clerk'), 'buyer'],
  'keeping a message that nobody awaits': [talking('seller'), 'buyer'],
  'passing a signal on': [storming, 'warner'],
};

for (const [name, [content, processId]] of Object.entries(talks)) {
  test(`a crash at any statement of ${name} leaves the state before or after it`, async () => {
    const database = await openTestDatabase('SQLite');
    try {
      const versionId = await published(database.store, content);
      const instance = { serviceVersionId: versionId, processId, caseId: null, variables: { title: 'x' } };
      const kernel = kernelAgain(database.store);
      const { instanceId } = await database.store.transaction((tx) => kernel.start(tx, instance, start));
      await database.store.close();
      const deed: Deed = (_store, again) => again.runDue(start);
      const outcomes = await crashEverywhere(database, deed, { versionId, instanceId });
      assert.ok(outcomes.includes('before') && outcomes.at(-1) === 'after', outcomes.join(' '));
    } finally {
      await database.drop();
    }
  });
}

/** Cuts at statement 1, 2, 3, …, before and after each, until the deed is done and nothing was cut. */
async function crashEverywhere(database: TestDatabase, deed: Deed, place: Place): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (let at = 1; at < 200; at += 1) {
    for (const phase of ['before', 'after'] as const) {
      const before = await standing(database);
      const crashed = await crashAt(database, deed, place, { at, phase });
      const after = await standing(database);
      if (after === before) outcomes.push('before');
      else {
        outcomes.push('after');
        return outcomes;
      }
      if (!crashed) return outcomes;
    }
  }
  return outcomes;
}

async function crashAt(database: TestDatabase, deed: Deed, place: Place, cut: Cut): Promise<boolean> {
  let armed = false;
  let count = 0;
  let crashed = false;
  const store = await database.reopen({
    onStatement(_sql, phase) {
      if (crashed) throw new Error('the process is gone');
      if (!armed) return;
      if (phase === 'before') count += 1;
      if (count < cut.at || phase !== cut.phase) return;
      crashed = true;
      throw new Error('the process is gone');
    },
  });
  armed = true;
  try {
    await deed(store, kernelAgain(store), place);
  } catch (error) {
    if (!crashed) throw error;
  }
  await store.close();
  return crashed;
}

/** Everything that is saved, after proof that its parts agree. */
async function standing(database: TestDatabase): Promise<string> {
  const store = await database.reopen();
  try {
    return JSON.stringify(await everythingAgrees(store, kernelAgain(store)));
  } finally {
    await store.close();
  }
}

function placeOf(serviceVersionId: string) {
  return { serviceVersionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
}

function begin(store: Store, kernel: EngineKernel, versionId: string) {
  return store.transaction((tx) => kernel.start(tx, placeOf(versionId), start));
}

async function openTask(store: Store, instanceId: string): Promise<string> {
  const [task] = await store.transaction((tx) => openTasksOf(tx, instanceId));
  return task?.key ?? '';
}
