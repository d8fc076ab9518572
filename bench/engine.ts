/**
 * `npm run bench -- engine`: steps per second of one client. A step completes one of two user tasks of a small process
 * (each step closes a task, opens the next, writes journal and history; every second one also sends a notice).
 * Durable figures stand beside the same rows written by hand-made SQL in the same run: the database's own limit.
 */
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { EngineKernel } from '#engine/runtime/kernel/create-kernel.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { type DatabaseName, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { envAt, kernelOn, reportProgram, start } from '#test/support/kernel-fixture.ts';
import { captured, handMade, handMadeClient } from './hand-made.ts';

/** Steps that are measured, per round. Rounds of ours and by hand take turns; the medians count. */
const steps = 200;
const rounds = 5;

/** @returns the exit code */
export async function run(): Promise<number> {
  const [memory = 0] = await medians([inMemory]);
  const lines = [line('in memory (core only)', memory, null)];
  for (const name of ['SQLite', 'MariaDB'] as const) {
    try {
      lines.push(...(await durable(name)));
    } catch (error) {
      lines.push(`${name.padEnd(26)} could not be measured: ${(error as Error).message}`);
    }
  }
  await stopOwn();
  console.log(`steps per second, one client, median of ${rounds} rounds of ${steps} steps\n`);
  console.log(lines.join('\n'));
  return 0;
}

async function durable(name: DatabaseName): Promise<readonly string[]> {
  const database = await openTestDatabase(name);
  try {
    const { store } = database;
    const { kernel, versionId } = await kernelOn(store);
    const rows = await captured(store, kernel, versionId);
    const client = await handMadeClient(database.url);
    const [ours = 0, theirs = 1] = await medians([
      () => throughKernel(store, kernel, versionId),
      () => handMade(client, rows, steps),
    ]);
    await client.close();
    return [line(name, ours, ours / theirs), line(`${name}, SQL by hand`, theirs, null)];
  } finally {
    await database.drop();
  }
}

/** @returns steps per second */
async function inMemory(): Promise<number> {
  const states: State[] = [];
  const env = envAt(start);
  for (let index = 0; index < steps / 2; index += 1) {
    const begun = step(reportProgram, undefined, { kind: 'start', variables: { unit: 'u' } }, env);
    if (begun.kind === 'ok') states.push(begun.state);
  }
  const began = performance.now();
  for (const begun of states) {
    let state = begun;
    for (const element of ['handle', 'check']) state = finished(state, element);
  }
  return (states.length * 2 * 1000) / (performance.now() - began);
}

/** Completes the open task of an element, and the notice that follows, as the shell does. */
function finished(state: State, element: string): State {
  const env = envAt(start);
  const task = Object.values(state.nodes).find((node) => node.element === element)?.task?.id ?? '';
  let done = step(reportProgram, state, { kind: 'completeTask', task, variables: { outcome: 'done' } }, env);
  if (done.kind !== 'ok') throw new Error(done.code);
  const job = done.effects.find((effect) => effect.kind === 'createJob' && effect.type === 'notice');
  if (job?.kind === 'createJob') {
    done = step(reportProgram, done.state, { kind: 'completeJob', job: job.job, variables: {} }, env);
    if (done.kind !== 'ok') throw new Error(done.code);
  }
  return done.state;
}

/** @returns steps per second */
async function throughKernel(store: OpenStore, kernel: EngineKernel, versionId: string): Promise<number> {
  const instances: string[] = [];
  await store.transaction(async (tx) => {
    for (let index = 0; index < steps / 2; index += 1) {
      const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
      instances.push((await kernel.start(tx, instance, start)).instanceId);
    }
  });
  const began = performance.now();
  for (const instanceId of instances) {
    for (const key of ['handle', 'check']) await completeNext(store, kernel, instanceId, key);
  }
  return (instances.length * 2 * 1000) / (performance.now() - began);
}

async function completeNext(store: OpenStore, kernel: EngineKernel, instanceId: string, element: string) {
  const task = taskKeys[element] ?? '';
  await store.transaction((tx) =>
    kernel.execute(tx, instanceId, { kind: 'completeTask', task, variables: { outcome: 'done' }, by: 'an' }, start),
  );
}

/** The core gives the same ids in every instance of the same process. */
const taskKeys = keysOf();

function keysOf(): Readonly<Record<string, string>> {
  const begun = step(reportProgram, undefined, { kind: 'start', variables: { unit: 'u' } }, envAt(start));
  if (begun.kind !== 'ok') throw new Error(begun.code);
  const keyIn = (state: State, element: string) =>
    Object.values(state.nodes).find((node) => node.element === element)?.task?.id ?? '';
  return { handle: keyIn(begun.state, 'handle'), check: keyIn(finished(begun.state, 'handle'), 'check') };
}

/** Runs each in turn, once to warm up and then the rounds that count. @returns the median of each */
async function medians(measures: readonly (() => Promise<number>)[]): Promise<readonly number[]> {
  const results: number[][] = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const speed = await measure();
      if (round > 0) results[index]?.push(speed);
    }
  }
  return results.map((speeds) => speeds.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}

function line(name: string, speed: number, ratio: number | null): string {
  const figure = Math.round(speed).toLocaleString('en').padStart(9);
  return `${name.padEnd(26)} ${figure}${ratio === null ? '' : `   ${ratio.toFixed(2)} of SQL by hand`}`;
}
