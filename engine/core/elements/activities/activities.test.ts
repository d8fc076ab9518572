import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Effect } from '../../effects.ts';
import type { Mapping } from '../../model/program.ts';
import { scriptCallOf, scriptJobType, scriptResult } from '../../scripts.ts';
import { buildProgram, expression, type NodeSpec } from '../../trial/build-program.ts';
import { complete, give, history, monday, nodesAt, started, type Trial, variablesOf } from '../../trial/trial.ts';

const around = (spec: NodeSpec) =>
  buildProgram({ s: { type: 'startEvent' }, a: spec, e: { type: 'endEvent' } }, ['s -> a', 'a -> e']);

function only<K extends Effect['kind']>(trial: Trial, kind: K): Extract<Effect, { kind: K }> {
  const found = trial.effects.filter((effect) => effect.kind === kind);
  assert.equal(found.length, 1, `one ${kind}`);
  return found[0] as Extract<Effect, { kind: K }>;
}

test('an abstract task is done as soon as it begins', () => {
  const trial = started(around({ type: 'task' }));
  assert.deepEqual(history(trial, 'completed'), ['s', 'a', 'e']);
  assert.equal(trial.state?.life, 'completed');
});

test('a user task is offered to the unit and role it names and waits', () => {
  const trial = started(
    around({
      type: 'userTask',
      unit: expression('=unit'),
      role: expression('officer'),
      priority: expression('=if urgent then 90 else 50'),
      form: 'handle',
    }),
    { unit: 'P1', urgent: true },
  );
  const task = only(trial, 'openTask');
  assert.deepEqual(
    [task.unit, task.role, task.priority, task.form, task.dueAt],
    ['P1', 'officer', 90, 'handle', undefined],
  );
  assert.equal(trial.state?.life, 'active');
  assert.equal(nodesAt(trial, 'a')[0]?.task?.life, 'ready');
});

test('the variables of a completed task are there for the next step', () => {
  const trial = started(around({ type: 'userTask' }), { kept: 1 });
  assert.equal(complete(trial, 'a', { outcome: 'done' }), null);
  assert.deepEqual(variablesOf(trial), { kept: 1, outcome: 'done' });
  assert.equal(only(trial, 'instanceEnded').state, 'completed');
});

test('a task for one named person is reserved for that person', () => {
  const trial = started(around({ type: 'userTask', assignee: expression('=who') }), { who: 'an' });
  assert.deepEqual(nodesAt(trial, 'a')[0]?.task, { id: 't4', life: 'reserved', assignee: 'an' });
});

test('a deadline counts working time from the instant it names', () => {
  const deadline = {
    from: expression('=receivedAt'),
    duration: expression('=sla.resolve'),
    calendar: expression('half'),
    dayCount: null,
  };
  const trial = started(around({ type: 'userTask', deadline }), {
    receivedAt: '2026-01-05T08:00:00+07:00',
    sla: { resolve: 'PT4H' },
  });
  assert.equal(only(trial, 'openTask').dueAt, monday + 8 * 3_600_000);
});

test('a user task whose unit is not known is an incident at that task, and is tried again', () => {
  const trial = started(around({ type: 'userTask', unit: expression('=unit') }));
  const incident = only(trial, 'openIncident');
  assert.deepEqual([incident.element, incident.code], ['a', 'VALUE_MISSING']);
  assert.deepEqual(history(trial, 'completed'), ['s']);
  give(trial, { kind: 'setVariables', variables: { unit: 'P2' } });
  assert.equal(give(trial, { kind: 'retryIncident', incident: incident.incident }), null);
  assert.equal(only(trial, 'openTask').unit, 'P2');
  assert.equal(only(trial, 'closeIncident').incident, incident.incident);
});

test('a manual task that addresses nobody is passed, one for somebody waits for the word that it is done', () => {
  assert.equal(started(around({ type: 'manualTask' })).state?.life, 'completed');
  const trial = started(around({ type: 'manualTask', role: expression('officer') }));
  assert.equal(nodesAt(trial, 'a').length, 1);
  complete(trial, 'a');
  assert.equal(trial.state?.life, 'completed');
});

test('a service task hands its inputs out and takes the answer in as mapped', () => {
  const trial = started(
    around({
      type: 'serviceTask',
      jobType: expression('charge'),
      retries: expression('5'),
      inputs: [{ name: 'amount', value: expression('=fee * 2') }],
      outputs: [{ name: 'receipt', value: expression('=number + "/" + place') }],
    }),
    { fee: 10, place: 'LH' },
  );
  const job = only(trial, 'createJob');
  assert.deepEqual([job.type, job.inputs, job.retries], ['charge', { amount: 20 }, 5]);
  complete(trial, 'a', { number: '7', noise: true });
  assert.deepEqual(variablesOf(trial), { fee: 10, place: 'LH', receipt: '7/LH' });
});

test('without a mapping the fields of the answer are set as they are', () => {
  const trial = started(around({ type: 'sendTask', jobType: expression('notice') }));
  complete(trial, 'a', { sent: true });
  assert.deepEqual(variablesOf(trial), { sent: true });
});

test('a wrong output mapping is an incident that does not ask for the work again', () => {
  const trial = started(around({ type: 'serviceTask', outputs: [{ name: 'x', value: expression('=1 + text') }] }));
  complete(trial, 'a', { text: 'no number' });
  const incident = only(trial, 'openIncident');
  assert.equal(incident.code, 'EXPRESSION_FAILED');
  give(trial, { kind: 'retryIncident', incident: incident.incident });
  assert.equal(trial.effects.filter((effect) => effect.kind === 'createJob').length, 1);
  assert.equal(nodesAt(trial, 'a')[0]?.life, 'completing');
});

test('a job that fails for good is an incident; tried again it is a new job with new inputs', () => {
  const trial = started(around({ type: 'serviceTask', inputs: [{ name: 'to', value: expression('=to') }] }), {
    to: 'x',
  });
  const job = only(trial, 'createJob').job;
  give(trial, { kind: 'failJob', job, message: 'away', retriesLeft: 1 });
  assert.equal(nodesAt(trial, 'a')[0]?.job?.life, 'retrying');
  give(trial, { kind: 'failJob', job, message: 'gone', retriesLeft: 0 });
  const incident = only(trial, 'openIncident');
  assert.match(incident.message, /gone/);
  assert.equal(give(trial, { kind: 'completeJob', job, variables: {} })?.code, 'JOB_NOT_OPEN');
  give(trial, { kind: 'setVariables', variables: { to: 'y' } });
  give(trial, { kind: 'retryIncident', incident: incident.incident });
  const jobs = trial.effects.filter((effect) => effect.kind === 'createJob');
  assert.deepEqual(
    jobs.map((each) => each.inputs),
    [{ to: 'x' }, { to: 'y' }],
  );
  assert.equal(complete(trial, 'a'), null);
  assert.equal(trial.state?.life, 'completed');
});

test('a script task puts the value of its FEEL into one variable', () => {
  const trial = started(around({ type: 'scriptTask', script: expression('=bounces + 1'), result: 'bounces' }), {
    bounces: 1,
  });
  assert.deepEqual(variablesOf(trial), { bounces: 2 });
});

test('dates and durations of FEEL become ISO 8601 texts', () => {
  const script = expression('=date and time(receivedAt) + duration("PT2H")');
  const trial = started(around({ type: 'scriptTask', script, result: 'due' }), {
    receivedAt: '2026-01-05T08:00:00+07:00',
  });
  assert.deepEqual(variablesOf(trial)['due'], '2026-01-05T10:00:00+07:00');
});

test('a script that adds what is no number is an incident', () => {
  const trial = started(around({ type: 'scriptTask', script: expression('=bounces + 1'), result: 'bounces' }));
  assert.equal(only(trial, 'openIncident').code, 'EXPRESSION_FAILED');
});

const javascript = (inputs: readonly Mapping[] = []) => ({ source: 'return 1', inputs });
const noFeel = { kind: 'literal', value: '' } as const;

test('a script in JavaScript is a job that sees the variables and a clock that stands still', () => {
  const trial = started(around({ type: 'scriptTask', script: noFeel, result: 'sum', javascript: javascript() }), {
    a: 1,
  });
  const job = only(trial, 'createJob');
  assert.deepEqual([job.type, job.retries], [scriptJobType, 1]);
  assert.deepEqual(scriptCallOf(job.inputs), {
    script: 'return 1',
    variables: { a: 1 },
    now: monday,
    seed: `${monday} ${job.job}`,
  });
  give(trial, { kind: 'completeJob', job: job.job, variables: scriptResult(3) });
  assert.deepEqual(variablesOf(trial), { a: 1, sum: 3 });
});

test('a script with inputs sees these and no more; without a result its fields become variables', () => {
  const inputs = [{ name: 'b', value: expression('=a + 1') }];
  const trial = started(around({ type: 'scriptTask', script: noFeel, result: null, javascript: javascript(inputs) }), {
    a: 1,
  });
  const job = only(trial, 'createJob');
  assert.deepEqual(scriptCallOf(job.inputs).variables, { b: 2 });
  give(trial, { kind: 'completeJob', job: job.job, variables: scriptResult({ a: 7, c: true }) });
  assert.deepEqual(variablesOf(trial), { a: 7, c: true });
});

test('a script that failed is an incident, and the next try is a new job', () => {
  const trial = started(around({ type: 'scriptTask', script: noFeel, result: 'x', javascript: javascript() }));
  give(trial, { kind: 'failJob', job: only(trial, 'createJob').job, message: 'too deep', retriesLeft: 0 });
  const { incident, message } = only(trial, 'openIncident');
  assert.equal(message, 'The job failed: too deep.');
  give(trial, { kind: 'retryIncident', incident });
  assert.equal(trial.effects.filter(({ kind }) => kind === 'createJob').length, 2);
});

test('no other work can take the place of a script', () => {
  const trial = started(around({ type: 'serviceTask', jobType: expression(scriptJobType) }));
  assert.equal(only(trial, 'openIncident').code, 'JOB_TYPE_RESERVED');
});

test('a business rule task sets its variable to what the decision gives', () => {
  const table = {
    id: 't',
    kind: 'table' as const,
    hitPolicy: 'FIRST' as const,
    aggregation: null,
    inputs: [{ id: 'i', source: 'category' }],
    outputs: [{ id: 'o', name: 'unit', values: null, defaultSource: null }],
    rules: [{ id: 'r', tests: ['"flood"'], results: ['"P1"'] }],
  };
  const decision = {
    kind: 'decision' as const,
    id: 'routing',
    name: 'routing',
    type: null,
    requires: [],
    logic: table,
  };
  const decisions = { routing: decision };
  const nodes = {
    s: { type: 'startEvent' },
    a: { type: 'businessRuleTask', decision: 'routing', result: 'unit' },
  } as const;
  const trial = started(buildProgram(nodes, ['s -> a'], decisions), { category: 'flood' });
  assert.deepEqual(variablesOf(trial), { category: 'flood', unit: 'P1' });
});

test('a decision that cannot be made is an incident at its task, which says where in the decision', () => {
  const logic = { kind: 'literal' as const, id: 'fee-expression', source: 'amount + "x"' };
  const decision = { kind: 'decision' as const, id: 'fee', name: 'fee', type: null, requires: [], logic };
  const nodes = { s: { type: 'startEvent' }, a: { type: 'businessRuleTask', decision: 'fee', result: 'fee' } } as const;
  const incident = only(started(buildProgram(nodes, ['s -> a'], { fee: decision }), { amount: 1 }), 'openIncident');
  const said =
    'Decision fee could not be evaluated: fee-expression, "amount + "x"": + cannot be done with number and string.';
  assert.deepEqual([incident.element, incident.message], ['a', said]);
});

test('an error that nobody catches ends the instance as failed', () => {
  const trial = started(around({ type: 'serviceTask' }));
  const job = only(trial, 'createJob').job;
  give(trial, { kind: 'throwError', job, code: 'NO_FUNDS', variables: { why: 'empty' } });
  assert.equal(trial.state?.life, 'failed');
  assert.deepEqual(only(trial, 'instanceEnded').variables, { why: 'empty' });
});

test('entering a node with a public stage moves the case there', () => {
  const trial = started(around({ type: 'userTask', stage: expression('dang_xu_ly') }));
  assert.deepEqual(only(trial, 'stage'), { kind: 'stage', stage: 'dang_xu_ly', element: 'a', at: monday });
});
