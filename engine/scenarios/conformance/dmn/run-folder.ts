// One folder of the DMN TCK: its models are loaded together as a version would be, its test files played on them.
import { type LoadedDecisions, loadDecisions } from '#engine/bpmn/decisions/load-decisions.ts';
import { evaluate } from '#engine/core/decisions/evaluate.ts';
import type { Env } from '#engine/core/env.ts';
import { newRun, TooCostly } from '#engine/core/feel/run.ts';
import { textOfValue } from '#engine/core/feel/text.ts';
import { contextOf, isContext, type Value } from '#engine/core/feel/values.ts';
import type { Decisions, DrgElement } from '#engine/core/model/decisions.ts';
import { matchesExpected } from './comparison.ts';
import { type DmnTestCase, type ExpectedResult, parseTestFile } from './test-cases.ts';

export interface DmnFolder {
  readonly name: string;
  readonly models: readonly { readonly path: string; readonly content: string }[];
  readonly tests: readonly { readonly path: string; readonly content: string }[];
}

export interface DmnOutcome {
  readonly folder: string;
  readonly id: string;
  readonly result: 'passed' | 'failed' | 'refused';
  /** What was wrong, or why it was refused. */
  readonly why: string;
}

/** A result that is an error passes where an error is expected, refused at deployment or null at run time. */
export async function runFolder({ name, models, tests }: DmnFolder): Promise<readonly DmnOutcome[]> {
  const loaded = await loadDecisions(models);
  const outcomes: DmnOutcome[] = [];
  for (const { path, content } of tests) {
    const { cases, model } = parseTestFile(content);
    const file = path.replace(/\.xml$/, '');
    for (const test of cases)
      outcomes.push({ folder: name, id: `${file} ${test.id}`, ...runCase(test, model, loaded) });
  }
  return outcomes;
}

const env: Env = {
  now: Date.UTC(2026, 0, 5, 1),
  timeZone: 'UTC',
  workingTime: {
    due: () => {
      throw new RangeError('there is no calendar');
    },
  },
};

type Verdict = Pick<DmnOutcome, 'result' | 'why'>;

function runCase(test: DmnTestCase, model: string | null, loaded: LoadedDecisions): Verdict {
  let refused: string | null = null;
  for (const expected of test.results) {
    const verdict = runResult(test, expected, { model, loaded });
    if (verdict.result === 'failed') return verdict;
    if (verdict.result === 'refused') refused = verdict.why;
  }
  return refused === null ? { result: 'passed', why: '' } : { result: 'refused', why: refused };
}

interface Under {
  readonly model: string | null;
  readonly loaded: LoadedDecisions;
}

function runResult(test: DmnTestCase, expected: ExpectedResult, { model, loaded }: Under): Verdict {
  const name = test.type === 'decision' ? expected.name : (test.invocable ?? expected.name);
  const key = keyOf(name, model, loaded.decisions);
  if (key === null) return { result: 'failed', why: `there is no ${name}` };
  const refusal = refusalOf(key, loaded);
  if (refusal !== null) return expected.error ? { result: 'passed', why: '' } : { result: 'refused', why: refusal };
  const value = ask(test, key, loaded.decisions);
  if (value instanceof Error)
    return expected.error ? { result: 'passed', why: '' } : { result: 'failed', why: value.message };
  const wanted = expected.error ? null : expected.expected;
  const part =
    test.type === 'decisionService' && isContext(value) && Object.hasOwn(value, expected.name)
      ? (value[expected.name] ?? null)
      : value;
  if (matchesExpected(value, wanted) || matchesExpected(part, wanted)) return { result: 'passed', why: '' };
  return { result: 'failed', why: `${expected.name} is ${shown(value)}, expected ${shown(wanted)}` };
}

function ask(test: DmnTestCase, key: string, decisions: Decisions): Value | Error {
  const run = newRun(env);
  const variables = contextOf(test.inputs.map(({ name, value }) => [name, value]));
  const given = (element: DrgElement): Value | undefined =>
    test.inputs.find(
      ({ name, namespace }) => name === element.name && (namespace === null || namespace === element.model),
    )?.value;
  try {
    return evaluate(decisions, key, {
      inputs: (_, input) => given(input),
      variables: test.type === 'decision' ? {} : variables,
      run,
    });
  } catch (error) {
    return error instanceof TooCostly || error instanceof RangeError ? error : new Error(`broke: ${error}`);
  }
}

/** By name, in the model under test where several have one. */
function keyOf(name: string, model: string | null, decisions: Decisions): string | null {
  const found = Object.entries(decisions).filter(([, element]) => element.name === name && element.kind !== 'input');
  const tested = found.find(([, element]) => model !== null && element.model?.includes(model.replace(/\.dmn$/, '')));
  return (tested ?? found[0])?.[0] ?? null;
}

/** Why the element, or something that it requires, must not run. */
function refusalOf(key: string, { decisions, problems }: LoadedDecisions): string | null {
  const ids = new Set<string>();
  const reach = (at: string): void => {
    const element = decisions[at];
    if (element === undefined || ids.has(`key ${at}`)) return;
    ids.add(`key ${at}`);
    for (const [, id = ''] of JSON.stringify(element).matchAll(/"id":"([^"]*)"/g)) ids.add(id);
    const below =
      element.kind === 'input'
        ? []
        : element.kind === 'service'
          ? [...element.outputs, ...element.inputs]
          : element.requires;
    for (const requirement of below) reach(requirement.key);
  };
  reach(key);
  const wrong = problems.find(
    ({ severity, element }) => severity === 'error' && (element === null || ids.has(element)),
  );
  return wrong === undefined ? null : `${wrong.code} at ${wrong.element ?? wrong.path}: ${wrong.message.en}`;
}

function shown(value: Value): string {
  return textOfValue(value, newRun(env), true);
}
