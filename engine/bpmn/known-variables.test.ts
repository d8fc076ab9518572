import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { knownAt, type Origins } from '#engine/core/dataflow/known-variables.ts';
import { loadProgram } from './load-program.ts';

const head =
  '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="t"><bpmn:process id="p" isExecutable="true">';
const script = (id: string, result: string) =>
  `<bpmn:scriptTask id="${id}" scriptFormat="text/feel" wardflow:result="${result}"><bpmn:script>1</bpmn:script></bpmn:scriptTask>`;
const flow = (id: string, from: string, to: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
const origins: Origins = {
  intake: ['registerNumber'],
  filled: (form) =>
    form === 'report'
      ? [
          { name: 'category', required: true },
          { name: 'note', required: false },
        ]
      : [],
};

async function known(inside: string, element: string, when: 'before' | 'after' = 'before') {
  const { processes } = await loadProgram(
    [{ path: 'p.bpmn', content: `${head}${inside}</bpmn:process></bpmn:definitions>` }],
    { host: 'core' },
  );
  const program = processes['p'];
  assert.ok(program);
  return new Map(knownAt(program, { element, when }, origins).map((one) => [one.name, one]));
}

const fork = (gateway: string) => `
  <bpmn:startEvent id="s" wardflow:form="report"/>${flow('f0', 's', 'g')}
  <bpmn:${gateway} id="g"/>${flow('f1', 'g', 'a')}${flow('f2', 'g', 'b')}
  ${script('a', 'left')}${script('b', 'right')}${flow('f3', 'a', 'j')}${flow('f4', 'b', 'j')}
  <bpmn:${gateway} id="j"/>${flow('f5', 'j', 'e')}<bpmn:endEvent id="e"/>`;

test('what every case begins with and the answers that a form asks for are always there', async () => {
  const at = await known(fork('parallelGateway'), 'g');
  assert.deepEqual(
    [...at.values()].map(({ name, always, from }) => [name, always, from]),
    [
      ['category', true, ['s']],
      ['note', false, ['s']],
      ['registerNumber', true, []],
    ],
  );
});

test('after a choice only one of its ways was gone; after a parallel join both were', async () => {
  const choice = fork('exclusiveGateway').replace('id="f1"', 'id="f1" name="x"');
  assert.deepEqual(
    [(await known(choice, 'e')).get('left')?.always, (await known(choice, 'e')).get('right')?.always],
    [false, false],
  );
  const both = await known(fork('parallelGateway'), 'e');
  assert.deepEqual([both.get('left')?.always, both.get('right')?.always], [true, true]);
  assert.equal((await known(fork('parallelGateway'), 'a')).has('right'), false, 'the other branch runs beside it');
});

test('on a flow what its source has written is there', async () => {
  assert.equal((await known(fork('parallelGateway'), 'f3')).get('left')?.always, true);
});

test('what a later turn writes may be there on the way back', async () => {
  const loop = `<bpmn:startEvent id="s"/>${flow('f0', 's', 'm')}<bpmn:exclusiveGateway id="m"/>${flow('f1', 'm', 'a')}
    ${script('a', 'tries')}${flow('f2', 'a', 'g')}<bpmn:exclusiveGateway id="g" default="f4"/>
    <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="m"><bpmn:conditionExpression>tries &lt; 3</bpmn:conditionExpression></bpmn:sequenceFlow>
    ${flow('f4', 'g', 'e')}<bpmn:endEvent id="e"/>`;
  assert.equal((await known(loop, 'a')).get('tries')?.always, false);
  assert.equal((await known(loop, 'g')).get('tries')?.always, true);
});

test('the item of a repetition is known inside of it and gone behind it; its results stay', async () => {
  const each = `<bpmn:startEvent id="s"/>${flow('f0', 's', 'sub')}<bpmn:subProcess id="sub">
    <bpmn:multiInstanceLoopCharacteristics wardflow:collection="=parts" wardflow:elementVariable="part" wardflow:outputCollection="answers" wardflow:outputElement="=answer"/>
    <bpmn:startEvent id="is"/>${flow('i0', 'is', 'ia')}${script('ia', 'answer')}${flow('i1', 'ia', 'ie')}<bpmn:endEvent id="ie"/>
    </bpmn:subProcess>${flow('f1', 'sub', 'e')}<bpmn:endEvent id="e"/>`;
  const inside = await known(each, 'ia');
  assert.deepEqual([inside.get('part')?.always, inside.get('loopCounter')?.always], [true, true]);
  const behind = await known(each, 'e');
  assert.deepEqual([behind.has('part'), behind.get('answers')?.always], [false, true]);
});

test('where a timer takes a task away its answers are not there', async () => {
  const late = `<bpmn:startEvent id="s"/>${flow('f0', 's', 'a')}${script('a', 'done')}
    <bpmn:boundaryEvent id="t" attachedToRef="a"><bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    ${flow('f1', 't', 'x')}<bpmn:endEvent id="x"/>${flow('f2', 'a', 'e')}<bpmn:endEvent id="e"/>`;
  assert.equal((await known(late, 'x')).has('done'), false);
  assert.equal((await known(late, 'e')).get('done')?.always, true);
});

test('every variable that the shipped process asks for in a choice is known there', async () => {
  const pack = new URL('../../workflows/citizen-feedback/', import.meta.url);
  const files = ['citizen-feedback.bpmn', 'decisions/sla.dmn', 'decisions/routing.dmn'].flatMap((path) => {
    try {
      return [{ path, content: readFileSync(new URL(path, pack), 'utf8') }];
    } catch {
      return [];
    }
  });
  const { processes } = await loadProgram(files);
  const program = processes['citizen-feedback'];
  assert.ok(program);
  const forms: Origins = { intake: [], filled: (form) => [{ name: `${form}Answer`, required: true }] };
  const names = knownAt(program, { element: 'handle', when: 'before' }, forms);
  assert.ok(
    names.some(({ name, always }) => name === 'verifyAnswer' && always),
    JSON.stringify(names),
  );
});
