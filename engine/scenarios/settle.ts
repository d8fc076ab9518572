// What follows from a command without help: effects reach whom they concern, workers answer.
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { receive, signal } from './exchange.ts';
import { give, open, type Start } from './instances.ts';
import { answerTo } from './workers.ts';
import { type Caused, type Instance, running, type World } from './world.ts';

/** Deliveries and answers that one step may cause: a model that runs for ever must end. */
const turnsPerStepMax = 10_000;

/** Begins an instance and carries out everything that follows without help. @returns it, or why it was refused */
export function begin(world: World, program: Program, start: Start): Instance | Rejection {
  const begun = open(world, program, start, null);
  if ('program' in begun) settle(world);
  return begun;
}

/** Carries out a command and everything that follows without help. @returns why it was refused, or null */
export function act(world: World, instance: Instance, command: Command): Rejection | null {
  const refused = give(world, instance, command);
  settle(world);
  return refused;
}

/** Delivers and lets workers answer until nothing moves by itself any more. */
export function settle(world: World): void {
  for (let turn = 0; turn < turnsPerStepMax; turn++) {
    const next = world.queue.shift();
    if (next !== undefined) deliver(world, next);
    else if (!work(world)) return;
  }
  world.faults.push(`the scenario does not come to rest: more than ${turnsPerStepMax} turns in one step`);
  world.queue.length = 0;
}

function deliver(world: World, { instance, effect }: Caused): void {
  switch (effect.kind) {
    case 'sendMessage': {
      const { message: name, correlation: key = '', variables } = effect;
      const message = { name, key, variables };
      if (!receive(world, message, {})) world.mailbox.push(message);
      return;
    }
    case 'listen':
      takeSent(world, effect.name);
      return;
    case 'broadcastSignal':
      signal(world, effect.signal, { except: instance, variables: effect.variables ?? {} });
      return;
    case 'callProcess':
      callProcess(world, instance, effect);
      return;
    case 'cancelCall':
      for (const called of world.instances) {
        if (called.caller?.instance === instance && called.caller.call === effect.call) {
          give(world, called, { kind: 'cancel', reason: 'caller' });
        }
      }
      return;
    case 'suspendCall':
    case 'resumeCall': {
      const [kind, rests] =
        effect.kind === 'suspendCall' ? (['suspend', 'active'] as const) : (['resume', 'suspended'] as const);
      for (const called of world.instances) {
        const own = called.caller?.instance === instance && called.caller.call === effect.call;
        if (own && called.state.life === rests) give(world, called, { kind });
      }
      return;
    }
    case 'escalate':
      tell(world, instance, (call) => ({ kind: 'escalateCall', call, code: effect.code }));
      return;
    case 'instanceEnded':
      ended(world, instance, effect);
      return;
    default:
  }
}

function takeSent(world: World, name: string): void {
  for (const message of world.mailbox.filter((sent) => sent.name === name)) {
    if (!receive(world, message, {})) continue;
    world.mailbox.splice(world.mailbox.indexOf(message), 1);
    return;
  }
}

function callProcess(world: World, instance: Instance, effect: Extract<Effect, { kind: 'callProcess' }>): void {
  const { process, call, element, variables } = effect;
  const program = Object.hasOwn(world.programs, process) ? world.programs[process] : undefined;
  if (program === undefined) {
    world.faults.push(`${element} calls the process ${process}, which no file has; name its file under "resources"`);
    return;
  }
  const begun = open(world, program, { kind: 'start', variables }, { instance, call });
  if (!('program' in begun)) world.faults.push(`${element} cannot call the process ${process}: ${begun.code}`);
}

function ended(world: World, instance: Instance, effect: Extract<Effect, { kind: 'instanceEnded' }>): void {
  const { state, variables, error: code } = effect;
  if (state === 'completed') tell(world, instance, (call) => ({ kind: 'completeCall', call, variables }));
  else if (code !== undefined) tell(world, instance, (call) => ({ kind: 'throwError', call, code, variables: {} }));
}

function tell(world: World, { caller }: Instance, command: (call: string) => Command): void {
  if (caller !== null) give(world, caller.instance, command(caller.call));
}

/** @returns whether a worker has answered */
function work(world: World): boolean {
  for (const instance of running(world)) {
    for (const job of instance.jobs.values()) {
      const answer = answerTo(world, job);
      if (answer === null) continue;
      const refused = give(world, instance, answer);
      if (refused !== null) world.faults.push(`the worker of ${job.element} was refused: ${refused.code}`);
      return refused === null;
    }
  }
  return false;
}
