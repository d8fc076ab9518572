// The scenarios of a draft, played before it is published. They share time with those who use the server: what is not
// played within the bound is said, and between two scenarios others get their turn.
import type { Problem } from '#engine/bpmn/problems.ts';
import { coverageOf } from '#engine/scenarios/coverage.ts';
import { runScenarioFile } from '#engine/scenarios/run-file.ts';
import type { Played, ScenarioResult } from '#engine/scenarios/run-scenario.ts';
import type { Surroundings } from '#engine/scenarios/world.ts';
import { found, listedWords } from './rule.ts';
import type { Drawn, ReadService } from './service.ts';

export interface PlayBounds {
  /** Asked between two files: whether there is no more time. */
  readonly isOver: () => boolean;
  /** Lets others have their turn. */
  readonly pause: () => Promise<void>;
}

export async function playScenarios(
  service: ReadService,
  surroundings: Surroundings,
  { isOver, pause }: PlayBounds,
): Promise<readonly Problem[]> {
  const scenarios = service.files.filter(({ path }) => /\.scenario\.(ya?ml|json)$/.test(path));
  if (scenarios.length === 0) return [found('NO_SCENARIO', { path: '', element: null })];
  const problems: Problem[] = [];
  const played: Played[] = [];
  for (const [index, { path, content }] of scenarios.entries()) {
    // A server does not stand still for a script in JavaScript.
    if (isOver() || service.drawn.some(hasJavaScript)) {
      const count = scenarios.length - index;
      return [
        ...problems,
        found('SCENARIOS_NOT_FINISHED', { path: scenarios[index]?.path ?? '', element: null }, { count }),
      ];
    }
    const read = async (name: string) => service.files.find((file) => file.path === resolved(path, name))?.content;
    const { results } = await runScenarioFile(path, content, read, surroundings);
    for (const result of results) {
      problems.push(...failed(path, result));
      played.push(...result.played);
    }
    await pause();
  }
  return [...problems, ...(problems.length > 0 ? [] : missed(service, played))];
}

function failed(path: string, { title, failure }: ScenarioResult): readonly Problem[] {
  if (failure === null) return [];
  const { line, step, message } = failure;
  const reason = message.replace(/\s+/g, ' ').replace(/\.$/, '').slice(0, reasonLengthMax);
  return [found('SCENARIO_FAILS', { path, element: `${line}` }, { title, step, line, reason })];
}

function hasJavaScript({ program }: Drawn): boolean {
  return Object.values(program.nodes).some((node) => node.type === 'scriptTask' && node.javascript !== undefined);
}

const reasonLengthMax = 300;

/** Steps that no scenario comes to; what only leads from one to the other is covered with them. */
function missed(service: ReadService, played: readonly Played[]): readonly Problem[] {
  const covered = coverageOf(played);
  return service.drawn.flatMap(({ path, program }) => {
    const missing =
      covered.find(({ process }) => process === program.process)?.elements.missing ?? Object.keys(program.nodes);
    const nodes = missing.flatMap((id) => program.nodes[id] ?? []).filter(({ type }) => !type.endsWith('Gateway'));
    const [first] = nodes;
    if (first === undefined) return [];
    const steps = listedWords(nodes.map(({ name, english, id }) => ({ vi: name || id, en: english ?? (name || id) })));
    return [found('SCENARIOS_MISS', { path, element: first.id }, { count: nodes.length, steps })];
  });
}

/** A path beside a scenario's, as the service names it. */
function resolved(scenario: string, path: string): string {
  const parts = scenario.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
