// Scenario files: one scenario or a list of them, YAML or JSON. Unknown keys are faults with their line.
import { Temporal } from 'temporal-polyfill';
import type { TaskVerb } from '#engine/core/commands.ts';
import type { Instant } from '#engine/core/values.ts';
import { readExpected } from './parse-expected.ts';
import * as read from './reading.ts';
import type { Action, Scenario, Spot, Step, WorkerAnswer } from './scenario.ts';

export type ParsedScenarios =
  | { readonly kind: 'ok'; readonly scenarios: readonly Scenario[] }
  | { readonly kind: 'failed'; readonly faults: readonly read.Fault[] };

export function parseScenarios(content: string): ParsedScenarios {
  const document = read.openDocument(content);
  const { faults } = document.source;
  if (faults.length > 0) return { kind: 'failed', faults };
  const places = Array.isArray(document.value) ? read.items(document) : [document];
  const scenarios = places.map(readScenario);
  return faults.length > 0 ? { kind: 'failed', faults } : { kind: 'ok', scenarios };
}

/** The virtual clock's start where a scenario names none: a Monday. */
export const startOfClock = '2026-01-05T08:00:00Z';

function readScenario(place: read.Place): Scenario {
  read.allowKeys(place, ['title', 'model', 'process', 'resources', 'now', 'calendar', 'workers', 'steps']);
  const resources = read.at(place, 'resources');
  const steps = read.at(place, 'steps');
  if (!Array.isArray(steps.value)) read.fault(steps, '"steps" must be a list');
  return {
    title: read.text(read.at(place, 'title')),
    line: read.lineOf(place),
    model: read.text(read.at(place, 'model')),
    process: read.optionalText(read.at(place, 'process')),
    resources: resources.value === undefined ? [] : read.texts(resources),
    now: readInstant(read.at(place, 'now')),
    calendar: read.optionalText(read.at(place, 'calendar')),
    workers: readWorkers(read.at(place, 'workers')),
    steps: read.items(steps).map(readStep),
  };
}

function readInstant(place: read.Place): Instant {
  const text = read.text(place, startOfClock);
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    read.fault(place, '"now" must be an instant with its offset, such as 2026-11-20T08:00:00+07:00');
    return 0;
  }
}

function readWorkers(place: read.Place): Scenario['workers'] {
  return Object.fromEntries(
    read.keysOf(place).map((name) => {
      const worker = read.at(place, name);
      const answers = Array.isArray(worker.value) ? read.items(worker) : [worker];
      return [name, answers.map(readAnswer)];
    }),
  );
}

function readAnswer(place: read.Place): WorkerAnswer {
  read.allowKeys(place, ['output', 'fail', 'error']);
  if (read.keysOf(place).length !== 1) read.fault(place, 'a worker answers with one of output, fail, error');
  if (read.has(place, 'fail')) return { kind: 'fail', message: read.text(read.at(place, 'fail')) };
  if (!read.has(place, 'error')) return { kind: 'output', variables: read.variables(read.at(place, 'output')) };
  const error = read.at(place, 'error');
  read.allowKeys(error, ['code', 'variables']);
  return {
    kind: 'error',
    code: read.text(read.at(error, 'code')),
    variables: read.variables(read.at(error, 'variables')),
  };
}

type ActionReader = { readonly keys: readonly string[] | null; readonly read: (place: read.Place) => Action };

function readStep(place: read.Place): Step {
  const names = read.keysOf(place).filter((key) => key !== 'refused');
  const [name = ''] = names;
  const reader = readers[name];
  if (names.length !== 1 || reader === undefined) {
    const known = Object.keys(readers).join(', ');
    read.fault(
      place,
      `a step has exactly one of: ${known}${reader === undefined && name !== '' ? `; not "${name}"` : ''}`,
    );
  }
  const inside = read.at(place, name);
  if (reader !== undefined && reader.keys !== null) read.allowKeys(inside, reader.keys);
  const action: Action = reader === undefined ? { kind: 'unsupported' } : reader.read(inside);
  return { line: read.lineOf(place), name, refused: read.flag(read.at(place, 'refused')), action };
}

const spot = ['element', 'nth'];
const unsupported: ActionReader = { keys: null, read: () => ({ kind: 'unsupported' }) };

const readers: { readonly [name: string]: ActionReader | undefined } = {
  start: { keys: ['variables', 'message', 'signal', 'element'], read: readStart },
  complete: {
    keys: [...spot, 'variables'],
    read: (place) => ({ kind: 'complete', at: readSpot(place), variables: variablesOf(place) }),
  },
  fail: {
    keys: [...spot, 'message', 'retries'],
    read: (place) => ({
      kind: 'fail',
      at: readSpot(place),
      message: read.text(read.at(place, 'message'), 'failed'),
      retries: read.wholeNumber(read.at(place, 'retries'), 0),
    }),
  },
  error: {
    keys: [...spot, 'code', 'variables'],
    read: (place) => ({
      kind: 'error',
      at: readSpot(place),
      code: read.text(read.at(place, 'code')),
      variables: variablesOf(place),
    }),
  },
  message: {
    keys: ['name', 'correlation', 'variables'],
    read: (place) => ({ kind: 'message', name: read.text(read.at(place, 'name')), variables: variablesOf(place) }),
  },
  set: { keys: ['variables', 'element'], read: readSet },
  advance: { keys: null, read: (place) => ({ kind: 'advance', to: read.text(place) }) },
  retry: { keys: ['element'], read: (place) => ({ kind: 'retry', element: read.text(read.at(place, 'element')) }) },
  cancel: { keys: [], read: () => ({ kind: 'cancel' }) },
  task: { keys: [...spot, 'do', 'as'], read: readTask },
  expect: { keys: null, read: (place) => ({ kind: 'expect', expected: readExpected(place) }) },
  escalation: unsupported,
  signal: unsupported,
  move: unsupported,
  migrate: unsupported,
  suspend: unsupported,
  resume: unsupported,
  activate: unsupported,
  finishAdHoc: unsupported,
};

function readStart(place: read.Place): Action {
  if (read.has(place, 'signal')) return { kind: 'unsupported' };
  return {
    kind: 'start',
    variables: variablesOf(place),
    message: read.optionalText(read.at(place, 'message')),
    element: read.optionalText(read.at(place, 'element')),
  };
}

function readSet(place: read.Place): Action {
  if (read.has(place, 'element')) return { kind: 'unsupported' };
  return { kind: 'set', variables: variablesOf(place) };
}

const verbs: readonly TaskVerb[] = ['claim', 'release', 'start', 'stop', 'delegate', 'forward', 'suspend', 'resume'];

function readTask(place: read.Place): Action {
  const verb = read.text(read.at(place, 'do'));
  if (!verbs.includes(verb as TaskVerb)) read.fault(read.at(place, 'do'), `"do" must be one of: ${verbs.join(', ')}`);
  return {
    kind: 'task',
    at: readSpot(place),
    verb: verb as TaskVerb,
    as: read.optionalText(read.at(place, 'as')),
  };
}

function readSpot(place: read.Place): Spot {
  return { element: read.text(read.at(place, 'element')), nth: read.wholeNumber(read.at(place, 'nth'), 0) };
}

function variablesOf(place: read.Place) {
  return read.variables(read.at(place, 'variables'));
}
