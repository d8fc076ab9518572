/**
 * One command and what follows from it at once: the core's step, its rows, the listeners, the jobs that the product
 * does by itself, and the commands these answer with, until nothing is left to do. Then state, journal and history
 * are saved. All of it is one transaction of the caller's; the compare-and-set on the instance makes it all or nothing.
 */
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob, Effect, NodeHistory, OpenTask } from '#engine/core/effects.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { continuationJobType } from '#engine/core/verbs/continuation.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { BuiltInJobInput, Step } from '../kernel.ts';
import type { HistoryRow, InstanceRow, JournalRow, Migration } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { waitMs } from './backoff.ts';
import { aroundOf, type EffectWriter, jobRow, writeEffects } from './effects.ts';
import { kernelRefusal, refusalOf } from './errors.ts';
import { JobFailure } from './job-failure.ts';
import { unitOf } from './lanes.ts';
import { carriedOut, carryRows } from './migration.ts';
import type { Environment, KernelOptions } from './options.ts';
import type { Programs } from './programs.ts';

/** An instance as it was read, or as it begins (`state` undefined, `row.version` 0). */
export interface Loaded {
  readonly row: InstanceRow;
  readonly state: State | undefined;
  readonly program: Program;
  readonly environment: Environment;
}

/** Jobs done at once in one chain; more wait for the worker, so that a loop of notices cannot hold a transaction. */
const doneAtOnceMax = 40;

/** @throws Refusal where the core rejects the command; nothing has been written then */
export async function runChain(
  tx: Tx,
  options: KernelOptions,
  loaded: Loaded,
  command: Command,
  now: Instant,
): Promise<Step> {
  const chain = newChain(options, loaded, now);
  await apply(tx, chain, command);
  await whatFollows(tx, chain);
  await save(tx, chain);
  return stepOf(chain, chain.effects);
}

/**
 * Puts an instance under another version, and does what follows from that at once.
 * @throws Refusal 409 where its state has no place there; nothing has been written then
 */
export async function runMigration(
  tx: Tx,
  options: KernelOptions,
  {
    loaded,
    migration,
    programs,
  }: { readonly loaded: Loaded; readonly migration: Migration; readonly programs: Programs },
  now: Instant,
): Promise<Step> {
  const { row, state, environment } = loaded;
  if (state === undefined) throw kernelRefusal('INSTANCE_NOT_FOUND');
  const carried = await carriedOut(tx, programs, state, { migration, env: environment.env });
  const { program, state: after, effects } = carried;
  const chain = newChain(options, { ...loaded, program, row: { ...row, ...migration.to } }, now);
  await carryRows(tx, row.id, state, { migration, after, program });
  await note(tx, chain, { command: migration, state: after, effects });
  await whatFollows(tx, chain);
  await save(tx, chain);
  return stepOf(chain, chain.effects);
}

interface Chain {
  readonly options: KernelOptions;
  readonly loaded: Loaded;
  readonly now: Instant;
  readonly writer: EffectWriter;
  /** Jobs to be done at once, by key, in the order in which they were created. */
  readonly waiting: Map<string, CreateJob>;
  /** Tasks that somebody is still to be looked for, by key. */
  readonly unassigned: Map<string, OpenTask>;
  readonly effects: Effect[];
  readonly journal: JournalRow[];
  readonly history: HistoryRow[];
  state: State | undefined;
  jobsDone: number;
  /** The instance has had rows of timers, jobs or subscriptions since it was read. */
  hadRows: boolean;
}

function newChain(options: KernelOptions, loaded: Loaded, now: Instant): Chain {
  const { id: instanceId, serviceVersionId, caseId, startedBy, startedByCall: call } = loaded.row;
  const chain: Chain = {
    options,
    loaded,
    now,
    waiting: new Map(),
    unassigned: new Map(),
    effects: [],
    journal: [],
    history: [],
    state: loaded.state,
    jobsDone: 0,
    hadRows: false,
    writer: {
      owner: { instanceId, serviceVersionId, caseId },
      caller: startedBy === null || call === null ? null : { instanceId: startedBy, call },
      now,
      newId: options.newId,
      assignments: new Map(),
      withoutRow: new Set(),
      isOwn: (type) => type === continuationJobType || Object.hasOwn(options.builtIns, type),
      hadRows: () => chain.hadRows,
      unit: () => unitOf(rootVariables(chain.state)),
      unitNow: (unit) => loaded.environment.unitNow?.(unit, rootVariables(chain.state)) ?? unit,
      around: (place) => loaded.environment.around?.(place, rootVariables(chain.state)),
      isDoneAtOnce: (job) => Object.hasOwn(options.builtIns, job.type) && chain.jobsDone < doneAtOnceMax,
    },
  };
  return chain;
}

async function apply(tx: Tx, chain: Chain, command: Command): Promise<void> {
  const { program, environment } = chain.loaded;
  const stepped = step(program, chain.state, command, environment.env);
  if (stepped.kind === 'rejected') throw refusalOf(stepped);
  await note(tx, chain, { command, ...stepped });
}

/** What an entry of the journal has done. */
interface Done {
  readonly command: JournalRow['command'];
  readonly state: State;
  readonly effects: readonly Effect[];
}

async function note(tx: Tx, chain: Chain, { command, state, effects }: Done): Promise<void> {
  const { loaded, now, writer } = chain;
  chain.hadRows = chain.hadRows || hasRows(chain.state, writer.withoutRow);
  chain.state = state;
  const number = loaded.row.version + chain.journal.length + 1;
  chain.journal.push({
    instanceId: loaded.row.id,
    number,
    at: now,
    environment: loaded.environment.stamp,
    command,
  });
  const lines = effects.filter((effect) => effect.kind === 'history');
  chain.history.push(...lines.map((line, position) => historyRow(loaded.row, line, number, position)));
  chain.effects.push(...effects);
  await writeEffects(tx, writer, effects, number);
  // What was put off because the instance rested.
  if (command.kind === 'resume') await tx.engine.jobs.wake(loaded.row.id, now);
  for (const effect of effects) {
    noteJob(chain, effect);
    noteTask(chain, effect);
  }
  const done = stepOf(chain, effects);
  for (const listener of chain.options.listeners) await listener(tx, done, now);
}

function noteJob(chain: Chain, effect: Effect): void {
  if (effect.kind === 'createJob' && chain.writer.withoutRow.has(effect.job)) chain.waiting.set(effect.job, effect);
  if (effect.kind === 'closeJob') chain.waiting.delete(effect.job);
  if (effect.kind === 'instanceEnded') chain.waiting.clear();
}

function noteTask(chain: Chain, effect: Effect): void {
  const { unassigned, options, loaded, writer } = chain;
  if (effect.kind === 'openTask' && options.assign !== undefined && aroundOf(writer, effect) === undefined) {
    const assignment = effect.assignment ?? loaded.environment.givingOf?.(effect, rootVariables(chain.state));
    if (assignment !== undefined) unassigned.set(effect.task, { ...effect, assignment });
  }
  if (effect.kind === 'closeTask' || effect.kind === 'updateTask') unassigned.delete(effect.task);
  if (effect.kind === 'instanceEnded') unassigned.clear();
}

/** Jobs that the product does by itself, then people for the tasks that look for somebody, until nothing is left. */
async function whatFollows(tx: Tx, chain: Chain): Promise<void> {
  for (;;) {
    const job = nextJob(chain);
    if (job !== undefined) {
      await doAtOnce(tx, chain, job);
      continue;
    }
    const [task] = chain.unassigned.values();
    if (task === undefined) return;
    chain.unassigned.delete(task.task);
    await assignOne(tx, chain, task);
  }
}

/** The decision goes into the journal as a command, so that the same journal gives the same state. */
async function assignOne(tx: Tx, chain: Chain, task: OpenTask): Promise<void> {
  const { options, writer, now } = chain;
  const input = { ...writer.owner, task: { ...task, unit: writer.unitNow(task.unit ?? '') } };
  const chosen = await options.assign?.(tx, { ...input, variables: rootVariables(chain.state) }, now);
  if (chosen === undefined) return;
  writer.assignments.set(task.task, chosen.how);
  if (chosen.to !== null) {
    return await apply(tx, chain, { kind: 'task', task: task.task, verb: 'assign', to: chosen.to });
  }
  await tx.engine.tasks.update(writer.owner.instanceId, task.task, { state: 'ready', assignment: chosen.how });
}

function nextJob(chain: Chain): CreateJob | undefined {
  for (const [key, job] of chain.waiting) {
    chain.waiting.delete(key);
    return job;
  }
  return undefined;
}

async function doAtOnce(tx: Tx, chain: Chain, job: CreateJob): Promise<void> {
  const handler = chain.options.builtIns[job.type];
  if (handler === undefined) throw new Error(`No built-in job of type ${job.type}.`);
  chain.jobsDone += 1;
  let variables: Variables;
  try {
    variables = await handler(tx, jobInput(chain, job), chain.now);
  } catch (error) {
    if (!(error instanceof JobFailure)) throw error;
    return await failedAtOnce(tx, chain, job, error);
  }
  await apply(tx, chain, { kind: 'completeJob', job: job.job, variables });
}

/** Tried again later by the worker while there are retries left, else an incident at the element. */
async function failedAtOnce(tx: Tx, chain: Chain, job: CreateJob, failure: JobFailure): Promise<void> {
  if (failure.retryable && job.retries > 1) {
    chain.writer.withoutRow.delete(job.job);
    const row = jobRow(chain.writer, { ...job, retries: job.retries - 1 });
    await tx.engine.jobs.insert([
      {
        ...row,
        attempts: 1,
        dueAt: chain.now + waitMs({ ...row, retriesLeft: job.retries }, 1),
        lastError: failure.message,
      },
    ]);
    return;
  }
  await apply(tx, chain, { kind: 'failJob', job: job.job, message: failure.message, retriesLeft: 0 });
}

function jobInput(chain: Chain, job: CreateJob): BuiltInJobInput {
  return {
    ...chain.writer.owner,
    job: job.job,
    element: job.element,
    inputs: job.inputs,
    variables: rootVariables(chain.state),
  };
}

async function save(tx: Tx, { loaded, state, journal, history, now }: Chain): Promise<void> {
  if (state === undefined) throw new Error('A chain of commands must leave a state.');
  const before = loaded.row;
  const row: InstanceRow = {
    ...before,
    state: state.life,
    version: before.version + journal.length,
    snapshot: JSON.stringify(state),
    endedAt: state.life === 'active' || state.life === 'suspended' ? null : now,
  };
  if (before.version === 0) {
    await tx.engine.instances.insert(row);
    await tx.engine.journal.append(journal);
  } else await tx.engine.instances.advance(row, before.version, journal);
  await tx.engine.history.append(history);
}

/** Whether anything of a state has a row among jobs or subscriptions. */
function hasRows(state: State | undefined, withoutRow: ReadonlySet<string>): boolean {
  if (state === undefined) return false;
  if (Object.keys(state.subscriptions).length > 0) return true;
  return Object.values(state.nodes).some(({ job, incident }) => {
    return incident !== undefined || (job !== undefined && !withoutRow.has(job.id));
  });
}

function historyRow(row: InstanceRow, line: NodeHistory, number: number, position: number): HistoryRow {
  const { element, node, event, at } = line;
  return { instanceId: row.id, caseId: row.caseId, number, position, element, node, event, at };
}

function stepOf(chain: Chain, effects: readonly Effect[]): Step {
  const isSecondary = chain.loaded.row.startedBy !== null;
  return { ...chain.writer.owner, isSecondary, effects, variables: rootVariables(chain.state) };
}

function rootVariables(state: State | undefined): Variables {
  return state === undefined ? {} : variablesIn(state, state.root);
}
