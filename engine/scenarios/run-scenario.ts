// Plays one scenario: loads its models, carries out step after step, stops at the first that is not as it says.
import { Temporal } from 'temporal-polyfill';
import { type LoadedProgram, loadProgram } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import type { Command } from '#engine/core/commands.ts';
import { describe } from '#engine/core/errors.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { Rejection } from '#engine/core/rejection.ts';
import { differences } from './expectations.ts';
import type { Action, Scenario, Step } from './scenario.ts';
import { act, advanceTo, type Instance, type Surroundings, type World, waitingAt } from './world.ts';

/** Reads a file beside the scenario's; undefined where there is none. */
export type ReadFile = (path: string) => Promise<string | undefined>;

export interface ScenarioResult {
  readonly title: string;
  readonly line: number;
  readonly failure: Failure | null;
  /** What was touched, for coverage; null where the model could not be loaded. */
  readonly played: Played | null;
}

export interface Failure {
  readonly line: number;
  readonly step: string;
  readonly message: string;
}

export interface Played {
  readonly model: string;
  readonly program: Program;
  readonly elements: ReadonlySet<string>;
  readonly flows: ReadonlySet<string>;
}

export async function runScenario(
  scenario: Scenario,
  read: ReadFile,
  surroundings: Surroundings,
): Promise<ScenarioResult> {
  const { title, line } = scenario;
  const failed = (at: number, step: string, message: string): ScenarioResult => ({
    title,
    line,
    failure: { line: at, step, message },
    played: null,
  });
  const loaded = await load(scenario, read);
  if (typeof loaded === 'string') return failed(line, 'model', loaded);
  const errors = loaded.problems.filter((problem) => problem.severity === 'error' && problem.code !== 'FORM_NOT_FOUND');
  const [first] = scenario.steps;
  const expected = first?.action.kind === 'expect' ? first.action.expected.problems : undefined;
  if (expected !== undefined && first !== undefined) {
    const message = problemDifference(errors, expected);
    return message === null ? { title, line, failure: null, played: null } : failed(first.line, 'expect', message);
  }
  if (errors.length > 0) return failed(line, 'model', errors.map(problemText).join('; '));
  const program = programOf(loaded, scenario);
  if (typeof program === 'string') return failed(line, 'process', program);
  const world: World = { program, scenario, surroundings, instances: [], turns: new Map(), now: scenario.now };
  const failure = calendarFailure(world) ?? play(world);
  return { title, line, failure, played: touched(world) };
}

async function load(scenario: Scenario, read: ReadFile): Promise<LoadedProgram | string> {
  const resources = [];
  for (const path of [scenario.model, ...scenario.resources]) {
    const content = await read(path);
    if (content === undefined) return `there is no file ${path}`;
    resources.push({ path, content });
  }
  return await loadProgram(resources, { host: 'core' });
}

function programOf({ processes }: LoadedProgram, scenario: Scenario): Program | string {
  const all = Object.values(processes);
  const found = scenario.process === null ? all : all.filter(({ process }) => process === scenario.process);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  return `${found.length === 0 ? 'no' : 'more than one'} executable process; name one of: ${Object.keys(processes).join(', ')}`;
}

function calendarFailure({ scenario, surroundings, now }: World): Failure | null {
  if (scenario.calendar === null) return null;
  try {
    surroundings.workingTime.due(now, 'PT1H', scenario.calendar, 'elapsed');
    return null;
  } catch (error) {
    return { line: scenario.line, step: 'calendar', message: error instanceof Error ? error.message : String(error) };
  }
}

function play(world: World): Failure | null {
  for (const step of world.scenario.steps) {
    const message = stepFailure(world, step);
    if (message !== null) return { line: step.line, step: step.name, message };
  }
  return null;
}

function stepFailure(world: World, step: Step): string | null {
  const outcome = perform(world, step.action);
  if (typeof outcome === 'string') return step.refused && outcome !== notYet ? null : outcome;
  if (outcome !== null)
    return step.refused ? null : `refused: ${describe(outcome.code, outcome.params)} (${outcome.code})`;
  return step.refused ? 'was carried out, but should have been refused' : null;
}

const notYet = 'this step is not supported yet';

/** @returns null where it was done, a rejection, or a sentence on why it could not even be asked */
function perform(world: World, action: Action): Rejection | string | null {
  const [root] = world.instances;
  switch (action.kind) {
    case 'message': {
      const { name, variables } = action;
      const waits = world.instances.find((instance) => listens(instance, name));
      if (waits !== undefined) return act(world, waits, { kind: 'message', message: name, variables });
      return act(world, undefined, startCommand(action));
    }
    case 'start':
      return act(world, undefined, startCommand(action));
    case 'advance':
      return advance(world, action.to);
    case 'set':
      return root === undefined ? notStarted : act(world, root, { kind: 'setVariables', variables: action.variables });
    case 'cancel':
      return root === undefined ? notStarted : act(world, root, { kind: 'cancel', reason: 'scenario' });
    case 'unsupported':
      return notYet;
    case 'expect':
      return differences(world, action.expected).join('; ') || null;
    default:
      return performAt(world, action);
  }
}

function listens({ state }: Instance, message: string): boolean {
  return Object.values(state.subscriptions).some((one) => one.kind === 'message' && one.name === message);
}

const notStarted = 'no instance has been started';

function startCommand(action: Extract<Action, { kind: 'start' | 'message' }>): Command {
  const { variables } = action;
  const message = action.kind === 'message' ? action.name : action.message;
  const startEvent = action.kind === 'start' ? action.element : null;
  return {
    kind: 'start',
    variables,
    ...(message !== null && { message }),
    ...(startEvent !== null && { startEvent }),
  };
}

type ActionAtElement = Extract<Action, { kind: 'complete' | 'fail' | 'error' | 'retry' | 'task' }>;

function performAt(world: World, action: ActionAtElement): Rejection | string | null {
  const spot = action.kind === 'retry' ? { element: action.element, nth: 0 } : action.at;
  const found = waitingAt(world, spot);
  if (found === null) return `nothing waits at ${spot.element}`;
  const command = commandAt(found, action);
  return command === null ? `${spot.element} does not wait for this` : act(world, found.instance, command);
}

function commandAt(
  { node }: { instance: Instance; node: Instance['state']['nodes'][string] },
  action: ActionAtElement,
): Command | null {
  const [task, job, incident] = [node.task?.id, node.job?.id, node.incident?.id];
  switch (action.kind) {
    case 'retry':
      return incident === undefined ? null : { kind: 'retryIncident', incident };
    case 'task': {
      const who = action.as === null ? {} : { by: action.as, to: action.as };
      return task === undefined ? null : { kind: 'task', task, verb: action.verb, ...who };
    }
    case 'fail':
      if (job === undefined) return null;
      return { kind: 'failJob', job, message: action.message, retriesLeft: action.retries };
    case 'error': {
      const { code, variables } = action;
      if (task !== undefined) return { kind: 'throwError', task, code, variables };
      return job === undefined ? null : { kind: 'throwError', job, code, variables };
    }
    case 'complete':
      if (task !== undefined) return { kind: 'completeTask', task, variables: action.variables };
      return job === undefined ? null : { kind: 'completeJob', job, variables: action.variables };
  }
}

function advance(world: World, text: string): string | null {
  try {
    const target = /^[+-]?P/.test(text)
      ? Temporal.Instant.fromEpochMilliseconds(world.now)
          .toZonedDateTimeISO(world.surroundings.timeZone)
          .add(text)
          .toInstant()
      : Temporal.Instant.from(text);
    if (target.epochMilliseconds < world.now) return `the clock does not go back to ${text}`;
    advanceTo(world, target.epochMilliseconds);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return `"${text}" is neither a duration nor an instant: ${error.message}`;
    throw error;
  }
}

function touched(world: World): Played {
  const history = world.instances.flatMap(({ effects }) => effects.filter((effect) => effect.kind === 'history'));
  const elements = history.filter(({ event }) => event === 'activated').map(({ element }) => element);
  const flows = history.filter(({ event }) => event === 'taken').map(({ element }) => element);
  return { model: world.scenario.model, program: world.program, elements: new Set(elements), flows: new Set(flows) };
}

function problemDifference(errors: readonly Problem[], expected: readonly string[]): string | null {
  const found = [...new Set(errors.map((problem) => problem.element ?? problem.path))].toSorted();
  const wanted = [...new Set(expected)].toSorted();
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  return `problems: expected ${JSON.stringify(wanted)}, found ${errors.map(problemText).join('; ') || 'none'}`;
}

function problemText({ path, element, message, code }: Problem): string {
  return `${path}${element === null ? '' : `#${element}`}: ${message.en} (${code})`;
}
