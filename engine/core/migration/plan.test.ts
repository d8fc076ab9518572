import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, type NodeSpec } from '../trial/build-program.ts';
import { complete, envAt, started } from '../trial/trial.ts';
import { migrate } from './migrate.ts';
import { inverted, planMigration } from './plan.ts';

const s: NodeSpec = { type: 'startEvent' };
const task = (name: string): NodeSpec => ({ type: 'userTask', name });
const and: NodeSpec = { type: 'parallelGateway' };

function kinds(...args: Parameters<typeof planMigration>): readonly string[] {
  return planMigration(...args).elements.map(({ element, target, kind, reason }) =>
    [element, kind, target, reason].filter((word) => word !== null).join(' '),
  );
}

test('what keeps its id stays, what is found by type and name is matched, the rest is for a person', () => {
  const from = buildProgram({ s, a: task('Kiểm tra'), b: task('Duyệt'), c: task('Ký') }, [
    's -> a',
    'a -> b',
    'b -> c',
  ]);
  const to = buildProgram({ s, a: task('Kiểm tra'), d: task('Duyệt') }, ['s -> a', 'a -> d']);
  assert.deepEqual(kinds(from, to), ['s stays s', 'a stays a', 'b matched d', 'c open']);
  assert.deepEqual(kinds(from, to, { c: 'd' }), ['s stays s', 'a stays a', 'b open', 'c chosen d']);
  assert.deepEqual(kinds(from, to, { c: 's' }).at(-1), 'c open s OTHER_TYPE');
});

test('two of one name are nobody’s match', () => {
  const from = buildProgram({ s, a: task('Duyệt') }, ['s -> a']);
  const to = buildProgram({ s, x: task('Duyệt'), y: task('Duyệt') }, ['s -> x', 's -> y']);
  assert.deepEqual(kinds(from, to), ['s stays s', 'a open']);
});

test('a token before a join goes along with the flow between the same elements', () => {
  const nodes = { s, fork: and, a: task('A'), b: task('B'), join: and };
  const from = buildProgram(nodes, ['s -> fork', 'fork -> a', 'fork -> b', 'a -> join', 'b -> join']);
  const trial = started(from);
  complete(trial, 'a');
  const { b: _, ...others } = nodes;
  const to = buildProgram({ ...others, c: task('B') }, [
    's -> fork',
    'fork -> c',
    'fork -> a',
    'c -> join',
    'a -> join',
  ]);
  const { map } = planMigration(from, to);
  assert.ok(trial.state);
  const result = migrate({ from, to, map }, trial.state, envAt(trial.now));
  assert.equal(result.kind, 'ok');
});

test('the way back is the map the other way round, where no two have become one', () => {
  assert.deepEqual(inverted({ a: 'b', c: 'd' }), { b: 'a', d: 'c' });
  assert.equal(inverted({ a: 'b', c: 'b' }), null);
});
