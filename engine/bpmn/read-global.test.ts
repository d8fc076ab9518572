import assert from 'node:assert/strict';
import { test } from 'node:test';
import { step } from '#engine/core/step.ts';
import { envAt, monday } from '#engine/core/trial/trial.ts';
import { loadProgram } from './load-program.ts';

const load = (inside: string, call = '') =>
  loadProgram(
    [
      {
        path: 'p.bpmn',
        content: `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:wardflow="https://wardflow.org/bpmn/1" xmlns:t="t" id="d" targetNamespace="t">${inside}
          <process id="p" isExecutable="true"><startEvent id="s"/><callActivity id="c" calledElement="t:g" ${call}/>
          <endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="c"/>
          <sequenceFlow id="g2" sourceRef="c" targetRef="e"/></process></definitions>`,
      },
    ],
    { host: 'core' },
  );

const callOf = async (call: string) => {
  const { processes, problems } = await load('<globalTask id="g"/>', call);
  assert.deepEqual(problems, []);
  const program = processes['p'];
  assert.ok(program);
  const result = step(program, undefined, { kind: 'start', variables: {} }, envAt(monday));
  return result.kind === 'ok' ? result.effects.find((effect) => effect.kind === 'callProcess') : undefined;
};

test('a global task is a process of its own that a call activity calls by its qualified name', async () => {
  const global =
    '<globalScriptTask id="g" scriptLanguage="feel" wardflow:result="x"><script>1 + 1</script></globalScriptTask>';
  const { globalTasks, processes, problems } = await load(global);
  assert.deepEqual(problems, []);
  assert.deepEqual(Object.keys(processes), ['p']);
  const called = globalTasks['g'];
  assert.ok(called);
  const result = step(called, undefined, { kind: 'start', variables: { y: 1 } }, envAt(monday));
  assert.deepEqual(result.kind === 'ok' && result.effects.find((effect) => effect.kind === 'instanceEnded'), {
    kind: 'instanceEnded',
    state: 'completed',
    variables: { y: 1, x: 2 },
  });
  const effect = await callOf('');
  assert.equal(effect?.process, 'g');
});

test('a global user task is given to somebody, as any user task is', async () => {
  const { globalTasks, problems } = await load('<globalUserTask id="g" name="Check" wardflow:role="officer"/>');
  assert.deepEqual(problems, []);
  assert.equal(globalTasks['g']?.nodes['g']?.type, 'userTask');
  const { problems: nobody } = await load('<globalUserTask id="g"/>');
  assert.deepEqual(
    nobody.map(({ code }) => code),
    ['NOBODY_ADDRESSED'],
  );
});

test('a call says which version it wants: the latest, the one deployed with it, or a fixed one', async () => {
  assert.equal((await callOf(''))?.version, 'latest');
  assert.equal((await callOf('wardflow:binding="deployment"'))?.version, 'deployment');
  assert.deepEqual((await callOf('wardflow:binding="fixed" wardflow:version="3"'))?.version, { fixed: '3' });
  assert.deepEqual((await callOf('wardflow:binding="fixed" wardflow:version="=1 + 1"'))?.version, { fixed: '2' });
  const { problems } = await load('<globalTask id="g"/>', 'wardflow:binding="fixed"');
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['ATTRIBUTE_MISSING'],
  );
});
