// The steps of a scenario, each a map with one key and `refused` beside it.
import { Temporal } from 'temporal-polyfill';
import { type TaskVerb, taskVerbs } from '#engine/core/commands.ts';
import { readExpected } from './parse-expected.ts';
import * as read from './reading.ts';
import type { Action, ClockMove, Spot, Step } from './scenario.ts';

/** @returns a step; where it cannot be read, one that the faults beside it keep from being played */
export function readStep(place: read.Place): Step {
  const names = read.keysOf(place).filter((key) => key !== 'refused');
  const [name = ''] = names;
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
  if (names.length !== 1 || reader === undefined) {
    const known = Object.keys(readers).join(', ');
    read.fault(
      place,
      `a step has exactly one of: ${known}${reader === undefined && name !== '' ? `; not "${name}"` : ''}`,
    );
  }
  const inside = read.at(place, name);
  if (reader !== undefined && reader.keys !== null) read.allowKeys(inside, reader.keys);
  const action = reader?.read(inside) ?? { kind: 'cancel' };
  const refused = read.flag(read.at(place, 'refused'));
  if (refused && action.kind === 'expect') read.fault(place, '"expect" cannot be refused');
  return { line: read.lineOf(place), name, refused, action };
}

interface ActionReader {
  /** Null: the reader looks at the keys itself. */
  readonly keys: readonly string[] | null;
  readonly read: (place: read.Place) => Action;
}

const spot = ['element', 'nth'];
const taskKeys = [...spot, 'do', 'as', 'to', 'unit', 'role', 'until', 'priority', 'code', 'variables'];

const readers: { readonly [name: string]: ActionReader } = {
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
  error: { keys: [...spot, 'code', 'variables'], read: (place) => readThrown(place, 'error') },
  escalation: { keys: [...spot, 'code', 'variables'], read: (place) => readThrown(place, 'escalation') },
  message: {
    keys: ['name', 'correlation', 'variables'],
    read: (place) => ({
      kind: 'message',
      name: read.text(read.at(place, 'name')),
      ...readCorrelation(read.at(place, 'correlation')),
      variables: variablesOf(place),
    }),
  },
  signal: {
    keys: ['name', 'variables'],
    read: (place) => ({ kind: 'signal', name: read.text(read.at(place, 'name')), variables: variablesOf(place) }),
  },
  set: {
    keys: ['variables', 'element'],
    read: (place) => ({
      kind: 'set',
      element: read.optionalText(read.at(place, 'element')),
      variables: variablesOf(place),
    }),
  },
  advance: { keys: null, read: (place) => ({ kind: 'advance', clock: readClock(place) }) },
  sendBack: {
    keys: [...spot, 'to', 'undo'],
    read: (place) => ({
      kind: 'sendBack',
      at: readSpot(place),
      to: read.text(read.at(place, 'to')),
      undo: read.flag(read.at(place, 'undo')),
    }),
  },
  recall: { keys: ['element'], read: (place) => ({ kind: 'recall', element: elementOf(place) }) },
  move: { keys: ['cancel', 'activate'], read: readMove },
  migrate: { keys: ['model', 'map'], read: readMigrate },
  suspend: { keys: [], read: () => ({ kind: 'suspend' }) },
  resume: { keys: [], read: () => ({ kind: 'resume' }) },
  retry: { keys: ['element'], read: (place) => ({ kind: 'retry', element: elementOf(place) }) },
  cancel: { keys: [], read: () => ({ kind: 'cancel' }) },
  activate: {
    keys: ['element', 'in'],
    read: (place) => ({
      kind: 'activate',
      element: elementOf(place),
      inside: read.optionalText(read.at(place, 'in')),
    }),
  },
  // The sub-process itself, under either key.
  finishAdHoc: {
    keys: ['element', 'in'],
    read: (place) => ({
      kind: 'finishAdHoc',
      element: read.text(read.at(place, read.has(place, 'in') ? 'in' : 'element')),
    }),
  },
  task: { keys: taskKeys, read: readTask },
  expect: { keys: null, read: (place) => ({ kind: 'expect', expected: readExpected(place) }) },
};

export const stepNames: readonly string[] = Object.keys(readers);

function readStart(place: read.Place): Action {
  const ways = ['message', 'signal', 'element'].filter((key) => read.has(place, key));
  if (ways.length > 1) read.fault(place, `"start" has at most one of: message, signal, element`);
  return {
    kind: 'start',
    variables: variablesOf(place),
    message: read.optionalText(read.at(place, 'message')),
    signal: read.optionalText(read.at(place, 'signal')),
    element: read.optionalText(read.at(place, 'element')),
  };
}

/** The receiver's correlation key, or variables that it has. */
function readCorrelation(place: read.Place) {
  if (typeof place.value === 'string') return { key: place.value, correlation: {} };
  return { correlation: read.variables(place) };
}

function readThrown(place: read.Place, kind: 'error' | 'escalation'): Action {
  return { kind, at: readSpot(place), code: read.text(read.at(place, 'code')), variables: variablesOf(place) };
}

function readMove(place: read.Place): Action {
  const list = (key: string) => (read.has(place, key) ? read.texts(read.at(place, key)) : []);
  return { kind: 'move', cancel: list('cancel'), activate: list('activate') };
}

function readMigrate(place: read.Place): Action {
  const map = read.at(place, 'map');
  if (map.value !== undefined) read.allowKeys(map, read.keysOf(map));
  const pairs = read.keysOf(map).map((from) => [from, read.text(read.at(map, from))] as const);
  return { kind: 'migrate', model: read.text(read.at(place, 'model')), map: Object.fromEntries(pairs) };
}

function readTask(place: read.Place): Action {
  const verb = read.text(read.at(place, 'do'));
  const known: readonly string[] = taskVerbs;
  if (!known.includes(verb)) read.fault(read.at(place, 'do'), `"do" must be one of: ${known.join(', ')}`);
  const text = (key: string) => read.optionalText(read.at(place, key));
  const priority = read.at(place, 'priority');
  return {
    kind: 'task',
    at: readSpot(place),
    verb: verb as TaskVerb,
    as: text('as'),
    to: text('to'),
    unit: text('unit'),
    role: text('role'),
    until: read.has(place, 'until') ? readClock(read.at(place, 'until')) : null,
    priority: priority.value === undefined ? null : read.wholeNumber(priority, 0),
    code: text('code'),
    variables: variablesOf(place),
  };
}

/** A duration, or an instant with its offset. */
function readClock(place: read.Place): ClockMove {
  const text = read.text(place);
  try {
    if (!/^[+-]?P/.test(text)) return { to: Temporal.Instant.from(text).epochMilliseconds };
    if (Temporal.Duration.from(text).sign >= 0) return { by: text };
    read.fault(place, `the clock does not go back: "${text}"`);
  } catch {
    read.fault(place, `"${text}" is neither a duration, such as PT2H, nor an instant with its offset`);
  }
  return { by: 'PT0S' };
}

function readSpot(place: read.Place): Spot {
  return { element: elementOf(place), nth: read.wholeNumber(read.at(place, 'nth'), 0) };
}

function elementOf(place: read.Place): string {
  return read.text(read.at(place, 'element'));
}

function variablesOf(place: read.Place) {
  return read.variables(read.at(place, 'variables'));
}
