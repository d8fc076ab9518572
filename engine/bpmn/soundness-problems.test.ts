import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProgram } from './load-program.ts';
import { notDecided, soundnessProblems } from './soundness-problems.ts';

test('a check that gave up says so at the place where it became too much, and is no fault', async () => {
  const content = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="https://example.org">
    <bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:userTask id="a" wardflow:role="officer"/>
    <bpmn:userTask id="b" wardflow:role="officer"/><bpmn:endEvent id="e"/>
    <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="a"/><bpmn:sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
    <bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e"/></bpmn:process></bpmn:definitions>`;
  const loaded = await loadProgram([{ path: 'p.bpmn', content }]);
  const within = (statesMax: number) => soundnessProblems(loaded, { statesMax, statesInEveryOrderMax: statesMax });
  assert.deepEqual(within(100), []);
  const [open] = within(2).filter(({ problem }) => problem.code === notDecided);
  assert.deepEqual([open?.problem.severity, open?.info, open?.problem.path], ['warning', true, 'p.bpmn']);
  assert.ok(['a', 'b'].includes(open?.problem.element ?? ''));
  assert.match(open?.problem.message.vi ?? '', /Chưa kết luận được .*quá nhiều trạng thái/);
  assert.match(open?.problem.message.en ?? '', /not decided \(too many states\)/);
});
