/** A small process and a kernel for it, for tests and measurements of the kernel: no BPMN file, no city. */

import assert from 'node:assert/strict';
import type { DayCount, Env } from '#engine/core/env.ts';
import type { FlowNode, HumanTask, JobTask, Program, SequenceFlow, Timer } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant } from '#engine/core/values.ts';
import { createKernel, type EngineKernel, type KernelSettings } from '#engine/runtime/kernel/create-kernel.ts';
import { programsOf } from '#engine/runtime/kernel/load-programs.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { TaskRow } from '#engine/runtime/ports/engine.ts';
import type { JobRow } from '#engine/runtime/ports/jobs.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';

export const minute = 60_000;
export const start: Instant = Date.UTC(2026, 5, 1, 2);

/** Wall-clock time stands in for working time: a calendar's arithmetic is tested with the calendars. */
const workingTime = {
  due: (from: Instant, duration: string, _calendar: string, _dayCount: DayCount) =>
    from + Number(/^PT(\d+)M$/.exec(duration)?.[1] ?? 60) * minute,
};

export function envAt(now: Instant): Env {
  return { now, timeZone: 'Asia/Ho_Chi_Minh', workingTime, continuations: true };
}

const plain = {
  name: '',
  scope: 'report',
  defaultFlow: null,
  stage: null,
  boundaries: [] as readonly string[],
  loop: null,
  compensation: null,
};

/**
 * `handle` (officials of `unit`; reminded by a notice after an hour, each hour) → notice → `check` → `deliver` (a
 * connector's job of type `gateway`, three tries) → end.
 */
export const reportProgram: Program = programOf([
  {
    ...plain,
    type: 'startEvent',
    id: 'reported',
    incoming: [],
    outgoing: ['f1'],
    trigger: { kind: 'none' },
    form: null,
    interrupting: true,
  },
  { ...human('handle', ['f1'], ['f2']), boundaries: ['late'] },
  {
    ...plain,
    type: 'boundaryEvent',
    id: 'late',
    incoming: [],
    outgoing: ['f6'],
    attachedTo: 'handle',
    interrupting: false,
    trigger: { kind: 'timer', timer: timer('duration', 'PT60M') },
  },
  job('remind', 'notice', ['f6'], ['f7']),
  end('reminded', ['f7']),
  job('tell', 'notice', ['f2'], ['f3']),
  human('check', ['f3'], ['f4']),
  job('deliver', 'gateway', ['f4'], ['f5']),
  end('done', ['f5']),
]);

/** Stands for {@link reportProgram} in a service version. */
const reportFile = '<definitions/>';

export interface TestKernel {
  readonly kernel: EngineKernel;
  readonly versionId: string;
}

/** A kernel whose one service version holds {@link reportProgram}, stored and published in the given database. */
export async function kernelOn(store: Store, settings: Partial<KernelSettings> = {}): Promise<TestKernel> {
  const versionId = newId(start);
  await store.transaction((tx) =>
    tx.engine.services.insert(
      {
        id: versionId,
        service: `report-${versionId}`,
        version: 1,
        state: 'published',
        revision: 1,
        basedOn: 0,
        name: { vi: 'Phản ánh', en: 'Report' },
        note: '',
        createdAt: start,
        createdBy: 'test',
        savedAt: start,
        savedBy: 'test',
        publishedAt: start,
        publishedBy: 'test',
      },
      [{ path: 'report.bpmn', kind: 'process', title: 'Report', content: reportFile }],
    ),
  );
  return { versionId, kernel: kernelAgain(store, settings) };
}

/**
 * Proves that what is saved of all instances agrees: each replays from its journal byte for byte, and its open tasks,
 * timers and jobs are those of its state.
 * @returns all of it, for comparing
 */
export async function everythingAgrees(store: Store, kernel: EngineKernel): Promise<readonly unknown[]> {
  const ids = await store.transaction((tx) => tx.engine.instances.page(null, 10_000));
  const all: unknown[] = [];
  for (const id of ids) all.push(await store.transaction((tx) => oneAgrees(tx, kernel, id)));
  return all;
}

async function oneAgrees(tx: Tx, kernel: EngineKernel, id: string): Promise<unknown> {
  const { replayed, saved, commands } = await kernel.replay(tx, id);
  assert.equal(replayed, saved);
  const row = await tx.engine.instances.byId(id);
  const state = JSON.parse(saved) as State;
  assert.equal(row?.version, commands);
  assert.equal(row?.state, state.life);
  const nodes = Object.values(state.nodes);
  const tasks = await openTasksOf(tx, id);
  const jobs = await jobsOf(tx, id);
  const keysOf = (kind: string) => jobs.filter((job) => job.kind === kind).map((job) => job.key);
  assert.deepEqual(tasks.map((task) => task.key).sort(), nodes.flatMap((node) => node.task?.id ?? []).sort());
  const listening = Object.values(state.subscriptions);
  const keysOfKind = (kinds: readonly string[]) =>
    listening.flatMap((one) => (kinds.includes(one.kind) ? [one.id] : [])).sort();
  assert.deepEqual(keysOf('timer').sort(), keysOfKind(['timer']));
  const subscriptions = await tx.engine.subscriptions.ofInstance(id);
  assert.deepEqual(subscriptions.map((one) => one.key).sort(), keysOfKind(['message', 'signal']));
  const waiting = nodes.filter((node) => node.incident === undefined).flatMap((node) => node.job?.id ?? []);
  assert.deepEqual(keysOf('connector').sort(), waiting.sort());
  const journal = await tx.engine.journal.ofInstance(id);
  return [row, journal, await tx.engine.history.ofInstance(id), tasks, jobs, subscriptions];
}

export async function openTasksOf(tx: Tx, instanceId: string): Promise<readonly TaskRow[]> {
  const question = { scope: [{ role: 'officer' }], assignee: '', now: start, endOfDay: start };
  const tasks = await tx.engine.tasks.list({ ...question, view: 'unit', limit: 10_000 });
  return tasks.filter((task) => task.instanceId === instanceId);
}

async function jobsOf(tx: Tx, instanceId: string): Promise<readonly JobRow[]> {
  return (await tx.engine.jobs.ofInstance(instanceId)).filter(({ state }) => state !== 'incident');
}

/** A second kernel on the same database, as another process would have it. */
export function kernelAgain(store: Store, settings: Partial<KernelSettings> = {}): EngineKernel {
  return createKernel({
    store,
    environment: async (_, now) => ({ env: envAt(now), stamp: 'test' }),
    pastEnvironment: async (_, _stamp, now) => envAt(now),
    loadPrograms: async (resources) =>
      resources.some(({ content }) => content === reportFile) ? { report: reportProgram } : await programsOf(resources),
    builtIns: { notice: async () => ({ told: true }) },
    listeners: [],
    ...settings,
  });
}

function programOf(nodes: readonly FlowNode[]): Program {
  const flows: Record<string, SequenceFlow> = {};
  for (const source of nodes) {
    for (const id of source.outgoing) {
      const target = nodes.find((node) => node.incoming.includes(id))?.id ?? '';
      flows[id] = { id, source: source.id, target, condition: null };
    }
  }
  return {
    process: 'report',
    name: 'Report',
    scopes: { report: { id: 'report', parent: null, starts: ['reported'], eventSubProcesses: [] } },
    nodes: Object.fromEntries(nodes.map((node) => [node.id, node])),
    flows,
    decisions: {} as Program['decisions'],
  };
}

function human(id: string, incoming: readonly string[], outgoing: readonly string[]): HumanTask {
  return {
    ...plain,
    type: 'userTask',
    id,
    name: id,
    incoming,
    outgoing,
    form: id,
    unit: { kind: 'feel', source: 'unit' },
    role: { kind: 'literal', value: 'officer' },
    assignee: null,
    priority: null,
    deadline: { from: null, duration: { kind: 'literal', value: 'PT120M' }, calendar: null, dayCount: null },
  };
}

function job(id: string, type: string, incoming: readonly string[], outgoing: readonly string[]): JobTask {
  return {
    ...plain,
    type: 'serviceTask',
    id,
    incoming,
    outgoing,
    jobType: { kind: 'literal', value: type },
    retries: null,
    inputs: [{ name: 'unit', value: { kind: 'feel', source: 'unit' } }],
    outputs: [],
  };
}

function timer(kind: Timer['kind'], value: string): Timer {
  return { kind, value: { kind: 'literal', value }, from: null, calendar: null, dayCount: null };
}

function end(id: string, incoming: readonly string[]): FlowNode {
  return { ...plain, type: 'endEvent', trigger: { kind: 'none' }, id, incoming, outgoing: [] };
}
