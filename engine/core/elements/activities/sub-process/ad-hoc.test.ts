import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, expression, type NodeSpec } from '../../../trial/build-program.ts';
import { complete, give, history, nodesAt, started } from '../../../trial/trial.ts';

const choices = (more: Partial<Extract<NodeSpec, { type: 'adHocSubProcess' }>>) =>
  buildProgram(
    {
      s: { type: 'startEvent' },
      p: { type: 'adHocSubProcess', ...more },
      a: { type: 'userTask', scope: 'p' },
      b: { type: 'userTask', scope: 'p' },
      after: { type: 'userTask' },
    },
    ['s -> p', 'p -> after'],
  );

function choosing(program: ReturnType<typeof buildProgram>) {
  const trial = started(program, { enough: false });
  const node = nodesAt(trial, 'p')[0]?.id ?? '';
  return { trial, choose: (element: string) => give(trial, { kind: 'activate', node, element })?.code ?? 'ok', node };
}

test('a person chooses what to do, as often as needed, until the condition holds', () => {
  const { trial, choose } = choosing(choices({ completionCondition: expression('=enough') }));
  assert.deepEqual([choose('a'), choose('b'), choose('a'), choose('after')], ['ok', 'ok', 'ok', 'NODE_NOT_WAITING']);
  complete(trial, 'a');
  complete(trial, 'b', { enough: true });
  assert.deepEqual([history(trial, 'terminated'), nodesAt(trial, 'after').length], [['a'], 1]);
});

test('one at a time, where it is sequential; and somebody says that it is done', () => {
  const { trial, choose, node } = choosing(choices({ sequential: true }));
  assert.deepEqual([choose('a'), choose('b')], ['ok', 'NODE_NOT_WAITING']);
  complete(trial, 'a');
  assert.equal(nodesAt(trial, 'p').length, 1);
  give(trial, { kind: 'finishAdHoc', node });
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('what needs nobody begins by itself', () => {
  const auto = (id: string): NodeSpec => ({
    type: 'scriptTask',
    scope: 'p',
    script: expression(`="${id}"`),
    result: id,
  });
  const program = buildProgram(
    { s: { type: 'startEvent' }, p: { type: 'adHocSubProcess', sequential: true }, a: auto('a'), b: auto('b') },
    ['s -> p'],
  );
  assert.deepEqual(history(started(program), 'completed'), ['s', 'a', 'b', 'p']);
});

test('the condition is asked when an activity is done, not at gateways and events (§13.3.5)', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      p: { type: 'adHocSubProcess', completionCondition: expression('=true') },
      x: { type: 'exclusiveGateway', scope: 'p' },
      t: { type: 'intermediateThrowEvent', scope: 'p' },
      a: { type: 'userTask', scope: 'p' },
      after: { type: 'userTask' },
    },
    ['s -> p', 'p -> after', 'x -> t', 't -> a'],
  );
  const trial = started(program);
  assert.equal(nodesAt(trial, 'a').length, 1);
  complete(trial, 'a');
  assert.equal(nodesAt(trial, 'after').length, 1);
});

test('an interrupting event on its border ends all that is open in it', () => {
  const program = buildProgram(
    {
      s: { type: 'startEvent' },
      p: { type: 'adHocSubProcess' },
      a: { type: 'userTask', scope: 'p' },
      b: { type: 'boundaryEvent', attachedTo: 'p', trigger: { kind: 'message', message: 'M' } },
      handled: { type: 'userTask' },
    },
    ['s -> p', 'b -> handled'],
  );
  const { trial, choose } = choosing(program);
  assert.equal(choose('a'), 'ok');
  give(trial, { kind: 'message', message: 'M', variables: {} });
  assert.deepEqual(
    Object.values(trial.state?.nodes ?? {}).map(({ element }) => element),
    ['handled'],
  );
  assert.equal(choose('a'), 'NODE_NOT_WAITING');
});
