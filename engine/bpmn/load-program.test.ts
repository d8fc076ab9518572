import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateDecision } from '#engine/core/decisions/evaluate.ts';
import type { HumanTask } from '#engine/core/model/program.ts';
import { envAt, history, monday, started } from '#engine/core/trial/trial.ts';
import { loadProgram } from './load-program.ts';
import type { Problem } from './problems.ts';

const bpmn = (inside: string, attributes = 'isExecutable="true"') => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  id="definitions" targetNamespace="test">
<bpmn:message id="message" name="reported" />
<bpmn:process id="p" name="A process" ${attributes}>${inside}</bpmn:process></bpmn:definitions>`;

const flow = (id: string, from: string, to: string, condition?: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${
    condition === undefined
      ? ''
      : `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
  }</bpmn:sequenceFlow>`;

const start = '<bpmn:startEvent id="s" />';
const end = '<bpmn:endEvent id="e" />';

async function loaded(inside: string, more: Readonly<Record<string, string>> = {}) {
  const files = Object.entries({ 'p.bpmn': bpmn(inside), ...more });
  return await loadProgram(files.map(([path, content]) => ({ path, content })));
}

const said = (problems: readonly Problem[]) => problems.map(({ code, element }) => `${element} ${code}`);

async function problemsOf(inside: string, more: Readonly<Record<string, string>> = {}) {
  return said((await loaded(inside, more)).problems);
}

/** A process of one node between start and end. */
const single = (node: string) => `${start}${node}${end}${flow('f1', 's', 'a')}${flow('f2', 'a', 'e')}`;

test('a process with all our extensions becomes a program', async () => {
  const inside = single(`<bpmn:userTask id="a" name="Xử lý&#10;phản ánh" wardflow:form="handle" wardflow:unit="=unit"
    wardflow:role="officer" wardflow:stage="dang_xu_ly" wardflow:priority="80">
    <bpmn:extensionElements><wardflow:deadline from="=receivedAt" duration="=sla.resolve" calendar="=sla.calendar"
      dayCount="exclude_first_day" /></bpmn:extensionElements></bpmn:userTask>`);
  const { processes, problems } = await loaded(inside, { 'forms/handle.form.json': '{}' });
  assert.deepEqual(problems, []);
  const task = processes['p']?.nodes['a'];
  assert.ok(task?.type === 'userTask');
  assert.equal(task.name, 'Xử lý phản ánh');
  assert.deepEqual(task.unit, { kind: 'feel', source: 'unit' });
  assert.deepEqual(task.stage, { kind: 'literal', value: 'dang_xu_ly' });
  assert.deepEqual(task.deadline?.dayCount, { kind: 'literal', value: 'exclude_first_day' });
  assert.deepEqual([task.incoming, task.outgoing], [['f1'], ['f2']]);
});

test('a task that is another unit’s part says which, and is neither sent back nor recalled', async () => {
  const { processes, problems } = await loaded(
    single('<bpmn:userTask id="a" wardflow:role="officer" wardflow:part="=part.id" />'),
  );
  assert.deepEqual(problems, []);
  const task = processes['p']?.nodes['a'];
  assert.ok(task?.type === 'userTask');
  assert.deepEqual([task.part, task.sendBack, task.recall], [{ kind: 'feel', source: 'part.id' }, [], false]);
  const wrong = await loaded(single('<bpmn:userTask id="a" wardflow:role="officer" wardflow:part="=part." />'));
  assert.deepEqual(
    wrong.problems.map(({ code, element }) => [code, element]),
    [['EXPRESSION_NOT_VALID', 'a']],
  );
});

test('jobs take their type, inputs and outputs; a message is short for a notice', async () => {
  const inside =
    single(`<bpmn:sendTask id="a" wardflow:message="PA_TIEP_NHAN" wardflow:retries="5"><bpmn:extensionElements>
    <wardflow:input name="code" value="=code" /><wardflow:output name="told" value="=sent" />
    </bpmn:extensionElements></bpmn:sendTask>`);
  const { processes, problems } = await loaded(inside);
  assert.deepEqual(problems, []);
  const task = processes['p']?.nodes['a'];
  assert.ok(task?.type === 'sendTask');
  assert.deepEqual(task.jobType, { kind: 'literal', value: 'notice' });
  assert.deepEqual(
    task.inputs.map((input) => input.name),
    ['message', 'code'],
  );
  assert.deepEqual(task.outputs, [{ name: 'told', value: { kind: 'feel', source: 'sent' } }]);
});

test('a call of what is not here is a warning, and an error where it must be deployed together', async () => {
  const call = (more: string) => ({
    path: 'p.bpmn',
    content: bpmn(single(`<bpmn:callActivity id="a" calledElement="b" ${more}/>`)),
  });
  const codes = async (more: string) => (await loadProgram([call(more)])).problems.map(({ code }) => code);
  assert.deepEqual(await codes(''), ['CALLED_ELSEWHERE']);
  assert.deepEqual(await codes('wardflow:binding="deployment"'), ['CALLED_NOT_FOUND']);
});

test('a process read from a file runs', async () => {
  const inside = `${start}<bpmn:exclusiveGateway id="x" default="no" /><bpmn:task id="a" /><bpmn:task id="b" />
    ${flow('f', 's', 'x')}${flow('yes', 'x', 'a', '= n &gt; 1')}${flow('no', 'x', 'b')}`;
  const { processes, problems } = await loaded(inside);
  assert.deepEqual(problems, []);
  const program = processes['p'];
  assert.ok(program);
  assert.deepEqual(history(started(program, { n: 2 }), 'taken'), ['f', 'yes']);
});

test('what cannot run yet is refused by its id, never skipped', async () => {
  assert.ok((await problemsOf(single('<bpmn:callChoreography id="a" />'))).includes('a ELEMENT_NOT_SUPPORTED'));
  const quantity = '<bpmn:task id="a" startQuantity="0" />';
  assert.deepEqual(await problemsOf(single(quantity)), ['a QUANTITY_NOT_POSITIVE']);
  const script = '<bpmn:scriptTask id="a" scriptFormat="groovy"><bpmn:script>1</bpmn:script></bpmn:scriptTask>';
  assert.ok((await problemsOf(single(script))).includes('a EXPRESSION_LANGUAGE_NOT_SUPPORTED'));
});

test('a script in JavaScript is refused at its task, unless it is allowed', async () => {
  const script = '<bpmn:scriptTask id="a" scriptFormat="javascript"><bpmn:script>1</bpmn:script></bpmn:scriptTask>';
  const resources = [{ path: 'p.bpmn', content: bpmn(single(script)) }];
  const codes = async (javascript?: boolean) =>
    (await loadProgram(resources, javascript === undefined ? {} : { javascript })).problems.map(({ code }) => code);
  assert.deepEqual([await codes(), await codes(true)], [['JAVASCRIPT_NOT_ALLOWED'], []]);
});

test('the job type of scripts is not for other work', async () => {
  const task = '<bpmn:serviceTask id="a" wardflow:jobType="wardflow:script" />';
  assert.deepEqual(await problemsOf(single(task)), ['a VALUE_NOT_VALID']);
});

test('what the server has no screen for is refused where it would run, and plays in scenarios', async () => {
  const call = { path: 'p.bpmn', content: bpmn(single('<bpmn:receiveTask id="a" />')) };
  const codes = async (host: 'runtime' | 'core') =>
    (await loadProgram([call], { host })).problems.map(({ code }) => code);
  assert.deepEqual([await codes('runtime'), await codes('core')], [['NOT_IN_RUNTIME'], []]);
});

test('an expression that is no FEEL is a problem at its element', async () => {
  const inside = `${start}${end}${flow('f', 's', 'e')}<bpmn:userTask id="a" wardflow:unit="=unit +" />${flow('g', 'a', 'e', 'x =')}`;
  const problems = await problemsOf(inside);
  assert.ok(problems.includes('a EXPRESSION_NOT_VALID'));
  assert.ok(problems.includes('g EXPRESSION_NOT_VALID'));
});

test('what a task names must be there', async () => {
  const task = single('<bpmn:userTask id="a" wardflow:form="handle" />');
  assert.deepEqual(await problemsOf(task), ['a NOBODY_ADDRESSED', 'a FORM_NOT_FOUND']);
  const rule = single('<bpmn:businessRuleTask id="a" wardflow:decision="routing" />');
  assert.deepEqual(await problemsOf(rule), ['a ATTRIBUTE_MISSING', 'a DECISION_NOT_FOUND']);
  assert.deepEqual(await problemsOf(single('<bpmn:serviceTask id="a" />')), ['a ATTRIBUTE_MISSING']);
});

const timed = (definition: string, attributes = '') =>
  `${single('<bpmn:userTask id="a" wardflow:role="officer" />')}<bpmn:boundaryEvent id="b" attachedToRef="a">
   <bpmn:timerEventDefinition ${attributes}>${definition}</bpmn:timerEventDefinition></bpmn:boundaryEvent>${flow('f3', 'b', 'e')}`;

test('a timer says from when its duration counts, and in which time', async () => {
  const attributes = 'wardflow:from="=receivedAt" wardflow:calendar="hanh-chinh"';
  const { processes, problems } = await loaded(timed('<bpmn:timeDuration>PT2H</bpmn:timeDuration>', attributes));
  assert.deepEqual(problems, []);
  const event = processes['p']?.nodes['b'];
  assert.ok(event?.type === 'boundaryEvent' && event.trigger.kind === 'timer');
  assert.deepEqual(event.trigger.timer, {
    kind: 'duration',
    value: { kind: 'literal', value: 'PT2H' },
    from: { kind: 'feel', source: 'receivedAt' },
    calendar: { kind: 'literal', value: 'hanh-chinh' },
    dayCount: null,
  });
  for (const other of ['<bpmn:timeDate>=dueAt</bpmn:timeDate>', '<bpmn:timeCycle>R3/PT10M</bpmn:timeCycle>']) {
    assert.deepEqual(await problemsOf(timed(other, 'wardflow:from="=receivedAt"')), ['b FEATURE_NOT_SUPPORTED']);
  }
  const broken = timed('<bpmn:timeDuration>PT2H</bpmn:timeDuration>', 'wardflow:from="=receivedAt +"');
  assert.deepEqual(await problemsOf(broken), ['b EXPRESSION_NOT_VALID']);
});

test('a timer must be complete and ISO 8601', async () => {
  assert.deepEqual(await problemsOf(timed('<bpmn:timeDuration>PT2H</bpmn:timeDuration>')), []);
  assert.deepEqual(await problemsOf(timed('<bpmn:timeCycle>R3/PT10M</bpmn:timeCycle>')), []);
  assert.deepEqual(await problemsOf(timed('<bpmn:timeDate>=dueAt</bpmn:timeDate>')), []);
  assert.ok((await problemsOf(timed('<bpmn:timeDuration>2 hours</bpmn:timeDuration>'))).includes('b TIMER_NOT_VALID'));
  assert.ok((await problemsOf(timed(''))).includes('b TIMER_NOT_COMPLETE'));
});

test('elements must be connected as the standard says', async () => {
  assert.deepEqual(await problemsOf(''), ['null NO_EXECUTABLE_PROCESS']);
  assert.deepEqual(await problemsOf(`${start}${end}`), [
    's START_HAS_NO_OUTGOING',
    'e INCOMING_MISSING',
    'e NOT_REACHABLE',
  ]);
  const backwards = `${start}${end}${flow('f', 's', 'e')}${flow('g', 'e', 's')}`;
  assert.deepEqual(await problemsOf(backwards), ['s START_HAS_INCOMING', 'e END_HAS_OUTGOING']);
  const nowhere = `${start}${end}${flow('f', 's', 'e')}${flow('g', 's', 'gone')}`;
  assert.deepEqual(await problemsOf(nowhere), ['g REFERENCE_NOT_FOUND']);
  const circle = `<bpmn:task id="a" /><bpmn:task id="b" />${flow('f', 'a', 'b')}${flow('g', 'b', 'a')}`;
  assert.ok((await problemsOf(circle)).includes('p NO_START'));
});

test('each way out of an exclusive gateway has a condition or is the default', async () => {
  const inside = `${start}${end}<bpmn:exclusiveGateway id="x" />${flow('f', 's', 'x')}${flow('g', 'x', 'e', 'a = 1')}${flow('h', 'x', 'e')}`;
  assert.deepEqual(await problemsOf(inside), ['h CONDITION_MISSING']);
});

test('a flow without an id gets one that stays; one that ends outside its scope is refused', async () => {
  const bare = (from: string, to: string) => `<bpmn:sequenceFlow sourceRef="${from}" targetRef="${to}" />`;
  const { processes, problems } = await loaded(`${start}${end}${bare('s', 'e')}${bare('s', 'e')}`);
  assert.deepEqual(problems, []);
  assert.deepEqual(processes['p']?.nodes['s']?.outgoing, ['s_e', 's_e_2']);
  assert.deepEqual(await problemsOf(`${start}${end}${flow('f', 's', 'e')}${flow('g', 's', 'f')}`), [
    'g REFERENCE_OF_WRONG_TYPE',
  ]);
});

test('a condition behind a parallel gateway is never asked, and said to be so', async () => {
  const inside = `${start}${end}<bpmn:parallelGateway id="a" />${flow('f1', 's', 'a')}${flow('f2', 'a', 'e', 'x')}${flow('f3', 'a', 'e')}`;
  const { problems } = await loaded(inside);
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [['CONDITION_IGNORED', 'warning']],
  );
});

test('what the standard forbids of gateways, links, compensation and cancellation is refused by its element', async () => {
  const event = (id: string, kind: string, more = '') => `<bpmn:${kind} id="${id}">${more}</bpmn:${kind}>`;
  const link = '<bpmn:linkEventDefinition name="l" />';

  assert.ok((await problemsOf(single('<bpmn:inclusiveGateway id="a" />'))).includes('a GATEWAY_WITHOUT_CHOICE'));
  assert.ok((await problemsOf(single(event('a', 'intermediateThrowEvent', link)))).includes('a LINK_FLOWS'));
  const task = '<bpmn:task id="a" />';
  const border = (definition: string) =>
    `<bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:${definition} /></bpmn:boundaryEvent>`;
  const undone = await problemsOf(`${single(task)}${border('compensateEventDefinition')}`);
  assert.ok(undone.includes('b COMPENSATION_WITHOUT_HANDLER'));
  const cancelled = await problemsOf(`${single(task)}${border('cancelEventDefinition')}${flow('f3', 'b', 'e')}`);
  assert.ok(cancelled.includes('b CANCEL_WITHOUT_TRANSACTION'));
});

test('a reference may carry the prefix of its own file', async () => {
  const xml = bpmn(
    `<bpmn:startEvent id="s"><bpmn:outgoing>own:f</bpmn:outgoing>
     <bpmn:messageEventDefinition messageRef="own:message" /></bpmn:startEvent>
     <bpmn:endEvent id="e"><bpmn:incoming>own:f</bpmn:incoming></bpmn:endEvent>${flow('f', 'own:s', 'own:e')}`,
  ).replace('targetNamespace=', 'xmlns:own="test" targetNamespace=');
  const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content: xml }]);
  assert.deepEqual(problems, []);
  const event = processes['p']?.nodes['s'];
  assert.ok(event?.type === 'startEvent');
  assert.deepEqual(event.trigger, { kind: 'message', message: 'reported' });
});

test('a call leads to a process of the files, and an import to one of them', async () => {
  const file = (path: string, inside: string, more = '') => ({
    path,
    content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="${path}-d" targetNamespace="t">${more}${inside}</definitions>`,
  });
  const caller = `<process id="p" isExecutable="true"><callActivity id="c" calledElement="q"/></process>`;
  const called = file('q.bpmn', '<process id="q" isExecutable="true"><task id="t"/></process>');
  const imports = '<import namespace="t" location="q.bpmn" importType="http://www.omg.org/spec/BPMN/20100524/MODEL"/>';
  const problems = async (...files: readonly { path: string; content: string }[]) =>
    said((await loadProgram(files, { host: 'core' })).problems);
  assert.deepEqual(await problems(file('p.bpmn', caller, imports), called), []);
  assert.deepEqual(await problems(file('p.bpmn', caller, imports)), ['null IMPORT_NOT_FOUND', 'c CALLED_NOT_FOUND']);
  const schema = '<import namespace="x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>';
  assert.deepEqual(
    await problems(file('q.bpmn', '<process id="q" isExecutable="true"><task id="t"/></process>', schema)),
    ['null IMPORT_NOT_FOUND'],
  );
});

test('ids are unique', async () => {
  const twice = `${start}<bpmn:endEvent id="s" />`;
  assert.ok((await problemsOf(twice)).includes('s ID_NOT_UNIQUE'));
});

test('unknown attributes and foreign extensions are warned of and do no harm', async () => {
  const node = `<bpmn:task id="a" wardflow:colour="red" camunda:skipExpression="x"><bpmn:extensionElements>
    <camunda:properties /></bpmn:extensionElements></bpmn:task>`;
  const { problems } = await loaded(single(node));
  assert.deepEqual(said(problems).toSorted(), ['a ATTRIBUTE_UNKNOWN', 'a ATTRIBUTE_UNKNOWN', 'a EXTENSION_UNKNOWN']);
  assert.ok(problems.every((problem) => problem.severity === 'warning'));
});

const dmn = (logic: string, more = '') => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="dmn" name="dmn" namespace="test">
<decision id="d" name="D">${logic}</decision>${more}</definitions>`;

test('a decision table is read and evaluated', async () => {
  const table = `<decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM">
    <input id="i"><inputExpression id="x"><text>category</text></inputExpression></input><output id="o" name="points" />
    <rule id="r1"><inputEntry id="c1"><text>"flood","fire"</text></inputEntry><outputEntry id="o1"><text>3</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="c2"><text>-</text></inputEntry><outputEntry id="o2"><text>4</text></outputEntry></rule>
  </decisionTable>`;
  const { decisions, problems } = await loadProgram([{ path: 'd.dmn', content: dmn(table) }]);
  assert.deepEqual(problems, []);
  assert.deepEqual(evaluateDecision(decisions, 'd', { category: 'fire' }, envAt(monday)), { kind: 'ok', value: 7 });
});

test('decisions need each other by reference; circles, gaps and other logic are refused', async () => {
  const need = (id: string) =>
    `<informationRequirement id="need"><requiredDecision href="#${id}" /></informationRequirement>`;
  const literal = '<literalExpression id="l"><text>Base * 2</text></literalExpression>';
  const base = '<decision id="b" name="Base"><literalExpression id="k"><text>21</text></literalExpression></decision>';
  const { decisions } = await loadProgram([{ path: 'd.dmn', content: dmn(need('b') + literal, base) }]);
  assert.deepEqual(evaluateDecision(decisions, 'd', {}, envAt(monday)), { kind: 'ok', value: 42 });
  const problems = async (content: string) => said((await loadProgram([{ path: 'd.dmn', content }])).problems);
  assert.deepEqual(await problems(dmn(need('d') + literal)), ['d DECISION_LOOPS']);
  assert.deepEqual(await problems(dmn(need('gone') + literal)), ['d DECISION_NOT_FOUND']);
  assert.deepEqual(await problems(dmn('<invocation id="v" />')), ['v DECISION_EXPRESSION_MISSING']);
  const java = '<functionDefinition id="f" kind="Java"><context id="c" /></functionDefinition>';
  assert.deepEqual(await problems(dmn(java)), ['f DECISION_LOGIC_NOT_SUPPORTED']);
});

test('where a step may be sent back to: to steps of people, that are there', async () => {
  const load = async (attributes: string) => {
    const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://example.org">
      <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>
      <bpmn:userTask id="a" wardflow:role="officer"/><bpmn:scriptTask id="x" scriptFormat="text/feel" wardflow:result="n"><bpmn:script>1</bpmn:script></bpmn:scriptTask>
      <bpmn:userTask id="b" wardflow:role="officer" ${attributes}/>
      <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="x"/>
      <bpmn:sequenceFlow id="f3" sourceRef="x" targetRef="b"/><bpmn:sequenceFlow id="f4" sourceRef="b" targetRef="e"/>
      </bpmn:process></bpmn:definitions>`;
    const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content }]);
    const { sendBack, recall } = { ...processes['p']?.nodes['b'] } as Partial<HumanTask>;
    return [sendBack, recall, ...problems.map(({ code, element }) => `${code} ${element}`)];
  };
  assert.deepEqual(await load(''), [undefined, undefined]);
  assert.deepEqual(await load('wardflow:sendBack="none" wardflow:recall="false"'), [[], false]);
  assert.deepEqual(await load('wardflow:sendBack=" a "'), [['a'], undefined]);
  assert.deepEqual(await load('wardflow:sendBack="a x"'), [['a', 'x'], undefined, 'SEND_BACK_TO_NO_STEP b']);
  assert.deepEqual((await load('wardflow:apartFrom="a"')).slice(2), []);
  assert.deepEqual((await load('wardflow:apartFrom="a x"')).slice(2), ['APART_FROM_NO_STEP b']);
  assert.deepEqual((await load('wardflow:recall="maybe"')).slice(2), ['VALUE_NOT_VALID b']);
});

test('a way to what publishes on which nobody is kept apart is warned of', async () => {
  const load = async (more: string, approval = 'wardflow:apartFrom="a"') => {
    const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://example.org">
      <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>
      <bpmn:userTask id="a" wardflow:role="officer"/><bpmn:userTask id="b" wardflow:role="head" ${approval}/>
      <bpmn:task id="g"/><bpmn:serviceTask id="x" wardflow:jobType="publish"/>${more}
      <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
      <bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="g"/><bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="x"/>
      <bpmn:sequenceFlow id="f5" sourceRef="x" targetRef="e"/></bpmn:process></bpmn:definitions>`;
    const { problems } = await loadProgram([{ path: 'p.bpmn', content }]);
    return problems.map(({ code, element, severity }) => `${code} ${element} ${severity}`);
  };
  const warned = ['PUBLISHED_BY_ONE x warning'];
  assert.deepEqual(await load(''), []);
  assert.deepEqual(await load('', ''), warned);
  const around = '<bpmn:sequenceFlow id="f6" sourceRef="a" targetRef="g"/>';
  assert.deepEqual(await load(around), warned);
  const late = `<bpmn:boundaryEvent id="t" attachedToRef="b"><bpmn:timerEventDefinition id="td">
    <bpmn:timeDuration>PT8H</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
    <bpmn:sequenceFlow id="f6" sourceRef="t" targetRef="g"/>`;
  assert.deepEqual(await load(late), warned, 'nobody approved in time');
  const within = `<bpmn:subProcess id="q"><bpmn:startEvent id="qs"/><bpmn:serviceTask id="y" wardflow:jobType="publish"/>
    <bpmn:sequenceFlow id="f7" sourceRef="qs" targetRef="y"/><bpmn:endEvent id="qe"/>
    <bpmn:sequenceFlow id="f8" sourceRef="y" targetRef="qe"/></bpmn:subProcess>
    <bpmn:sequenceFlow id="f9" sourceRef="q" targetRef="e"/>`;
  assert.deepEqual(await load(`${within}<bpmn:sequenceFlow id="f6" sourceRef="b" targetRef="q"/>`), []);
  assert.deepEqual(await load(`${within}<bpmn:sequenceFlow id="f6" sourceRef="a" targetRef="q"/>`), [
    'PUBLISHED_BY_ONE y warning',
  ]);
});
