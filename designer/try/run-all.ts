/** All scenarios of a service played at once: which pass, where another fails, and what no scenario has reached. */
import type { Localised } from '#engine/cases/text/localised.ts';
import { type Coverage, coverageOf } from '#engine/scenarios/coverage.ts';
import { parseScenarios } from '#engine/scenarios/parse-scenarios.ts';
import { runScenarioFile } from '#engine/scenarios/run-file.ts';
import type { ScenarioResult } from '#engine/scenarios/run-scenario.ts';
import type { Scenario } from '#engine/scenarios/scenario.ts';
import { type Move, play, type Tried } from './play.ts';
import type { Stage } from './stage.ts';

export interface RunScenario {
  readonly path: string;
  /** Which of several in one file. */
  readonly index: number;
  readonly title: Localised;
  readonly result: ScenarioResult;
}

export interface RunAll {
  readonly scenarios: readonly RunScenario[];
  /** Of the service's own process. */
  readonly coverage: Coverage | null;
}

export function isScenario(path: string): boolean {
  return /\.scenario\.(ya?ml|json)$/.test(path);
}

export async function runAll(stage: Stage): Promise<RunAll> {
  const contentOf = new Map(stage.book.files.map(({ path, content }) => [path, content]));
  const scenarios: RunScenario[] = [];
  for (const { path, content } of stage.book.files.filter((file) => isScenario(file.path))) {
    const read = async (relative: string) => contentOf.get(beside(path, relative));
    const { results } = await runScenarioFile(path, content, read, stage.city.surroundings);
    const titles = titlesIn(content);
    const named = (result: ScenarioResult, index: number) => titles[index] ?? { vi: result.title, en: result.title };
    scenarios.push(...results.map((result, index) => ({ path, index, result, title: named(result, index) })));
  }
  const own = scenarios.flatMap(({ result }) => result.played.filter(({ program }) => isMain(stage, program.process)));
  // Nothing played yet covers nothing.
  const none = {
    model: stage.scenario.model,
    program: stage.files.main,
    elements: new Set<string>(),
    flows: new Set<string>(),
  };
  const [coverage = null] = coverageOf([none, ...own.map((one) => ({ ...one, model: stage.scenario.model }))]);
  return { scenarios, coverage };
}

/** Titles of the scenarios in a file, in its order; none where it cannot be read. */
export function titlesIn(content: string): readonly Localised[] {
  const parsed = parseScenarios(content);
  return parsed.kind === 'ok' ? parsed.scenarios.map(titleOf) : [];
}

export function titleOf({ title, titleVi }: Pick<Scenario, 'title' | 'titleVi'>): Localised {
  return { vi: titleVi ?? title, en: title };
}

/** A scenario as a run that can be gone through; null where its file cannot be read. */
export function opened(
  stage: Stage,
  path: string,
  index: number,
): { readonly scenario: Scenario; readonly tried: Tried } | null {
  const content = stage.book.files.find((file) => file.path === path)?.content;
  const parsed = content === undefined ? undefined : parseScenarios(content);
  const scenario = parsed?.kind === 'ok' ? parsed.scenarios[index] : undefined;
  if (scenario === undefined) return null;
  const moves = scenario.steps.map((step): Move => ({ step, said: {} }));
  return { scenario, tried: play(stage, { now: scenario.now, workers: scenario.workers }, moves) };
}

function isMain(stage: Stage, process: string): boolean {
  return stage.files.main.process === process;
}

/** A path as seen from where a file is. */
function beside(path: string, relative: string): string {
  const whole = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') whole.pop();
    else if (part !== '.') whole.push(part);
  }
  return whole.join('/');
}
