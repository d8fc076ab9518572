// Scenario files: one scenario or a list of them, YAML or JSON. Unknown keys are faults with their line.
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#engine/core/values.ts';
import { readStep } from './parse-steps.ts';
import * as read from './reading.ts';
import type { Scenario, WorkerAnswer } from './scenario.ts';

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

export const scenarioKeys = [
  'title',
  'titleVi',
  'model',
  'process',
  'resources',
  'now',
  'calendar',
  'workers',
  'steps',
];

function readScenario(place: read.Place): Scenario {
  read.allowKeys(place, scenarioKeys);
  const resources = read.at(place, 'resources');
  const steps = read.at(place, 'steps');
  if (!Array.isArray(steps.value)) read.fault(steps, '"steps" must be a list');
  const scenario: Scenario = {
    title: read.text(read.at(place, 'title')),
    titleVi: read.optionalText(read.at(place, 'titleVi')),
    line: read.lineOf(place),
    model: read.text(read.at(place, 'model')),
    process: read.optionalText(read.at(place, 'process')),
    resources: resources.value === undefined ? [] : read.texts(resources),
    now: readInstant(read.at(place, 'now')),
    calendar: read.optionalText(read.at(place, 'calendar')),
    workers: readWorkers(read.at(place, 'workers')),
    steps: read.items(steps).map(readStep),
  };
  const asksProblems = scenario.steps.some(({ action }) => action.kind === 'expect' && action.expected.problems);
  if (asksProblems && scenario.steps.length > 1) {
    read.fault(steps, 'a scenario that expects "problems" has no other steps: a refused model does not run');
  }
  return scenario;
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
      if (answers.length === 0) read.fault(worker, `"${name}" must have at least one answer`);
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
