// Many clients at once on the same instances: whoever wins, what is saved agrees with itself and nothing told as done is
// lost. The seed is printed with a failure; the same seed asks the same things in the same order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '#engine/core/commands.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { everythingAgrees, kernelAgain, kernelOn, minute, openTasksOf, start } from '#test/support/kernel-fixture.ts';
import type { EngineKernel } from './create-kernel.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? Date.now() % 1_000_000);
const clients = 6;
const instancesMax = 6;
const deedsPerClient = 25;

forEachDatabase((_, open) => {
  test(`what many do at once stays whole (seed ${seed})`, { timeout: 60_000 }, async () => {
    const { store } = await open();
    const { kernel, versionId } = await kernelOn(store);
    const instances: string[] = [];
    for (let index = 0; index < instancesMax; index += 1) {
      const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
      instances.push((await store.transaction((tx) => kernel.start(tx, instance, start))).instanceId);
    }
    const told = new Map<string, number>(instances.map((id) => [id, 0]));
    const kernels = [kernel, kernelAgain(store), kernelAgain(store)];
    await Promise.all(
      Array.from({ length: clients }, (_unused, index) =>
        client(store, kernels[index % kernels.length] ?? kernel, { instances, told }, chance(seed + index)),
      ),
    );
    await everythingAgrees(store, kernel);
    for (const [id, acknowledged] of told) {
      const journal = await store.transaction((tx) => tx.engine.journal.ofInstance(id));
      const byClients = journal.filter(({ command }) => 'by' in command || command.kind === 'setVariables');
      assert.equal(byClients.length, acknowledged);
    }
  });
});

interface Field {
  readonly instances: readonly string[];
  /** Commands told as done, by instance. */
  readonly told: Map<string, number>;
}

async function client(store: OpenStore, kernel: EngineKernel, field: Field, random: () => number): Promise<void> {
  for (let deed = 0; deed < deedsPerClient; deed += 1) {
    const id = field.instances[Math.floor(random() * field.instances.length)] ?? '';
    const what = random();
    if (what < 0.1) await kernel.runDue(start + Math.floor(random() * 180) * minute);
    else if (what < 0.2) await workOff(kernel);
    else if (await command(store, kernel, id, what)) field.told.set(id, (field.told.get(id) ?? 0) + 1);
  }
}

/** @returns whether it was told as done */
async function command(store: OpenStore, kernel: EngineKernel, id: string, what: number): Promise<boolean> {
  const [task] = await store.transaction((tx) => openTasksOf(tx, id));
  const asked: Command =
    what < 0.3 || task === undefined
      ? { kind: 'setVariables', variables: { note: Math.floor(what * 1000) } }
      : what < 0.5
        ? { kind: 'task', task: task.key, verb: what < 0.4 ? 'claim' : 'release', by: 'an' }
        : { kind: 'completeTask', task: task.key, variables: { outcome: 'done' }, by: 'an' };
  try {
    await store.step((tx) => kernel.execute(tx, id, asked, start));
    return true;
  } catch (error) {
    // Somebody was faster, or the instance is over: nothing was changed, as the journal shows.
    if (error instanceof Refusal) return false;
    throw error;
  }
}

async function workOff(kernel: EngineKernel): Promise<void> {
  const request = { types: ['gateway'], worker: 'w', leaseMs: minute, jobsMax: 1 };
  for (const job of await kernel.jobs.lease(request, start + minute)) {
    await kernel.jobs.complete(job, { delivered: true }, start + minute);
  }
}

/** A small generator of chance that the seed fixes (mulberry32). */
function chance(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
