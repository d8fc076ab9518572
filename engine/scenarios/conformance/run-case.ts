// One conformance case: its models are loaded together, its steps played, its expectation checked.
import { startOfClock } from '../parse-scenarios.ts';
import type { Case } from './case.ts';
import type { World } from './cast.ts';
import { timedStarts } from './clock.ts';
import { differences, stateOf } from './expectations.ts';
import { loadCase, problemText } from './refusals.ts';
import { play } from './steps.ts';

/** Reads a file beside the cases; throws where it is not there. */
export type ReadModel = (path: string) => Promise<string>;

/** @returns why the case failed, or null where it passed */
export async function runCase(of: Case, read: ReadModel): Promise<string | null> {
  const { processes, globalTasks, errors } = await loadCase(of, read);
  const mayRefuse = of.expect.state === 'rejected' || of.expect.state === 'rejectedOrError';
  if (errors.length > 0) return mayRefuse ? null : `refused: ${errors.map(problemText).join(', ')}`;
  if (of.expect.state === 'rejected') return 'deployed, but should have been refused';
  const world: World = {
    of,
    programs: { ...processes, ...globalTasks },
    ...empty,
    instances: [],
    trace: [],
    sent: [],
    partly: {},
    starts: [],
  };
  world.starts = timedStarts(world);
  return playAll(world);
}

const empty = { now: Date.parse(startOfClock), root: null };

function playAll(world: World): string | null {
  for (const [index, step] of world.of.steps.entries()) {
    const wrong = play(world, step);
    if (wrong !== null) return `step ${index + 1}: ${wrong}`;
  }
  if (world.of.expect.state === 'rejectedOrError') {
    const failed = stateOf(world) === 'uncaughtErrorEnd' || world.instances.some(hasIncident);
    return failed ? null : 'ran, but should have been refused or failed';
  }
  return differences(world, world.of.expect).join('; ') || null;
}

function hasIncident({ state }: World['instances'][number]): boolean {
  return Object.values(state.nodes).some((node) => node.incident !== undefined);
}
