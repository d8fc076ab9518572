// One conformance case: its models are loaded together, its steps played, its expectation checked.
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Problem } from '#engine/bpmn/problems.ts';
import { startOfClock } from '../parse-scenarios.ts';
import type { Case } from './case.ts';
import type { World } from './cast.ts';
import { timedStarts } from './clock.ts';
import { differences, stateOf } from './expectations.ts';
import { play } from './steps.ts';

/** Reads a file beside the cases; throws where it is not there. */
export type ReadModel = (path: string) => Promise<string>;

/** @returns why the case failed, or null where it passed */
export async function runCase(of: Case, read: ReadModel): Promise<string | null> {
  const resources = await Promise.all(
    of.files.map(async (path) => ({ path: ownName(path), content: await read(path) })),
  );
  const { processes, globalTasks, problems } = await loadProgram(resources, { host: 'core', foreignWork: 'asJobs' });
  const errors = problems.filter((problem) => problem.severity === 'error' && counts(problem));
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

/** Rules of this product that the standard does not have: who a task is for, and that forms are there. */
const ownRules = new Set(['NOBODY_ADDRESSED', 'FORM_NOT_FOUND']);

/** Words of the vocabulary stand where a model has a script; a word has no format. */
const isWord = /^(?:SCRIPT_task\d|CREATE_\w+|INCREMENT_\w+|LOG_DATA|SET_STRING_DATA|THROW_ERROR)$/;

function counts({ code, params }: Problem): boolean {
  if (code === 'SCRIPT_FORMAT_MISSING') return !isWord.test(String(params?.['script']));
  return !ownRules.has(code);
}

function problemText({ element, code, params }: Problem): string {
  const said = Object.values(params ?? {}).join(' ');
  return `${element ?? 'file'} ${code}${said === '' ? '' : ` (${said})`}`;
}

/** Models of others are called `x.bpmn20.xml` or `x.dmn11.xml` too. */
function ownName(path: string): string {
  return path.replace(/\.bpmn20\.xml$/, '.bpmn').replace(/\.dmn(\d+)?\.xml$/, '.dmn');
}
