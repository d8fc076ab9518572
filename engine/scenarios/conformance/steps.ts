// The steps of a case, carried out. A step that is refused, or that gets stuck where a caller would take it back, leaves
// no trace.
import { Temporal } from 'temporal-polyfill';
import { describe } from '#engine/core/errors.ts';
import { evaluateFeel } from '#engine/core/expressions/feel.ts';
import { beginningsBy } from '#engine/core/model/starts.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import type { NodeInstance } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import type { Step } from './case.ts';
import { envOf, type Instance, type World } from './cast.ts';
import { advance } from './clock.ts';
import { differences, waitingAt } from './expectations.ts';
import { give, live, receive, signal, start } from './world.ts';

/** @returns what is wrong with the step, or null */
export function play(world: World, step: Step): string | null {
  const saved = save(world);
  const refused = perform(world, step) ?? (step.rejects ? stuck(world) : null);
  if (refused !== null) restore(world, saved);
  if (step.rejects) return refused === null ? 'was carried out, but should have been refused' : null;
  return step.mayReject ? null : refused;
}

function perform(world: World, step: Step): string | null {
  if (step.start !== undefined) return startProcess(world, step);
  if (step.complete !== undefined) return complete(world, step.complete, step);
  if (step.trigger !== undefined) return trigger(world, step.trigger);
  if (step.message !== undefined) return message(world, step);
  if (step.signal !== undefined) {
    signal(world, step.signal, null);
    return null;
  }
  if (step.condition !== undefined) return startByCondition(world, step.condition);
  if (step.setVariables !== undefined) return setVariables(world, step.setVariables, step.in);
  if (step.advance !== undefined) {
    advance(world, world.now + Temporal.Duration.from(step.advance).total('milliseconds'));
    return null;
  }
  if (step.work !== undefined) return work(world, step.work, step.outcome ?? {});
  if (step.activate !== undefined) return inAdHoc(world, step.in ?? '', step.activate);
  if (step.finishAdHoc !== undefined) return inAdHoc(world, step.finishAdHoc, null);
  if (step.cancelInstance) return told(world.root && give(world, world.root, { kind: 'cancel', reason: 'case' }));
  if (step.suspend !== undefined) return suspend(world, step.suspend);
  if (step.move !== undefined) return move(world, step.move);
  if (step.check !== undefined) return differences(world, step.check).join('; ') || null;
  return `this step is not known: ${Object.keys(step).join(', ')}`;
}

function startProcess(world: World, { start: wanted, root }: Step): string | null {
  const program = world.programs[wanted?.process ?? ''];
  if (program === undefined) return `there is no process ${wanted?.process}`;
  const begun = start(world, program, { kind: 'start', variables: wanted?.variables ?? {} });
  if (!('program' in begun)) return told(begun);
  if (root || world.root === null) world.root = begun;
  return null;
}

function complete(world: World, element: string, { count = 1, variables = {} }: Step): string | null {
  const times = count === 'all' ? everywhere(world, element).length : count;
  for (let time = 0; time < times; time++) {
    const found = everywhere(world, element).find(({ node }) => node.task !== undefined);
    if (found?.node.task === undefined) return `nothing waits at ${element}`;
    const refused = give(world, found.instance, { kind: 'completeTask', task: found.node.task.id, variables });
    if (refused !== null) return told(refused);
  }
  return null;
}

function trigger(world: World, element: string): string | null {
  const [found] = everywhere(world, element);
  if (found === undefined) return `nothing waits at ${element}`;
  return told(give(world, found.instance, { kind: 'trigger', node: found.node.id, variables: {} }));
}

function message(world: World, { message: name = '', count = 1, variables = {} }: Step): string | null {
  for (let time = 0; time < Number(count); time++)
    if (!receive(world, name, variables)) return `nobody waits for ${name}`;
  return null;
}

function startByCondition(world: World, variables: Variables): string | null {
  let begun = false;
  for (const program of Object.values(world.programs)) {
    const events = beginningsBy(program, (one) => {
      if (one.kind !== 'conditional' || one.condition.kind !== 'feel') return false;
      const result = evaluateFeel(one.condition.source, variables, envOf(world));
      return result.kind === 'ok' && result.value === true;
    });
    for (const { element: event } of events) {
      const instance = start(world, program, { kind: 'start', startEvent: event.id, variables });
      begun = true;
      if ('program' in instance) world.root ??= instance;
    }
  }
  return begun ? null : 'no condition is true';
}

function setVariables(world: World, variables: Variables, process: string | undefined): string | null {
  const instance = process === undefined ? world.root : live(world).find(({ program }) => program.process === process);
  return instance ? told(give(world, instance, { kind: 'setVariables', variables })) : 'there is no such instance';
}

function suspend(world: World, suspended: boolean): string | null {
  const refused = world.root && give(world, world.root, { kind: suspended ? 'suspend' : 'resume' });
  // What fell due while it rested happens now.
  advance(world, world.now);
  return told(refused);
}

function move(
  world: World,
  { cancel = [], startBefore = [], startAfter = [] }: NonNullable<Step['move']>,
): string | null {
  if (world.root === null) return 'there is no instance';
  return told(give(world, world.root, { kind: 'move', cancel, startBefore, startAfter, variables: {} }));
}

function work(world: World, element: string, outcome: NonNullable<Step['outcome']>): string | null {
  const found = everywhere(world, element).find(({ node }) => node.job !== undefined);
  if (found?.node.job === undefined) return `no work waits at ${element}`;
  const job = found.node.job.id;
  const { variables = {}, bpmnError, failure } = outcome;
  if (bpmnError !== undefined) {
    return told(give(world, found.instance, { kind: 'throwError', job, code: bpmnError, variables }));
  }
  if (failure !== undefined) {
    return told(give(world, found.instance, { kind: 'failJob', job, message: failure, retriesLeft: 0 }));
  }
  return told(give(world, found.instance, { kind: 'completeJob', job, variables }));
}

/** Begins an activity of the ad-hoc sub-process, or, null, ends it. */
function inAdHoc(world: World, adHoc: string, element: string | null): string | null {
  for (const instance of live(world)) {
    const node = Object.values(instance.state.nodes).find((one) => one.element === adHoc)?.id;
    if (node === undefined) continue;
    const command =
      element === null ? { kind: 'finishAdHoc' as const, node } : { kind: 'activate' as const, node, element };
    return told(give(world, instance, command));
  }
  return `nothing waits at ${adHoc}`;
}

function everywhere(world: World, element: string): readonly { instance: Instance; node: NodeInstance }[] {
  return live(world).flatMap((instance) => waitingAt(instance, element).map((node) => ({ instance, node })));
}

function told(refused: Rejection | null): string | null {
  return refused === null ? null : describe(refused.code, refused.params);
}

/** An incident: with us the instance keeps its place and somebody helps; who must refuse takes the step back. */
function stuck(world: World): string | null {
  const nodes = live(world).flatMap(({ state }) => Object.values(state.nodes));
  return nodes.find((node) => node.incident !== undefined)?.incident?.code ?? null;
}

type Saved = Pick<World, 'trace' | 'sent' | 'partly' | 'starts' | 'now' | 'root'> & {
  readonly instances: readonly [Instance, Instance][];
};

function save({ trace, sent, partly, starts, now, root, instances }: World): Saved {
  return {
    trace,
    sent,
    partly,
    starts,
    now,
    root,
    instances: instances.map((instance) => [instance, { ...instance }]),
  };
}

function restore(world: World, { instances, ...rest }: Saved): void {
  for (const [instance, before] of instances) Object.assign(instance, before);
  Object.assign(world, rest, { instances: instances.map(([instance]) => instance) });
}
