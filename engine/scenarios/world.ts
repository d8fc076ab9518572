// The world of a scenario: instances on the pure core, a virtual clock, and workers that answer as they were told.
import type { Command } from '#engine/core/commands.ts';
import type { CreateJob, Effect, OpenTask } from '#engine/core/effects.ts';
import type { WorkingTime } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Scenario, Spot, WorkerAnswer } from './scenario.ts';

export interface World {
  readonly program: Program;
  readonly scenario: Scenario;
  readonly surroundings: Surroundings;
  readonly instances: Instance[];
  /** How many answers each worker has given. */
  readonly turns: Map<string, number>;
  now: Instant;
}

/** What a scenario takes from the city it plays in. */
export interface Surroundings {
  readonly timeZone: string;
  readonly workingTime: WorkingTime;
}

export interface Instance {
  state: State;
  readonly effects: Effect[];
  /** Open tasks as they were offered, and open jobs, by id. */
  readonly tasks: Map<string, OpenTask>;
  readonly jobs: Map<string, CreateJob>;
}

/** Turns a worker may answer within one step: one that fails for ever with retries for ever must end. */
const answersPerStepMax = 1_000;

/** Carries out a command and everything the workers do after it. @returns why it was refused, or null */
export function act(world: World, instance: Instance | undefined, command: Command): Rejection | null {
  const target = instance ?? { state: undefined as unknown as State, effects: [], tasks: new Map(), jobs: new Map() };
  const refused = apply(world, target, command);
  if (refused !== null) return refused;
  if (instance === undefined) world.instances.push(target);
  work(world, target);
  return null;
}

/** Moves the clock; what falls due on the way fires at its own time, in order. */
export function advanceTo(world: World, target: Instant): void {
  for (let next = nextTimer(world, target); next !== undefined; next = nextTimer(world, target)) {
    world.now = Math.max(world.now, next.dueAt);
    act(world, next.instance, { kind: 'fireTimer', timer: next.id });
  }
  world.now = Math.max(world.now, target);
}

/** What waits at an element, the `nth` of several. */
export function waitingAt(
  world: World,
  spot: Spot,
): { readonly instance: Instance; readonly node: NodeInstance } | null {
  const found = world.instances.flatMap((instance) =>
    Object.values(instance.state.nodes)
      .filter((node) => node.element === spot.element && (isWaiting(node) || node.incident !== undefined))
      .map((node) => ({ instance, node })),
  );
  return found[spot.nth] ?? null;
}

export function isWaiting(node: NodeInstance): boolean {
  return node.life === 'active' && node.incident === undefined;
}

function apply(world: World, instance: Instance, command: Command): Rejection | null {
  const { timeZone, workingTime } = world.surroundings;
  const result = step(world.program, instance.state, command, { now: world.now, timeZone, workingTime });
  if (result.kind === 'rejected') return result;
  instance.state = result.state;
  for (const effect of result.effects) take(instance, effect);
  return null;
}

function take(instance: Instance, effect: Effect): void {
  instance.effects.push(effect);
  if (effect.kind === 'openTask') instance.tasks.set(effect.task, effect);
  if (effect.kind === 'closeTask') instance.tasks.delete(effect.task);
  if (effect.kind === 'createJob') instance.jobs.set(effect.job, effect);
  if (effect.kind === 'closeJob') instance.jobs.delete(effect.job);
}

function work(world: World, instance: Instance): void {
  const tries = new Map<string, number>();
  for (let turn = 0; turn < answersPerStepMax; turn++) {
    const job = [...instance.jobs.values()].find((open) => workerOf(world, open) !== null);
    if (job === undefined) return;
    const failures = tries.get(job.job) ?? 0;
    tries.set(job.job, failures + 1);
    if (apply(world, instance, answered(job, answerFor(world, job), failures)) !== null) return;
  }
}

function answered(job: CreateJob, answer: WorkerAnswer, failures: number): Command {
  switch (answer.kind) {
    case 'output':
      return { kind: 'completeJob', job: job.job, variables: answer.variables };
    case 'fail':
      return {
        kind: 'failJob',
        job: job.job,
        message: answer.message,
        retriesLeft: Math.max(0, job.retries - 1 - failures),
      };
    case 'error':
      return { kind: 'throwError', job: job.job, code: answer.code, variables: answer.variables };
  }
}

function workerOf(world: World, job: CreateJob): string | null {
  return [job.element, job.type].find((name) => Object.hasOwn(world.scenario.workers, name)) ?? null;
}

function answerFor(world: World, job: CreateJob): WorkerAnswer {
  const worker = workerOf(world, job) ?? '';
  const answers = world.scenario.workers[worker] ?? [];
  const turn = world.turns.get(worker) ?? 0;
  world.turns.set(worker, turn + 1);
  return answers[Math.min(turn, answers.length - 1)] ?? { kind: 'output', variables: {} };
}

interface Due {
  readonly instance: Instance;
  readonly id: string;
  readonly dueAt: Instant;
}

function nextTimer(world: World, until: Instant): Due | undefined {
  return world.instances
    .filter((instance) => instance.state.life === 'active')
    .flatMap((instance) =>
      Object.values(instance.state.subscriptions).flatMap((one): readonly Due[] =>
        one.kind === 'timer' ? [{ instance, id: one.id, dueAt: one.dueAt }] : [],
      ),
    )
    .filter(({ dueAt }) => dueAt <= until)
    .toSorted((a, b) => a.dueAt - b.dueAt)[0];
}
