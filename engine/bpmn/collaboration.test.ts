import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HumanTask } from '#engine/core/model/program.ts';
import { started } from '#engine/core/trial/trial.ts';
import { loadProgram } from './load-program.ts';

const load = (inside: string) =>
  loadProgram(
    [
      {
        path: 'p.bpmn',
        content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
          id="d" targetNamespace="t">${inside}</definitions>`,
      },
    ],
    { host: 'core', checked: 'published' },
  );
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

test('a user task is for the unit of the innermost lane that says one, unless it says so itself', async () => {
  const { processes, problems } = await load(
    `<process id="p" isExecutable="true"><laneSet id="ls"><lane id="l1" wardflow:unit="UBND" wardflow:role="officer">
    <flowNodeRef>a</flowNodeRef><flowNodeRef>own</flowNodeRef><flowNodeRef>inner</flowNodeRef><flowNodeRef>sub</flowNodeRef><flowNodeRef>citizen</flowNodeRef>
    <childLaneSet id="cls"><lane id="l2" wardflow:unit="=unit"><flowNodeRef>inner</flowNodeRef></lane></childLaneSet></lane></laneSet>
    <startEvent id="s"/><userTask id="a"/><userTask id="own" wardflow:unit="P1"/><userTask id="inner"/>
    <userTask id="citizen" wardflow:role="citizen"/><subProcess id="sub"><userTask id="deep"/></subProcess>
    ${flow('s', 'a')}${flow('a', 'own')}${flow('own', 'inner')}${flow('inner', 'citizen')}${flow('citizen', 'sub')}</process>`,
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const of = (id: string) => {
    const task = processes['p']?.nodes[id];
    assert.equal(task?.type, 'userTask');
    const { unit, role } = task as HumanTask;
    return [unit, role].map((one) => (one?.kind === 'feel' ? `=${one.source}` : (one?.value ?? null)));
  };
  assert.deepEqual(of('a'), ['UBND', 'officer']);
  assert.deepEqual(of('own'), ['P1', null]);
  assert.deepEqual(of('inner'), ['=unit', 'officer']);
  assert.deepEqual(of('citizen'), [null, 'citizen']);
  assert.deepEqual(of('deep'), ['UBND', 'officer']);
});

test('send and receive tasks that a message flow joins exchange its message, also where they name none', async () => {
  const { processes, problems } = await load(
    `<message id="M" name="Order"/><collaboration id="c"><participant id="pa" processRef="p"/><participant id="pb" processRef="q"/>
    <participant id="black"/><messageFlow id="f1" sourceRef="send" targetRef="take"/>
    <messageFlow id="f2" sourceRef="answer" targetRef="hear" messageRef="M"/><messageFlow id="f3" sourceRef="black" targetRef="wait"/></collaboration>
    <process id="p" isExecutable="true"><startEvent id="s"/><sendTask id="send"/><receiveTask id="hear"/><receiveTask id="wait"/>
    ${flow('s', 'send')}${flow('send', 'hear')}${flow('hear', 'wait')}</process>
    <process id="q" isExecutable="true"><receiveTask id="take" instantiate="true"/><sendTask id="answer"/>${flow('take', 'answer')}</process>`,
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const [p, q] = [processes['p'], processes['q']];
  assert.ok(p && q);
  const trial = started(p);
  assert.equal(trial.effects.find((effect) => effect.kind === 'sendMessage')?.message, 'f1');
  assert.deepEqual(q.nodes['take'], { ...q.nodes['take'], trigger: { kind: 'message', message: 'f1' } });
  assert.deepEqual(p.nodes['hear'], { ...p.nodes['hear'], trigger: { kind: 'message', message: 'Order' } });
  assert.deepEqual(p.nodes['wait'], { ...p.nodes['wait'], trigger: { kind: 'none' } });
});
