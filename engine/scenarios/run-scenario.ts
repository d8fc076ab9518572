// Plays one scenario: loads its models, carries out step after step, stops at the first that is not as it says.
import type { Problem } from '#engine/bpmn/problems.ts';
import type { Program } from '#engine/core/model/program.ts';
import { timedStartsOf } from './clock.ts';
import type { Difference } from './expectations.ts';
import { type Files, loadFiles, problemText, type ReadFile } from './load-files.ts';
import { stepFailure } from './perform.ts';
import type { Scenario } from './scenario.ts';
import type { Surroundings, World } from './world.ts';

export interface ScenarioResult {
  readonly title: string;
  readonly line: number;
  readonly failure: Failure | null;
  /** What was touched, for coverage, by model; nothing where the models could not be loaded. */
  readonly played: readonly Played[];
}

export interface Failure {
  readonly line: number;
  readonly step: string;
  readonly message: string;
  /** What is not as it was expected to be; empty where the step could not be carried out. */
  readonly differences: readonly Difference[];
}

export interface Played {
  /** File of the model, as the scenario names it. */
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
  const result = (failure: Failure | null, played: readonly Played[] = []) => ({ title, line, failure, played });
  const files = await loadFiles(scenario, read, surroundings.scripts !== undefined);
  const [first] = scenario.steps;
  const expected = first?.action.kind === 'expect' ? first.action.expected.problems : undefined;
  if (expected !== undefined && first !== undefined) {
    const message = problemDifference('problems' in files ? files.problems : [], expected);
    return result(message === null ? null : { line: first.line, step: 'expect', message, differences: [] });
  }
  if (!('programs' in files)) return result({ line, step: 'model', message: files.message, differences: [] });
  const world = worldOf(scenario, files, surroundings);
  const failure = calendarFailure(world) ?? play(world);
  return result(failure, touched(world, files));
}

/** The world before the first step. @param watch hears of every step */
export function worldOf(
  scenario: Scenario,
  { main, programs, versions }: Files,
  surroundings: Surroundings,
  watch?: World['watch'],
): World {
  const world: World = {
    scenario,
    surroundings,
    main,
    programs,
    versions,
    instances: [],
    turns: new Map(),
    mailbox: [],
    thrown: [],
    stages: [],
    history: [],
    faults: [],
    queue: [],
    starts: [],
    now: scenario.now,
    ...(watch !== undefined && { watch }),
  };
  world.starts = timedStartsOf(world);
  return world;
}

function calendarFailure({ scenario, surroundings, now }: World): Failure | null {
  if (scenario.calendar === null) return null;
  try {
    surroundings.workingTime.due(now, 'PT1H', scenario.calendar, 'elapsed');
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { line: scenario.line, step: 'calendar', message, differences: [] };
  }
}

function play(world: World): Failure | null {
  for (const step of world.scenario.steps) {
    const failure = stepFailure(world, step);
    if (failure !== null)
      return { line: step.line, step: step.name, message: failure.message, differences: failure.differences };
  }
  return null;
}

/** Of the played process, and of every other that had an instance. */
export function touched({ history, instances, main }: World, { fileOf }: Files): readonly Played[] {
  const programs = new Set([
    main,
    ...instances.map(({ program }) => program),
    ...history.map(({ program }) => program),
  ]);
  return [...programs].map((program) => {
    const lines = history.filter((one) => one.program === program).map(({ line }) => line);
    const elements = lines.filter(({ event }) => event === 'activated').map(({ element }) => element);
    const flows = lines.filter(({ event }) => event === 'taken').map(({ element }) => element);
    return { model: fileOf(program), program, elements: new Set(elements), flows: new Set(flows) };
  });
}

function problemDifference(errors: readonly Problem[], expected: readonly string[]): string | null {
  const found = [...new Set(errors.map((problem) => problem.element ?? problem.path))].toSorted();
  const wanted = [...new Set(expected)].toSorted();
  if (JSON.stringify(found) === JSON.stringify(wanted)) return null;
  return `problems: expected ${JSON.stringify(wanted)}, found ${errors.map(problemText).join('; ') || 'none'}`;
}
