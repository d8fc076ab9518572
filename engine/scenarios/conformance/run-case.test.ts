import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Case } from './case.ts';
import { runCase } from './run-case.ts';

const model = (inside: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
<process id="p" isExecutable="true"><startEvent id="s"/>${inside}</process></definitions>`;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const oneTask = model(`<userTask id="a" camunda:assignee="an"/><endEvent id="e"/>${flow('s', 'a')}${flow('a', 'e')}`);

const played = (steps: Case['steps'], expect: Case['expect'], content = oneTask) =>
  runCase({ id: 'case', files: ['p.bpmn20.xml'], steps, expect }, async () => content);

const begin = { start: { process: 'p' } };

test('a case is played step by step and checked at its end', async () => {
  const steps = [begin, { check: { waiting: { a: 1 }, assignees: { an: 1 } } }, { complete: 'a' }];
  assert.equal(await played(steps, { state: 'completed', waiting: {}, completed: { a: 1 }, instances: 0 }), null);
  assert.match((await played([begin], { state: 'completed' })) ?? '', /expected "completed", found "active"/);
});

test('a model that must be refused fails where it is deployed, and a sound one where it must run', async () => {
  assert.match((await played([], { state: 'rejected' })) ?? '', /should have been refused/);
  const broken = model(`<endEvent id="e"/>${flow('s', 'e')}${flow('e', 's')}`);
  assert.equal(await played([], { state: 'rejected' }, broken), null);
  assert.match((await played([begin], { state: 'completed' }, broken)) ?? '', /END_HAS_OUTGOING/);
});

test('a step that gets stuck where it must be refused leaves no trace', async () => {
  const stuck = model(
    `<exclusiveGateway id="x"/><endEvent id="e"/><endEvent id="f"/>${flow('s', 'x')}` +
      ['e', 'f']
        .map(
          (to) =>
            `<sequenceFlow id="x${to}" sourceRef="x" targetRef="${to}"><conditionExpression>n = 1</conditionExpression></sequenceFlow>`,
        )
        .join(''),
  );
  assert.equal(await played([{ ...begin, rejects: true }], { instances: 0, waiting: {} }, stuck), null);
  assert.match((await played([{ ...begin, rejects: true }], {})) ?? '', /should have been refused/);
});

test('timers fire on the way, each at its own time', async () => {
  const waits = model(
    `<intermediateCatchEvent id="t"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>` +
      `</intermediateCatchEvent><endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`,
  );
  const steps = [begin, { advance: 'PT59M' }, { check: { waiting: { t: 1 } } }, { advance: 'PT1M' }];
  assert.equal(await played(steps, { state: 'completed' }, waits), null);
});
