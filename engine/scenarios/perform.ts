// The steps of a scenario, carried out.
import { describe } from '#engine/core/errors.ts';
import { migrate } from '#engine/core/migration/migrate.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { carryPast } from '#engine/core/returns/past.ts';
import { recallOf } from '#engine/core/returns/recall.ts';
import { returnsFrom } from '#engine/core/returns/returns.ts';
import { advanceTo, instantAfter } from './clock.ts';
import { commandAt } from './commands-at.ts';
import { receive, signal, startsOf } from './exchange.ts';
import { type Difference, differences } from './expectations.ts';
import { note } from './instances.ts';
import type { Action, Spot, StartAction, Step } from './scenario.ts';
import { act, begin, settle } from './settle.ts';
import { everyWaiting, type Waiting } from './waiting.ts';
import { envOf, type Instance, type World } from './world.ts';

/** Why a step is not as the scenario says. */
export interface StepFailure {
  readonly message: string;
  readonly reason: Reason | 'differs' | 'rejected' | 'notRefused' | 'restless';
  /** The element or name that it is about; '' for none. */
  readonly of: string;
  readonly differences: readonly Difference[];
  /** By the core. */
  readonly rejection: Rejection | null;
}

type Reason =
  | 'unknownElement'
  | 'nothingWaits'
  | 'notForThis'
  | 'nobodyListens'
  | 'nothingStarts'
  | 'noWayBack'
  | 'notMigrated'
  | 'notBack'
  | 'noSuchFile'
  | 'ended';

/** @returns what is wrong with the step, or null */
export function stepFailure(world: World, step: Step): StepFailure | null {
  const outcome = perform(world, step.action);
  const [fault] = world.faults;
  if (fault !== undefined) return { ...plain, reason: 'restless', message: fault };
  if (outcome.kind === 'wrong') return outcome.failure;
  if (outcome.kind === 'refused') return step.refused ? null : outcome.failure;
  if (!step.refused) return null;
  return { ...plain, reason: 'notRefused', message: 'was carried out, but should have been refused' };
}

/** `refused`: it cannot be done now. `wrong`: it is not as the scenario says, or names what is not there at all. */
type Outcome = { readonly kind: 'done' } | { readonly kind: 'refused' | 'wrong'; readonly failure: StepFailure };

const plain = { of: '', differences: [], rejection: null } as const;
const done: Outcome = { kind: 'done' };
const refused = (reason: Reason, message: string, of = ''): Outcome => ({
  kind: 'refused',
  failure: { ...plain, reason, message, of },
});
const wrong = (reason: Reason, message: string, of = ''): Outcome => ({
  kind: 'wrong',
  failure: { ...plain, reason, message, of },
});

function perform(world: World, action: Action): Outcome {
  switch (action.kind) {
    case 'start':
      return startInstance(world, action);
    case 'message': {
      const { name, key, variables, correlation } = action;
      const taken = receive(world, { name, variables, ...(key !== undefined && { key }) }, correlation);
      settle(world);
      return taken ? done : refused('nobodyListens', `nobody waits for the message ${name}`, name);
    }
    case 'signal':
      signal(world, action.name, { except: null, variables: action.variables });
      settle(world);
      return done;
    case 'advance':
      return advance(world, action);
    case 'expect': {
      const found = differences(world, action.expected);
      if (found.length === 0) return done;
      const message = found.map((one) => one.message).join('\n');
      return { kind: 'wrong', failure: { ...plain, reason: 'differs', message, differences: found } };
    }
    case 'complete':
    case 'fail':
    case 'error':
    case 'escalation':
    case 'retry':
    case 'task':
      return atElement(world, action);
    case 'activate':
    case 'finishAdHoc':
      return inAdHoc(world, action);
    case 'sendBack':
      return sendBack(world, action);
    case 'recall':
      return recall(world, action);
    default:
      return toRoot(world, action);
  }
}

function startInstance(world: World, { variables, message, signal: name, element }: StartAction): Outcome {
  const { main } = world;
  if (element !== null && main.nodes[element] === undefined)
    return wrong('unknownElement', `there is no element ${element}`, element);
  if (message === null && name === null) {
    const start = { kind: 'start', variables, ...(element !== null && { startEvent: element }) } as const;
    const begun = begin(world, main, start);
    return 'program' in begun ? done : told(begun);
  }
  const [found] = startsOf(world, (trigger) =>
    message === null
      ? trigger.kind === 'signal' && trigger.signal === name
      : trigger.kind === 'message' && trigger.message === message,
  );
  if (found === undefined)
    return refused('nothingStarts', `no process starts by ${message ?? name}`, message ?? name ?? '');
  const begun = begin(world, found.program, { kind: 'start', startEvent: found.event, variables });
  return 'program' in begun ? done : told(begun);
}

function advance(world: World, { clock }: Extract<Action, { kind: 'advance' }>): Outcome {
  const target = instantAfter(world, clock);
  if (target < world.now) return wrong('notBack', 'the clock does not go back');
  advanceTo(world, target);
  return done;
}

type AtElement = Extract<Action, { kind: 'complete' | 'fail' | 'error' | 'escalation' | 'retry' | 'task' }>;

function atElement(world: World, action: AtElement): Outcome {
  const spot = action.kind === 'retry' ? { element: action.element, nth: 0 } : action.at;
  if (!isKnown(world, spot.element))
    return wrong('unknownElement', `there is no element ${spot.element}`, spot.element);
  const found = waitingAt(world, spot);
  if (found === null) return refused('nothingWaits', `nothing waits at ${spot.element}`, spot.element);
  const command = commandAt(world, found, action);
  if (command === null) return refused('notForThis', `${spot.element} does not wait for this`, spot.element);
  return told(act(world, found.instance, command));
}

function sendBack(world: World, { at, to, undo }: Extract<Action, { kind: 'sendBack' }>): Outcome {
  const unknown = [at.element, to].find((id) => !isKnown(world, id));
  if (unknown !== undefined) return wrong('unknownElement', `there is no element ${unknown}`, unknown);
  const found = waitingAt(world, at);
  if (found === null) return refused('nothingWaits', `nothing waits at ${at.element}`, at.element);
  const { instance, node } = found;
  const all = returnsFrom(instance.program, instance.past, node.id);
  const back = all.find(({ element }) => element === to);
  if (back !== undefined) return told(act(world, instance, { ...back.command, undo }));
  const possible = all.map(({ element }) => element).join(', ') || 'nowhere';
  return refused('noWayBack', `${at.element} cannot be sent back to ${to}; it can to: ${possible}`, at.element);
}

/** The last time that a task was completed there. */
function recall(world: World, { element }: Extract<Action, { kind: 'recall' }>): Outcome {
  if (!isKnown(world, element)) return wrong('unknownElement', `there is no element ${element}`, element);
  for (const instance of world.instances.toReversed()) {
    const steps = [...instance.past.nodes.values()].filter((node) => node.element === element);
    const task = steps.findLast(({ completion }) => completion !== undefined)?.task;
    if (task === undefined) continue;
    const recalled = recallOf(instance.program, instance.past, task);
    if (recalled.kind === 'possible') return told(act(world, instance, { ...recalled.back.command, undo: true }));
    return refused('noWayBack', `${element} cannot be recalled: ${recallReasons[recalled.kind]}`, element);
  }
  return refused('noWayBack', `nobody has completed ${element}`, element);
}

const recallReasons = {
  goneOn: 'somebody has taken up what follows',
  goneOut: 'a machine has done what cannot be undone',
  never: 'the model does not allow it',
  over: 'it is over',
} as const;

type InAdHoc = Extract<Action, { kind: 'activate' | 'finishAdHoc' }>;

function inAdHoc(world: World, action: InAdHoc): Outcome {
  const { element } = action;
  if (!isKnown(world, element)) return wrong('unknownElement', `there is no element ${element}`, element);
  for (const instance of world.instances) {
    const around = action.kind === 'activate' ? (action.inside ?? instance.program.nodes[element]?.scope) : element;
    const node = Object.values(instance.state.nodes).find((one) => one.element === around);
    if (node === undefined) continue;
    const command =
      action.kind === 'activate'
        ? ({ kind: 'activate', node: node.id, element } as const)
        : ({ kind: 'finishAdHoc', node: node.id } as const);
    return told(act(world, instance, command));
  }
  return refused('nothingWaits', `the sub-process around ${element} is not open`, element);
}

type ToRoot = Extract<Action, { kind: 'set' | 'move' | 'migrate' | 'suspend' | 'resume' | 'cancel' }>;

function toRoot(world: World, action: ToRoot): Outcome {
  const [root] = world.instances;
  if (root === undefined) return refused('nothingWaits', 'no instance has been started');
  switch (action.kind) {
    case 'set':
      return setVariables(world, root, action);
    case 'move': {
      const { cancel, activate } = action;
      const unknown = [...cancel, ...activate].find((id) => !isKnown(world, id));
      if (unknown !== undefined) return wrong('unknownElement', `there is no element ${unknown}`, unknown);
      return told(act(world, root, { kind: 'move', cancel, startBefore: activate, startAfter: [], variables: {} }));
    }
    case 'migrate':
      return migrateTo(world, root, action);
    case 'cancel':
      return told(act(world, root, { kind: 'cancel', reason: 'scenario' }));
    case 'suspend':
    case 'resume': {
      const outcome = told(act(world, root, { kind: action.kind }));
      // What it has called rests with it.
      for (const called of world.instances) if (isCalledFrom(called, root)) act(world, called, { kind: action.kind });
      // What fell due while it rested happens now.
      advanceTo(world, world.now);
      return outcome;
    }
  }
}

function migrateTo(world: World, root: Instance, { model, map }: Extract<Action, { kind: 'migrate' }>): Outcome {
  const to = world.versions.get(model);
  if (to === undefined) return wrong('noSuchFile', `there is no file ${model}`, model);
  const ended = root.state.life !== 'active' && root.state.life !== 'suspended';
  if (ended) return refused('ended', 'the instance has ended');
  const migrated = migrate({ from: root.program, to, map }, root.state, envOf(world));
  if (migrated.kind === 'refused') {
    const reasons = migrated.problems.map(
      ({ element, counterpart, reason }) => `${element} → ${counterpart} ${reason}`,
    );
    return refused('notMigrated', `cannot go on under ${model}: ${reasons.join(', ')}`, model);
  }
  root.program = to;
  root.state = migrated.state;
  carryPast(root.past, migrated.state, map);
  note(world, root, migrated.effects);
  settle(world);
  return done;
}

/** Without an element the outermost scope is meant; with one, what is seen there: inside it, or around it. */
function setVariables(world: World, root: Instance, action: Extract<Action, { kind: 'set' }>): Outcome {
  const { element, variables } = action;
  if (element === null) return told(act(world, root, { kind: 'setVariables', variables }));
  if (!isKnown(world, element)) return wrong('unknownElement', `there is no element ${element}`, element);
  for (const instance of world.instances) {
    const { scopes, nodes } = instance.state;
    const inside = Object.values(scopes).find((scope) => scope.element === element && scope.turn === undefined);
    const scope = inside?.id ?? Object.values(nodes).find((node) => node.element === element)?.scope;
    if (scope !== undefined) return told(act(world, instance, { kind: 'setVariables', scope, variables }));
  }
  return refused('nothingWaits', `nothing is at ${element}`, element);
}

function isCalledFrom({ caller }: Instance, root: Instance): boolean {
  return caller !== null && (caller.instance === root || isCalledFrom(caller.instance, root));
}

/** What waits at an element or is stuck there, the `nth` of several. */
function waitingAt(world: World, { element, nth }: Spot): Waiting | null {
  return everyWaiting(world).filter(({ node }) => node.element === element)[nth] ?? null;
}

function isKnown({ programs, instances }: World, element: string): boolean {
  const all = [...Object.values(programs), ...instances.map(({ program }) => program)];
  return all.some(({ nodes }) => Object.hasOwn(nodes, element));
}

function told(rejection: Rejection | null): Outcome {
  if (rejection === null) return done;
  const message = `refused: ${describe(rejection.code, rejection.params)} (${rejection.code})`;
  return { kind: 'refused', failure: { ...plain, reason: 'rejected', message, rejection } };
}
