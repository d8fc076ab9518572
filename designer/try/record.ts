/** A run as a scenario's file: what was done, and after each move what is then so. */
import { slugOf } from '#engine/cases/text/slug.ts';
import type { Json } from '#engine/core/values.ts';
import { stateOf } from '#engine/scenarios/expectations.ts';
import type { Expected, Scenario, WorkerAnswer } from '#engine/scenarios/scenario.ts';
import { everyWaiting } from '#engine/scenarios/waiting.ts';
import { type WrittenScenario, type WrittenStep, writeScenarios } from '#engine/scenarios/write-scenario.ts';
import { instantText, writtenStep } from '#engine/scenarios/write-step.ts';
import { movesOf, play, type Tried, type Turn } from './play.ts';
import type { Stage } from './stage.ts';

export interface Recorded {
  readonly path: string;
  readonly content: string;
}

/** @param taken paths that there are already: none of them is written over */
export function recorded(
  stage: Stage,
  tried: Tried,
  { title, note }: { readonly title: string; readonly note: string },
  taken: readonly string[],
): Recorded {
  const { timeZone } = stage.city.surroundings;
  const up = (path: string) => `../${path}`;
  const scenario: WrittenScenario = {
    comment: note.split('\n').filter((line) => line.trim() !== ''),
    title,
    model: up(stage.scenario.model),
    ...(stage.scenario.process !== null && { process: stage.scenario.process }),
    resources: stage.scenario.resources.map(up),
    now: instantText(tried.beginning.now, timeZone),
    workers: writtenWorkers(tried.beginning.workers),
    steps: stepsOf(stage, tried, timeZone),
  };
  return { path: freePath(title, taken), content: writeScenarios([scenario]) };
}

/** What stood there to be expected is left out: what is so now is expected. */
function stepsOf(stage: Stage, tried: Tried, timeZone: string): readonly WrittenStep[] {
  const done = movesOf(tried).filter(({ step }) => step.action.kind !== 'expect');
  return done.flatMap((move, index): readonly WrittenStep[] => {
    const then = play(stage, tried.beginning, done.slice(0, index + 1));
    const turn = then.turns.at(-1);
    const expected = turn === undefined ? {} : expectedAfter(then, turn, timeZone);
    return [writtenStep(move.step, timeZone), { expect: expected }];
  });
}

function expectedAfter({ world }: Tried, { seen }: Turn, timeZone: string): Expected {
  const state = stateOf(world);
  const waiting = everyWaiting(world).filter(({ node }) => node.incident === undefined);
  const stuck = everyWaiting(world).filter(({ node }) => node.incident !== undefined);
  const stage = world.stages.at(-1);
  const fresh = freshIn(
    world.instances.flatMap(({ tasks }) => [...tasks.values()]),
    seen,
  );
  const due = fresh.flatMap(({ element, dueAt }) =>
    dueAt === undefined ? [] : [[element, instantText(dueAt, timeZone)] as const],
  );
  const assigned = fresh.flatMap(({ element, unit, role, assignee }) => {
    const who = assignee ?? unit ?? role;
    return who === undefined ? [] : [[element, who] as const];
  });
  const ended = world.history.flatMap(({ program, line }) =>
    line.event === 'completed' && program.nodes[line.element]?.type === 'endEvent' ? [line.element] : [],
  );
  const isOver = state !== 'active' && state !== 'incident' && state !== 'suspended';
  return {
    state,
    ...(stage !== undefined && { stage }),
    ...(!isOver && { waiting: waiting.map(({ node }) => node.element).toSorted() }),
    ...(stuck.length > 0 && { incidents: stuck.map(({ node }) => node.element).toSorted() }),
    ...(due.length > 0 && { due: Object.fromEntries(due) }),
    ...(assigned.length > 0 && { assigned: Object.fromEntries(assigned) }),
    ...(isOver && { ended: ended.toSorted() }),
  };
}

/** Tasks that the move has opened and that are open still. */
function freshIn<T extends { readonly task: string }>(open: readonly T[], seen: Turn['seen']): readonly T[] {
  const opened = new Set(
    seen.flatMap(({ effects }) => effects.filter((effect) => effect.kind === 'openTask').map((effect) => effect.task)),
  );
  return open.filter(({ task }) => opened.has(task));
}

function writtenWorkers(workers: Scenario['workers']): { readonly [name: string]: Json } {
  return Object.fromEntries(
    Object.entries(workers).map(([name, answers]) => {
      const written = answers.map(writtenAnswer);
      return [name, written.length === 1 ? (written[0] ?? null) : written];
    }),
  );
}

function writtenAnswer(answer: WorkerAnswer): Json {
  if (answer.kind === 'fail') return { fail: answer.message };
  if (answer.kind === 'output') return { output: answer.variables };
  return { error: { code: answer.code, variables: answer.variables } };
}

function freePath(title: string, taken: readonly string[]): string {
  const name = slugOf(title, '') || 'scenario';
  const pathAt = (turn: number): string => `scenarios/${name}${turn === 1 ? '' : `-${turn}`}.scenario.yaml`;
  let turn = 1;
  while (taken.includes(pathAt(turn))) turn += 1;
  return pathAt(turn);
}
