// BPMN 2.0.2 §10.4: data read from XML and carried on the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '#engine/core/model/program.ts';
import {
  complete,
  give,
  history,
  nodesAt,
  started,
  type Trial,
  trialOf,
  variablesOf,
} from '#engine/core/trial/trial.ts';
import type { Variables } from '#engine/core/values.ts';
import { loadProgram } from './load-program.ts';

const flows = (...texts: readonly string[]) =>
  texts
    .map((text) => text.split('>'))
    .map(([from, to]) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('');
const input = (id: string, source: string, inside = '') =>
  `<dataInputAssociation id="in-${id}"><sourceRef>${source}</sourceRef><targetRef>${id}</targetRef>${inside}</dataInputAssociation>`;
const output = (id: string, target: string, inside = '') =>
  `<dataOutputAssociation id="out-${id}"><sourceRef>${id}</sourceRef><targetRef>${target}</targetRef>${inside}</dataOutputAssociation>`;
/** Data inputs and outputs as `id`, or `id?` where it is optional. */
const specification = (inputs: readonly string[], outputs: readonly string[]) => {
  const bare = (text: string) => text.replace('?', '');
  const items = (tag: string, list: readonly string[]) =>
    list.map((one) => `<${tag} id="${bare(one)}" name="${bare(one)}"/>`).join('');
  const set = (tag: string, ref: string, optional: string, list: readonly string[]) =>
    `<${tag}>${list.map((one) => `<${ref}>${bare(one)}</${ref}>`).join('')}${list
      .filter((one) => one.endsWith('?'))
      .map((one) => `<${optional}>${bare(one)}</${optional}>`)
      .join('')}</${tag}>`;
  return `<ioSpecification id="io-${[...inputs, ...outputs].map(bare).join('-')}">${items('dataInput', inputs)}${items('dataOutput', outputs)}
    ${set('inputSet', 'dataInputRefs', 'optionalInputRefs', inputs)}${set('outputSet', 'dataOutputRefs', 'optionalOutputRefs', outputs)}</ioSpecification>`;
};

/** Without the rules for publishing: that end events are left out is not what these models are about. */
async function read(inside: string): Promise<Program> {
  const content = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="t"><itemDefinition id="item"/>
    <message id="M" name="M" itemRef="item"/><signal id="S" name="S" structureRef="item"/><error id="E" errorCode="E1" structureRef="item"/>
    <process id="p" isExecutable="true">${inside}</process></definitions>`;
  const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content }], {
    host: 'core',
    checked: 'published',
  });
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(({ code, params }) => [code, params]),
    [],
  );
  return processes['p'] as Program;
}

const play = async (inside: string, variables: Variables = {}): Promise<Trial> =>
  started(await read(inside), variables);
const objects = (...ids: readonly string[]) =>
  ids
    .map(
      (id) =>
        `<dataObject id="o-${id}" name="${id}"/><dataObjectReference id="${id}" dataObjectRef="o-${id}" name="${id}"/>`,
    )
    .join('');
const script = (id: string, result: string, feel: string, inside: string) =>
  `<scriptTask id="${id}" wardflow:result="${result}">${inside}<script>${feel}</script></scriptTask>`;
const user = (id: string, inside = '') => `<userTask id="${id}" wardflow:role="officer">${inside}</userTask>`;

test('a value goes from a data object into the input of an activity, and its output into another', async () => {
  const trial = await play(
    `${objects('order', 'total')}<startEvent id="s"/>${script('t', 'result', 'amount * 2', specification(['amount'], ['result']) + input('amount', 'order') + output('result', 'total'))}${flows('s>t')}`,
    { order: 21 },
  );
  assert.deepEqual(variablesOf(trial), { order: 21, total: 42 });
});

test('a transformation computes what goes over; several sources may be in it', async () => {
  const trial = await play(
    `${objects('a', 'b', 'sum')}<startEvent id="s"/>${script(
      't',
      'y',
      'x',
      `${specification(['x'], ['y'])}<dataInputAssociation id="i"><sourceRef>a</sourceRef><sourceRef>b</sourceRef><targetRef>x</targetRef>
      <transformation>a + b</transformation></dataInputAssociation>${output('y', 'sum', '<transformation>"Tổng " + string(y)</transformation>')}`,
    )}${flows('s>t')}`,
    { a: 1, b: 2 },
  );
  assert.equal(variablesOf(trial)['sum'], 'Tổng 3');
});

test('assignments set places in the target and leave the rest of it as it was', async () => {
  const expression = (tag: string, text: string) => `<${tag} xsi:type="tFormalExpression">${text}</${tag}>`;
  const assignment = (from: string, to: string) =>
    `<assignment>${expression('from', from)}${expression('to', to)}</assignment>`;
  const trial = await play(
    `${objects('order')}<startEvent id="s"/>${script('t', 'y', '7', specification([], ['y']) + output('y', 'order', assignment('y', 'order.lines.count') + assignment('"checked"', 'state')))}${flows('s>t')}`,
    { order: { id: 'A', lines: { first: 1 } } },
  );
  assert.deepEqual(variablesOf(trial)['order'], { id: 'A', lines: { first: 1, count: 7 }, state: 'checked' });
});

test('an activity waits until an input set is there, and begins when the data come (§10.4.2)', async () => {
  const trial = await play(
    `${objects('order')}<startEvent id="s"/>${user('t', specification(['amount'], []) + input('amount', 'order'))}${flows('s>t')}`,
  );
  assert.equal(nodesAt(trial, 't')[0]?.life, 'ready');
  assert.equal(nodesAt(trial, 't')[0]?.task, undefined);
  give(trial, { kind: 'setVariables', variables: { order: 1 } });
  assert.notEqual(nodesAt(trial, 't')[0]?.task, undefined);
  complete(trial, 't');
  assert.equal(trial.state?.life, 'completed');
});

test('an optional input is not waited for', async () => {
  const trial = await play(
    `${objects('order')}<startEvent id="s"/>${user('t', specification(['amount?'], []) + input('amount', 'order'))}${flows('s>t')}`,
  );
  assert.notEqual(nodesAt(trial, 't')[0]?.task, undefined);
});

test('where no output set is there when an activity ends it is an incident, until somebody gives what is missing', async () => {
  const trial = await play(
    `${objects('total')}<startEvent id="s"/>${user('t', specification([], ['sum']) + output('sum', 'total'))}${flows('s>t')}`,
  );
  complete(trial, 't');
  const incident = nodesAt(trial, 't')[0]?.incident;
  assert.equal(incident?.code, 'DATA_NOT_AVAILABLE');
  give(trial, { kind: 'setVariables', variables: { sum: 4 } });
  give(trial, { kind: 'retryIncident', incident: incident?.id ?? '' });
  assert.equal(variablesOf(trial)['total'], 4);
  assert.equal(trial.state?.life, 'completed');
});

test('what an activity completes with goes to its outputs, and the rest to the process', async () => {
  const trial = await play(
    `${objects('total')}<startEvent id="s"/>${user('t', specification([], ['sum']) + output('sum', 'total'))}${flows('s>t')}`,
  );
  complete(trial, 't', { sum: 5, note: 'x' });
  assert.deepEqual(variablesOf(trial), { total: 5, note: 'x' });
});

test('a service gets its data inputs, and its answer fills its data outputs', async () => {
  const trial = await play(
    `${objects('order', 'receipt')}<startEvent id="s"/><serviceTask id="t" wardflow:jobType="pay">${specification(['amount'], ['number'])}
    ${input('amount', 'order')}${output('number', 'receipt')}</serviceTask>${flows('s>t')}`,
    { order: 12 },
  );
  const job = trial.effects.find((effect) => effect.kind === 'createJob');
  assert.deepEqual(job?.inputs, { amount: 12 });
  complete(trial, 't', { number: 'R1' });
  assert.deepEqual(variablesOf(trial), { order: 12, receipt: 'R1' });
});

test('a called process gets the data inputs and nothing else, and its data outputs come back', async () => {
  const trial = await play(
    `${objects('order', 'result')}<startEvent id="s"/><callActivity id="c" calledElement="q">${specification(['amount'], ['sum'])}
    ${input('amount', 'order')}${output('sum', 'result')}</callActivity>${flows('s>c')}`,
    { order: 3, secret: 1 },
  );
  const call = trial.effects.find((effect) => effect.kind === 'callProcess');
  assert.deepEqual(call?.variables, { amount: 3 });
  give(trial, { kind: 'completeCall', call: call?.call ?? '', variables: { sum: 9, other: 1 } });
  assert.deepEqual(variablesOf(trial), { order: 3, secret: 1, result: 9 });
});

test('data objects and properties of a sub-process are its own: a write stays in it', async () => {
  const trial = await play(
    `<startEvent id="s"/><subProcess id="sub"><property id="count" name="count"/><startEvent id="si"/><dataObject id="draft" name="draft"/>
    ${script('t', 'draft', '"x"', '')}${script('u', 'count', '1', '')}${script('v', 'kept', 'draft + string(count)', '')}${flows('si>t', 't>u', 'u>v')}</subProcess>${flows('s>sub')}`,
  );
  assert.deepEqual(variablesOf(trial), { kept: 'x1' });
});

test('a sub-process takes its inputs in and gives its outputs on', async () => {
  const trial = await play(
    `${objects('order', 'total')}<startEvent id="s"/><subProcess id="sub">${specification(['amount'], ['sum'])}${input('amount', 'order')}${output('sum', 'total')}
    <startEvent id="si"/>${script('t', 'sum', 'amount + 1', '')}${flows('si>t')}</subProcess>${flows('s>sub')}`,
    { order: 1 },
  );
  assert.deepEqual(variablesOf(trial), { order: 1, total: 2 });
});

test('a property of a task is its own and ends with it', async () => {
  const trial = await play(
    `<startEvent id="s"/>${script('t', 'note', '1', '<property id="note" name="note"/>')}${script('u', 'seen', 'note', '')}${flows('s>t', 't>u')}`,
  );
  assert.deepEqual(variablesOf(trial), { seen: null });
});

test('the items of a multi-instance activity come from a data input and go into a data output (§10.3.8)', async () => {
  const trial = await play(
    `${objects('orders', 'sums')}<startEvent id="s"/>${script(
      't',
      'double',
      'each * 2',
      `${specification(['list'], ['results'])}${input('list', 'orders')}${output('results', 'sums')}
      <multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef><loopDataOutputRef>results</loopDataOutputRef>
      <inputDataItem id="each" name="each"/><outputDataItem id="double" name="double"/></multiInstanceLoopCharacteristics>`,
    )}${flows('s>t')}`,
    { orders: [1, 2, 3] },
  );
  assert.deepEqual(variablesOf(trial), { orders: [1, 2, 3], sums: [2, 4, 6] });
});

test('a message brings its content into the data output of the event that takes it', async () => {
  const trial = await play(
    `${objects('answer')}<startEvent id="s"/><intermediateCatchEvent id="c"><dataOutput id="content" name="content" itemSubjectRef="item"/>
    <dataOutputAssociation id="a"><sourceRef>content</sourceRef><targetRef>answer</targetRef><transformation>content.text</transformation></dataOutputAssociation>
    <outputSet><dataOutputRefs>content</dataOutputRefs></outputSet><messageEventDefinition messageRef="M"/></intermediateCatchEvent>${user('t')}${flows('s>c', 'c>t')}`,
  );
  give(trial, { kind: 'message', message: 'M', variables: { text: 'Đồng ý', other: 1 } });
  assert.deepEqual(variablesOf(trial), { answer: 'Đồng ý' });
});

test('a thrown message and a thrown signal take the data inputs of their event along', async () => {
  const thrown = (kind: string) => `<dataInput id="d${kind}" name="content" itemSubjectRef="item"/>
    <dataInputAssociation id="a${kind}"><sourceRef>order</sourceRef><targetRef>d${kind}</targetRef></dataInputAssociation><inputSet><dataInputRefs>d${kind}</dataInputRefs></inputSet>
    <${kind}EventDefinition ${kind}Ref="${kind === 'message' ? 'M' : 'S'}"/>`;
  const trial = await play(
    `${objects('order')}<startEvent id="s"/><intermediateThrowEvent id="m">${thrown('message')}</intermediateThrowEvent>
    <endEvent id="e">${thrown('signal')}</endEvent>${flows('s>m', 'm>e')}`,
    { order: { id: 7 } },
  );
  const sent = trial.effects.filter(({ kind }) => kind === 'sendMessage' || kind === 'broadcastSignal');
  assert.deepEqual(sent, [
    { kind: 'sendMessage', message: 'M', element: 'm', variables: { content: { id: 7 } } },
    { kind: 'broadcastSignal', signal: 'S', element: 'e', variables: { content: { id: 7 } } },
  ]);
});

test('an error brings its content to who catches it', async () => {
  const trial = await play(
    `${objects('reason', 'why')}<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/><endEvent id="e"><dataInput id="di" name="d" itemSubjectRef="item"/>
    <dataInputAssociation id="a"><sourceRef>reason</sourceRef><targetRef>di</targetRef></dataInputAssociation><inputSet><dataInputRefs>di</dataInputRefs></inputSet>
    <errorEventDefinition errorRef="E"/></endEvent>${flows('si>e')}</subProcess>${flows('s>sub')}
    <boundaryEvent id="b" attachedToRef="sub"><dataOutput id="o" name="d" itemSubjectRef="item"/><dataOutputAssociation id="x"><sourceRef>o</sourceRef><targetRef>why</targetRef></dataOutputAssociation>
    <outputSet><dataOutputRefs>o</dataOutputRefs></outputSet><errorEventDefinition errorRef="E"/></boundaryEvent>${user('h')}${flows('b>h')}`,
    { reason: 'thiếu giấy tờ' },
  );
  assert.deepEqual(variablesOf(trial), { reason: 'thiếu giấy tờ', why: 'thiếu giấy tờ' });
  assert.deepEqual(history(trial, 'activated').slice(-2), ['b', 'h']);
});

test('a reference shows a data object in a state: the value is that of the object; data stores are documentation', async () => {
  const trial = await play(
    `<dataObject id="o"/><dataObjectReference id="r1" dataObjectRef="o" name="order [new]"><dataState id="ds1" name="new"/></dataObjectReference>
    <dataObjectReference id="r2" dataObjectRef="o" name="order [done]"><dataState id="ds2" name="done"/></dataObjectReference>
    <dataStoreReference id="store" name="Archive"/><startEvent id="s"/>
    ${script('t', 'y', 'x + 1', specification(['x'], ['y', 'z?']) + input('x', 'r1') + output('y', 'r2') + output('z', 'store'))}${flows('s>t')}`,
    { order: 1 },
  );
  assert.deepEqual(variablesOf(trial), { order: 2 });
});

const taken = (id: string, target: string) => `<dataOutput id="${id}" name="content" itemSubjectRef="item"/>
  <dataOutputAssociation id="a-${id}"><sourceRef>${id}</sourceRef><targetRef>${target}</targetRef></dataOutputAssociation>`;

test('a message that begins an instance fills the data of the process', async () => {
  const program = await read(
    `${objects('order')}<startEvent id="s">${taken('got', 'order')}<outputSet><dataOutputRefs>got</dataOutputRefs></outputSet>
    <messageEventDefinition messageRef="M"/></startEvent>${user('t')}${flows('s>t')}`,
  );
  const trial = trialOf(program);
  give(trial, { kind: 'start', message: 'M', variables: { content: { id: 3 } } });
  assert.deepEqual(variablesOf(trial), { content: { id: 3 }, order: { id: 3 } });
});

test('a receive task fills its data output with what comes, also behind an event-based gateway', async () => {
  const task = `<receiveTask id="r" messageRef="M">${specification([], ['content'])}${output('content', 'answer')}</receiveTask>`;
  const gateway = `<eventBasedGateway id="g"/><intermediateCatchEvent id="c"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>`;
  for (const [inside, links] of [
    [task, flows('s>r')],
    [task + gateway, flows('s>g', 'g>r', 'g>c')],
  ]) {
    const trial = await play(`${objects('answer')}<startEvent id="s"/>${inside}${links}`);
    give(trial, { kind: 'message', message: 'M', variables: { content: 'có' } });
    assert.deepEqual(variablesOf(trial), { answer: 'có' });
    assert.equal(trial.state?.life, 'completed');
  }
});

test('a signal brings its content to every event that takes it', async () => {
  const trial = await play(
    `${objects('order', 'copy')}<startEvent id="s"/><parallelGateway id="f"/><intermediateCatchEvent id="c">${taken('got', 'copy')}
    <outputSet><dataOutputRefs>got</dataOutputRefs></outputSet><signalEventDefinition signalRef="S"/></intermediateCatchEvent>
    <intermediateThrowEvent id="t"><dataInput id="i" name="content" itemSubjectRef="item"/><dataInputAssociation id="x"><sourceRef>order</sourceRef><targetRef>i</targetRef></dataInputAssociation>
    <inputSet><dataInputRefs>i</dataInputRefs></inputSet><signalEventDefinition signalRef="S"/></intermediateThrowEvent>${flows('s>f', 'f>t', 'f>c')}`,
    { order: 5 },
  );
  assert.deepEqual(variablesOf(trial), { order: 5, copy: 5 });
});

test('a loop gives on what its last turn has made', async () => {
  const trial = await play(
    `${objects('start', 'end')}<startEvent id="s"/>${script(
      't',
      'n',
      'from + loopCounter',
      `${specification(['from'], ['n'])}${input('from', 'start')}${output('n', 'end')}<standardLoopCharacteristics loopMaximum="3"/>`,
    )}${flows('s>t')}`,
    { start: 10 },
  );
  assert.deepEqual(variablesOf(trial), { start: 10, end: 13 });
});
