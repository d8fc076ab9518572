// Everything a conformance case plays in: the deployed processes, their instances on the pure core, a virtual clock, and
// what the shell would do with effects: workers, messages, signals, called processes.
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Program } from '#engine/core/model/program.ts';
import { type Beginning, beginningsBy } from '#engine/core/model/starts.ts';
import { type Single, triggersOf } from '#engine/core/model/triggers.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { step } from '#engine/core/step.ts';
import type { Variables } from '#engine/core/values.ts';
import { envOf, type Instance, type World } from './cast.ts';
import { answerOf } from './handlers.ts';

/** Answers of workers and deliveries that one step may cause: a model that runs for ever must end. */
const deliveriesMax = 5_000;

/** @returns the new instance, or why it was refused */
export function start(world: World, program: Program, command: Start, caller: Instance['caller'] = null) {
  const result = step(program, undefined, command, envOf(world));
  if (result.kind === 'rejected') return result;
  const instance: Instance = {
    program,
    caller,
    state: result.state,
    effects: [],
    tasks: new Map(),
    jobs: new Map(),
  };
  world.instances.push(instance);
  deliver(world, [{ instance, effects: result.effects }]);
  return instance;
}

type Start = Extract<Command, { kind: 'start' }>;

/** Carries out a command and everything that follows from it without help. */
export function give(world: World, instance: Instance, command: Command): Rejection | null {
  const result = step(instance.program, instance.state, command, envOf(world));
  if (result.kind === 'rejected') return result;
  instance.state = result.state;
  deliver(world, [{ instance, effects: result.effects }]);
  return null;
}

interface Batch {
  readonly instance: Instance;
  readonly effects: readonly Effect[];
}

let depth = 0;

function deliver(world: World, batches: readonly Batch[]): void {
  depth += 1;
  try {
    if (depth > deliveriesMax) throw new Error('the case does not come to rest');
    for (const { instance, effects } of batches) {
      for (const effect of effects) keep(instance, effect);
      // A call that the same step has cancelled is not made.
      const cancelled = new Set(effects.flatMap((effect) => (effect.kind === 'cancelCall' ? [effect.call] : [])));
      for (const effect of effects) {
        if (effect.kind !== 'callProcess' || !cancelled.has(effect.call)) carryOut(world, instance, effect);
      }
    }
  } finally {
    depth -= 1;
  }
}

function keep(instance: Instance, effect: Effect): void {
  instance.effects = [...instance.effects, effect];
  const tasks = new Map(instance.tasks);
  const jobs = new Map(instance.jobs);
  if (effect.kind === 'openTask') tasks.set(effect.task, effect);
  if (effect.kind === 'closeTask') tasks.delete(effect.task);
  if (effect.kind === 'createJob') jobs.set(effect.job, effect);
  if (effect.kind === 'closeJob') jobs.delete(effect.job);
  instance.tasks = tasks;
  instance.jobs = jobs;
}

function carryOut(world: World, instance: Instance, effect: Effect): void {
  switch (effect.kind) {
    case 'createJob': {
      if (!instance.jobs.has(effect.job)) return;
      const answer = answerOf(world, instance, effect);
      if (answer !== null) give(world, instance, answer);
      return;
    }
    case 'sendMessage':
      if (!receive(world, effect.message, effect.variables)) {
        world.sent = [...world.sent, { name: effect.message, variables: effect.variables }];
      }
      return;
    case 'listen':
      takeSent(world, effect.name);
      return;
    case 'broadcastSignal':
      signal(world, effect.signal, instance, effect.variables);
      return;
    case 'callProcess':
      callProcess(world, instance, effect);
      return;
    case 'cancelCall':
      for (const called of world.instances) {
        if (called.caller?.instance !== instance || called.caller.call !== effect.call) continue;
        if (called.state.life === 'active') give(world, called, { kind: 'cancel', reason: 'caller' });
      }
      return;
    case 'escalate':
      tell(world, instance, (call) => ({ kind: 'escalateCall', call, code: effect.code }));
      return;
    case 'instanceEnded':
      if (effect.state === 'completed') {
        tell(world, instance, (call) => ({ kind: 'completeCall', call, variables: effect.variables }));
      } else if (effect.error !== undefined) {
        const code = effect.error;
        tell(world, instance, (call) => ({ kind: 'throwError', call, code, variables: {} }));
      }
      return;
    default:
  }
}

function tell(world: World, { caller }: Instance, command: (call: string) => Command): void {
  if (caller !== null && caller.instance.state.life === 'active') give(world, caller.instance, command(caller.call));
}

function callProcess(world: World, instance: Instance, effect: Extract<Effect, { kind: 'callProcess' }>): void {
  const program = world.programs[effect.process];
  if (program === undefined) throw new Error(`there is no process ${effect.process}`);
  start(world, program, { kind: 'start', variables: effect.variables }, { instance, call: effect.call });
}

function takeSent(world: World, name: string): void {
  const sent = world.sent.find((one) => one.name === name);
  if (sent === undefined) return;
  world.sent = world.sent.filter((one) => one !== sent);
  receive(world, name, sent.variables);
}

/** To who has listened longest, else a process that the message starts. @returns whether somebody took it */
export function receive(world: World, message: string, variables: Variables): boolean {
  for (const instance of live(world)) {
    if (give(world, instance, { kind: 'message', message, variables }) === null) return true;
  }
  const [first] = begunBy(world, (trigger) => trigger.kind === 'message' && trigger.message === message);
  if (first !== undefined) begin(world, first, variables);
  return first !== undefined;
}

/** To everybody but who sent it, who has it already. */
export function signal(world: World, name: string, sender: Instance | null, variables: Variables = {}): void {
  for (const instance of live(world)) {
    if (instance !== sender) give(world, instance, { kind: 'signal', signal: name, variables });
  }
  for (const begun of begunBy(world, (trigger) => trigger.kind === 'signal' && trigger.signal === name)) {
    begin(world, begun, variables);
  }
}

interface Begun extends Beginning {
  readonly program: Program;
  /** Which of the event's definitions has happened. */
  readonly index: number;
}

function begunBy(world: World, wanted: (trigger: Single) => boolean): readonly Begun[] {
  return Object.values(world.programs).flatMap((program) =>
    beginningsBy(program, wanted).map((one) => ({
      ...one,
      program,
      index: triggersOf(one.element.trigger).findIndex(wanted),
    })),
  );
}

/** A parallel multiple start event begins an instance when all of it has happened (BPMN 2.0.2 table 10.84). */
function begin(world: World, { program, element, index }: Begun, variables: Variables): void {
  const { id, trigger } = element;
  const happened = [...new Set([...(world.partly[id] ?? []), index])];
  const all = trigger.kind !== 'multiple' || !trigger.parallel || happened.length === trigger.triggers.length;
  world.partly = { ...world.partly, [id]: all ? [] : happened };
  if (!all) return;
  const begun = start(world, program, { kind: 'start', startEvent: id, variables });
  if ('program' in begun) world.root ??= begun;
}

export function live(world: World): readonly Instance[] {
  return world.instances.filter(({ state }) => state.life === 'active' || state.life === 'suspended');
}
