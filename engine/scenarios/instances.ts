// Commands to the instances of a scenario, and what is kept of what they cause; who else hears of it: `settle.ts`.
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { newPast, remember } from '#engine/core/returns/past.ts';
import { step } from '#engine/core/step.ts';
import { envOf, type Instance, type World } from './world.ts';

export type Start = Extract<Command, { kind: 'start' }>;

/** One command, without what follows from it. */
export function give(world: World, instance: Instance, command: Command): Rejection | null {
  const result = step(instance.program, instance.state, command, envOf(world));
  if (result.kind === 'rejected') return result;
  const before = instance.state;
  instance.state = result.state;
  remember(instance.past, { command, stepped: result, at: world.now });
  note(world, instance, result.effects);
  world.watch?.({ at: world.now, instance, command, before, effects: result.effects });
  return null;
}

export function open(world: World, program: Program, start: Start, caller: Instance['caller']): Instance | Rejection {
  const result = step(program, undefined, start, envOf(world));
  if (result.kind === 'rejected') return result;
  const past = newPast();
  remember(past, { command: start, stepped: result, at: world.now });
  const instance: Instance = { program, caller, state: result.state, past, tasks: new Map(), jobs: new Map() };
  world.instances.push(instance);
  note(world, instance, result.effects);
  world.watch?.({ at: world.now, instance, command: start, before: undefined, effects: result.effects });
  return instance;
}

/** Keeps what a step has caused; what goes to others waits in the queue. */
export function note(world: World, instance: Instance, effects: readonly Effect[]): void {
  // A call that the same step has cancelled is not made.
  const cancelled = new Set(effects.flatMap((effect) => (effect.kind === 'cancelCall' ? [effect.call] : [])));
  for (const effect of effects) {
    keep(world, instance, effect);
    if (effect.kind === 'callProcess' && cancelled.has(effect.call)) continue;
    world.queue.push({ instance, effect });
  }
}

function keep(world: World, instance: Instance, effect: Effect): void {
  switch (effect.kind) {
    case 'openTask':
      instance.tasks.set(effect.task, effect);
      return;
    case 'updateTask':
      update(instance, effect);
      return;
    case 'closeTask':
      instance.tasks.delete(effect.task);
      return;
    case 'createJob':
      instance.jobs.set(effect.job, effect);
      return;
    case 'closeJob':
      instance.jobs.delete(effect.job);
      return;
    case 'history':
      world.history.push({ program: instance.program, line: effect });
      return;
    case 'stage':
      world.stages.push(effect.stage);
      return;
    case 'sendMessage':
      world.thrown.push({ message: effect.message });
      return;
    case 'broadcastSignal':
      world.thrown.push({ signal: effect.signal });
      return;
    case 'escalate':
      world.thrown.push({ escalation: effect.code });
      return;
    case 'instanceEnded':
      if (effect.error !== undefined) world.thrown.push({ error: effect.error });
      return;
    default:
  }
}

function update(instance: Instance, { task, unit, role, priority }: Extract<Effect, { kind: 'updateTask' }>): void {
  const offered = instance.tasks.get(task);
  if (offered === undefined) return;
  instance.tasks.set(task, {
    ...offered,
    ...(unit !== undefined && { unit }),
    ...(role !== undefined && { role }),
    ...(priority !== undefined && { priority }),
  });
}
