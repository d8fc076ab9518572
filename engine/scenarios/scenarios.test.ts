import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { coverageOf } from './coverage.ts';
import { parseScenarios } from './parse-scenarios.ts';
import { junitReport, textReport, totalsOf } from './report.ts';
import { runScenarioFile } from './run-file.ts';

const city = { timeZone: envAt(monday).timeZone, workingTime: envAt(monday).workingTime };

const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="test">
<message id="m" name="reported"/>
<process id="p" isExecutable="true">
  <startEvent id="start"/>
  <startEvent id="byMessage"><messageEventDefinition messageRef="m"/></startEvent>
  <sendTask id="tell" wardflow:message="PA_TIEP_NHAN"/>
  <userTask id="handle" wardflow:unit="=unit" wardflow:role="officer"><extensionElements>
    <wardflow:deadline duration="PT4H" calendar="half"/></extensionElements></userTask>
  <boundaryEvent id="late" attachedToRef="handle" cancelActivity="false"><timerEventDefinition>
    <timeCycle>R2/PT1H</timeCycle></timerEventDefinition></boundaryEvent>
  <task id="remind"/>
  <exclusiveGateway id="how"/>
  <endEvent id="done"/><endEvent id="refused"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="tell"/><sequenceFlow id="f2" sourceRef="byMessage" targetRef="tell"/>
  <sequenceFlow id="f3" sourceRef="tell" targetRef="handle"/><sequenceFlow id="f4" sourceRef="handle" targetRef="how"/>
  <sequenceFlow id="f5" sourceRef="how" targetRef="done"><conditionExpression>outcome = "done"</conditionExpression></sequenceFlow>
  <sequenceFlow id="f6" sourceRef="how" targetRef="refused"><conditionExpression>outcome = "refused"</conditionExpression></sequenceFlow>
  <sequenceFlow id="f7" sourceRef="late" targetRef="remind"/><endEvent id="reminded"/>
  <sequenceFlow id="f8" sourceRef="remind" targetRef="reminded"/>
</process></definitions>`;

const read = async (path: string) => (path === 'p.bpmn' ? model : undefined);

async function play(steps: string, head = '') {
  const indented = steps
    .trim()
    .split('\n')
    .map((line) => (line.trim().startsWith('-') ? `  ${line.trim()}` : `    ${line.trim()}`))
    .join('\n');
  const content = `title: a title\nmodel: p.bpmn\n${head}\nsteps:\n${indented}\n`;
  return await runScenarioFile('pack/scenarios/a.scenario.yaml', content, read, city);
}

async function failureOf(steps: string, head = '') {
  const { results } = await play(steps, head);
  return results.map(({ failure }) => failure?.message ?? 'passed').join('; ');
}

const told = 'workers: { notice: { output: { sent: true } } }';
const startIt = '- start: { variables: { unit: P1 } }';

test('a scenario plays a process to its end', async () => {
  const steps = `
    ${startIt}
    - expect: { state: active, waiting: [handle], waitingAt: [handle], assigned: { handle: P1 }, notEntered: [done] }
    - expect: { due: { handle: 2026-01-05T23:00:00+07:00, late: 2026-01-05T09:00:00Z } }
    - advance: PT3H
    - task: { element: handle, do: claim, as: an }
    - expect: { assigned: { handle: an }, completedTimes: { late: 2, remind: 2 } }
    - complete: { element: handle, variables: { outcome: done } }
    - expect: { state: completed, ended: [done, reminded, reminded], completed: [tell, handle, done], variables: { sent: true }, instances: 1 }
    - complete: { element: handle }
      refused: true`;
  assert.equal(await failureOf(steps, told), 'passed');
});

test('a message starts an instance', async () => {
  const steps = `
    - expect: { state: notStarted, instances: 0 }
    - message: { name: reported, variables: { unit: P1 } }
    - expect: { completed: [byMessage], notEntered: [start] }`;
  assert.equal(await failureOf(steps, told), 'passed');
});

test('work without a worker waits as a job, and can fail for good and be tried again', async () => {
  const steps = `
    ${startIt}
    - expect: { waiting: [tell] }
    - fail: { element: tell, message: gateway down, retries: 1 }
    - expect: { state: active, incidents: [] }
    - fail: { element: tell }
    - expect: { state: incident, incidents: [tell], waiting: [] }
    - retry: { element: tell }
    - complete: { element: tell }
    - expect: { waiting: [handle] }`;
  assert.equal(await failureOf(steps), 'passed');
});

test('a worker answers in turn, and the last answer repeats', async () => {
  const workers = 'workers: { tell: [ { fail: down }, { error: { code: NO_FUNDS } } ] }';
  assert.equal(await failureOf(`${startIt}\n- expect: { state: failed }`, workers), 'passed');
});

test('a condition that is not decided is an incident that new variables and a retry mend', async () => {
  const steps = `
    ${startIt}
    - complete: { element: handle }
    - expect: { state: incident, incidents: [how] }
    - set: { variables: { outcome: refused } }
    - retry: { element: how }
    - expect: { state: completed, ended: [refused] }`;
  assert.equal(await failureOf(steps, told), 'passed');
});

test('what is not as expected says what was found', async () => {
  assert.equal(
    await failureOf(`${startIt}\n- expect: { waiting: [handle] }`),
    'waiting: expected ["handle"], found ["tell"]',
  );
  assert.equal(await failureOf('- complete: { element: handle }'), 'nothing waits at handle');
  assert.match(await failureOf(`${startIt}\n- cancel:\n- cancel:`), /INSTANCE_ENDED/);
  assert.match(await failureOf(`${startIt}\n  refused: true`), /should have been refused/);
});

test('unknown keys are faults with their line', () => {
  const parsed = parseScenarios(
    'title: a\nmodel: p.bpmn\nmodell: q\nsteps:\n  - start: { variable: {} }\n  - hop: 1\n',
  );
  assert.ok(parsed.kind === 'failed');
  assert.deepEqual(
    parsed.faults.map(({ line }) => line),
    [3, 5, 6],
  );
});

test('values that cannot be meant are faults with their line', () => {
  const steps = [
    'advance: soon',
    'advance: -PT1H',
    'expect: { due: { t: tomorrow } }',
    'expect: { state: sleeping }',
    'task: { element: t, do: eat }',
    'start: { message: a, signal: b }',
    'complete: { element: t, nth: -1 }',
  ];
  const parsed = parseScenarios(`title: a\nmodel: p.bpmn\nsteps:\n${steps.map((step) => `  - ${step}\n`).join('')}`);
  assert.ok(parsed.kind === 'failed');
  assert.deepEqual(
    parsed.faults.map(({ line }) => line),
    steps.map((_, index) => index + 4),
  );
});

test('a slip of the pen fails, also where a refusal is expected', async () => {
  assert.equal(
    await failureOf(`${startIt}\n- complete: { element: handel }\n  refused: true`),
    'there is no element handel',
  );
  assert.equal(await failureOf(`${startIt}\n- expect: { notEntered: [dune] }`), 'there is no element dune');
  assert.equal(
    await failureOf(`${startIt}\n- move: { cancel: [tell], activate: [handel] }`),
    'there is no element handel',
  );
});

test('a called process that no file has fails the step', async () => {
  const calling = async () => model.replace('<task id="remind"/>', '<callActivity id="remind" calledElement="other"/>');
  const content = `title: t\nmodel: p.bpmn\n${told}\nsteps:\n  ${startIt}\n  - advance: PT2H\n`;
  const { results } = await runScenarioFile('a.yaml', content, calling, city);
  assert.match(results[0]?.failure?.message ?? '', /remind calls the process other, which no file has; name its file/);
});

test('what runs for ever ends the step, not the command', async () => {
  const flow = (id: string, source: string, target: string) =>
    `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}"/>`;
  const endless = async () =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1" id="d"
      targetNamespace="test"><process id="p" isExecutable="true"><startEvent id="s"/><exclusiveGateway id="in"/>
      <serviceTask id="t" wardflow:jobType="w"/><exclusiveGateway id="out" default="again"/><endEvent id="e"/>
      ${flow('f1', 's', 'in')}${flow('f2', 'in', 't')}${flow('f3', 't', 'out')}${flow('again', 'out', 'in')}
      <sequenceFlow id="f4" sourceRef="out" targetRef="e"><conditionExpression>over = true</conditionExpression></sequenceFlow>
      </process></definitions>`;
  const content = 'title: t\nmodel: p.bpmn\nworkers: { w: { output: {} } }\nsteps:\n  - start:\n';
  const { results } = await runScenarioFile('a.yaml', content, endless, city);
  assert.match(results[0]?.failure?.message ?? '', /does not come to rest/);
});

test('a model that is refused can be what is expected', async () => {
  const broken = async () => model.replace('R2/PT1H', 'sometimes');
  const content = 'title: t\nmodel: p.bpmn\nsteps:\n  - expect: { problems: [late] }\n';
  const { results } = await runScenarioFile('a.yaml', content, broken, city);
  assert.deepEqual(
    results.map(({ failure }) => failure),
    [null],
  );
  const plain = await runScenarioFile('a.yaml', content, read, city);
  assert.match(plain.results[0]?.failure?.message ?? '', /problems: expected \["late"\], found none/);
});

test('coverage names what no scenario has reached', async () => {
  const { results } = await play(startIt, told);
  const [coverage] = coverageOf(results.flatMap((result) => result.played));
  assert.equal(coverage?.model, 'pack/scenarios/p.bpmn');
  assert.deepEqual(coverage?.elements, {
    touched: 3,
    total: 10,
    missing: ['byMessage', 'late', 'remind', 'how', 'done', 'refused', 'reminded'],
  });
});

test('reports tell people and machines the same', async () => {
  const file = await play(
    `${startIt}\n- expect: { waiting: [late, "<none>"] }\n- expect: { waiting: [late], ended: [done] }`,
  );
  assert.deepEqual(totalsOf([file]), { passed: 0, failed: 1 });
  assert.match(textReport([file]), /✘ a title\n.*a\.scenario\.yaml:6 expect: there is no element <none>/);
  assert.match(textReport([file]), /0 passed, 1 failed$/);
  assert.match(junitReport([file]), /<failure message=".*&lt;none&gt;/);
  const two = textReport([await play(`${startIt}\n- expect: { waiting: [late], ended: [done] }`)]);
  assert.match(
    two,
    /:6 expect: waiting: expected \["late"\], found \["tell"\]\n +ended: expected \["done"\], found \[\]\n/,
  );
});
