// Scenarios that together take every flow of a model and come to every element, each played before it is given away.
import { explore } from '#engine/core/soundness/explore.ts';
import type { Known } from '#engine/core/soundness/witness/candidates.ts';
import { loadFiles, type ReadFile } from '../load-files.ts';
import { parseScenarios, startOfClock } from '../parse-scenarios.ts';
import { runScenario, worldOf } from '../run-scenario.ts';
import type { Scenario } from '../scenario.ts';
import type { Surroundings } from '../world.ts';
import { type WrittenScenario, type WrittenStep, writeScenarios } from '../write-scenario.ts';
import { cover, type Way } from './cover.ts';
import { type Stage, triesInAllMax } from './stage.ts';
import { endedAlong, writtenWay } from './write-way.ts';

export interface Model {
  /** Paths as the scenarios will name them. */
  readonly model: string;
  readonly process?: string;
  readonly resources: readonly string[];
  /** ISO 8601; where left out, when scenarios begin. */
  readonly now?: string;
}

export interface Generated {
  readonly scenarios: readonly WrittenScenario[];
  /** Flows and elements without a scenario. `notPlayed`: one was made, but does not go as it should. */
  readonly missing: readonly { readonly id: string; readonly why: 'unreachable' | 'unsolved' | 'notPlayed' }[];
  /** The exploration has passed its bound: `unreachable` may then be wrong. */
  readonly complete: boolean;
}

/** States that are looked at in every order. */
const statesInEveryOrderMax = 1_500;
const statesMax = 6_000;

export interface Setting {
  readonly read: ReadFile;
  readonly surroundings: Surroundings;
  readonly calendars: readonly string[];
}

/** @throws Error where the model cannot be loaded */
export async function generateScenarios(model: Model, setting: Setting): Promise<Generated> {
  const stage = await stageOf(model, setting);
  const { main } = stage.world;
  const every = explore(main, { statesMax: statesInEveryOrderMax, reduce: false });
  const explored = every.complete ? every : explore(main, { statesMax, reduce: true });
  const { ways, missing } = cover(stage, explored);
  const scenarios: WrittenScenario[] = [];
  const lost: string[] = [];
  for (const [index, way] of ways.entries()) {
    const scenario = await bestOf(scenarioOf(stage, { model, way, number: index + 1 }), setting);
    if (scenario === null) lost.push(...way.adds);
    else scenarios.push(scenario);
  }
  const notPlayed = lost.map((id) => ({ id, why: 'notPlayed' as const }));
  return { scenarios, missing: [...missing, ...notPlayed], complete: explored.complete };
}

/** The world of a model before its first step. @throws Error where it cannot be loaded */
export async function stageOf(model: Model, { read, surroundings, calendars }: Setting): Promise<Stage> {
  const scenario = skeletonOf(model);
  const files = await loadFiles(scenario, read, surroundings.scripts !== undefined);
  if (!('main' in files)) throw new Error(files.message);
  const known: Known = { now: model.now ?? startOfClock, calendars, processes: Object.keys(files.programs) };
  return { world: worldOf(scenario, files, surroundings), known, focus: 0, tries: { left: triesInAllMax } };
}

/** @returns what is wrong when it is played, or null */
export async function failureOf(scenario: WrittenScenario, { read, surroundings }: Setting): Promise<string | null> {
  const parsed = parseScenarios(writeScenarios([scenario]));
  const [only] = parsed.kind === 'ok' ? parsed.scenarios : [];
  if (only === undefined) return 'it cannot be read';
  const { failure } = await runScenario(only, read, surroundings);
  return failure === null ? null : `${failure.step}: ${failure.message}`;
}

function skeletonOf({ model, process, resources, now }: Model): Scenario {
  const text = writeScenarios([
    {
      title: 'generated',
      model,
      ...(process !== undefined && { process }),
      resources,
      now: now ?? startOfClock,
      steps: [],
    },
  ]);
  const parsed = parseScenarios(text);
  const [only] = parsed.kind === 'ok' ? parsed.scenarios : [];
  if (only === undefined) throw new Error(`no scenario can be made for ${model}`);
  return only;
}

function scenarioOf(
  stage: Stage,
  { model, way, number }: { readonly model: Model; readonly way: Way; readonly number: number },
): WrittenScenario {
  const { main } = stage.world;
  const nameOf = (id: string): string => main.nodes[id]?.name || id;
  const ended = [...new Set(endedAlong(way.given))].map(nameOf);
  const flows = way.adds.filter((id) => main.flows[id] !== undefined);
  const through = [...new Set(flows.map((id) => main.flows[id]?.target ?? id))].map(nameOf);
  const some = through.filter((name) => !ended.includes(name)).slice(0, namedMax);
  const title = `${number}. ${[...some, ...ended].join(' → ')}${way.ends ? '' : ' …'}`;
  const head = {
    comment: [`Generated. Flows that are new in it: ${flows.join(', ') || 'none'}`],
    title,
    model: model.model,
    ...(model.process !== undefined && { process: model.process }),
    resources: model.resources,
  };
  return writtenWay(stage, head, way.given);
}

/** Steps that a title names. */
const namedMax = 3;

/** With what is known at the start given there, if it goes so too; null where it does not go at all. */
async function bestOf(scenario: WrittenScenario, setting: Setting): Promise<WrittenScenario | null> {
  const early = withEarlyData(scenario);
  if ((await failureOf(early, setting)) === null) return early;
  return (await failureOf(scenario, setting)) === null ? scenario : null;
}

/** What the first jobs bring is better known from the start. */
function withEarlyData(scenario: WrittenScenario): WrittenScenario {
  const [start, ...rest] = scenario.steps;
  if (start === undefined || !('start' in start) || !isRecord(start.start)) return scenario;
  const early: Record<string, unknown> = isRecord(start.start['variables']) ? { ...start.start['variables'] } : {};
  const steps = rest.map((step, index): WrittenStep => {
    const body = 'complete' in step && index < earlyStepsMax ? step.complete : null;
    const variables = isRecord(body) ? body['variables'] : null;
    if (!isRecord(body) || !isRecord(variables)) return step;
    if (Object.keys(variables).some((name) => Object.hasOwn(early, name))) return step;
    Object.assign(early, variables);
    const { variables: _, ...others } = body;
    return { complete: others } as WrittenStep;
  });
  if (Object.keys(early).length === 0) return scenario;
  return { ...scenario, steps: [{ start: { ...start.start, variables: early } } as WrittenStep, ...steps] };
}

/** Steps after the start whose data may be known from the start. */
const earlyStepsMax = 4;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
