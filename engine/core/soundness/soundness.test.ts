import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildProgram, expression, type NodeSpec, timer } from '../trial/build-program.ts';
import { checkSoundness, type Soundness } from './check.ts';
import { explore } from './explore.ts';
import { pathTo } from './graph.ts';
import { surroundingOf } from './rules/outside.ts';

const start = { type: 'startEvent' } as const;
const end = { type: 'endEvent' } as const;
const task = { type: 'userTask' } as const;
const xor = { type: 'exclusiveGateway' } as const;
const and = { type: 'parallelGateway' } as const;
const or = { type: 'inclusiveGateway' } as const;

type Nodes = { readonly [id: string]: NodeSpec };

function check(nodes: Nodes, flows: readonly string[]): Soundness {
  const program = buildProgram(nodes, flows);
  return checkSoundness(program, surroundingOf([program]));
}

function told({ findings }: Soundness): readonly string[] {
  return findings.map(({ code, element }) => `${code} ${element}`);
}

/** What happens on the way to the first finding, in words. */
function way({ findings }: Soundness): readonly string[] {
  const at = findings[0]?.at;
  if (at === undefined || at === null) return [];
  return pathTo(at.explored, at.vertex).map(({ happening }) =>
    'element' in happening && happening.element !== null ? `${happening.kind} ${happening.element}` : happening.kind,
  );
}

function sound(nodes: Nodes, flows: readonly string[]): void {
  const result = check(nodes, flows);
  assert.deepEqual(told(result), []);
  assert.ok(result.decided);
}

test('alternatives that meet in a parallel join get stuck at the join; in an exclusive merge they do not', () => {
  const nodes = { s: start, split: xor, a: task, b: task, join: and, e: end };
  const flows = ['s -> split', 'split -> a if x = 1', 'split => b', 'a -> join', 'b -> join', 'join -> e'];
  const result = check(nodes, flows);
  assert.deepEqual(told(result), ['STUCK_AT_JOIN join']);
  assert.deepEqual(way(result), ['start', 'complete a']);
  sound({ ...nodes, join: xor }, flows);
});

test('parallel branches that meet in an exclusive merge do what follows twice; in a parallel join once', () => {
  const nodes = { s: start, split: and, a: task, b: task, merge: xor, after: task, e: end };
  const flows = ['s -> split', 'split -> a', 'split -> b', 'a -> merge', 'b -> merge', 'merge -> after', 'after -> e'];
  const result = check(nodes, flows);
  assert.deepEqual(told(result), ['DONE_TWICE merge']);
  assert.deepEqual(way(result), ['start']);
  sound({ ...nodes, merge: and }, flows);
});

test('branches that end apart are no fault: the case ends with the last', () => {
  sound({ s: start, split: and, a: task, b: task, e1: end, e2: end }, [
    ...['s -> split', 'split -> a', 'split -> b', 'a -> e1', 'b -> e2'],
  ]);
  sound({ s: start, split: and, a: task, b: task, e: end }, [
    ...['s -> split', 'split -> a', 'split -> b', 'a -> e', 'b -> e'],
  ]);
});

test('a loop through a parallel split piles work up', () => {
  const nodes = { s: start, merge: xor, a: task, split: and, b: task, e: end };
  const flows = ['s -> merge', 'merge -> a', 'a -> split', 'split -> merge', 'split -> b', 'b -> e'];
  const result = check(nodes, flows);
  assert.ok(told(result).includes('PILES_UP b'), told(result).join());
  const found = result.findings.find(({ code }) => code === 'PILES_UP');
  assert.equal(found?.at?.vertex.depth, 2, 'started, and round once');
  sound({ ...nodes, split: xor }, [
    ...['s -> merge', 'merge -> a', 'a -> split', 'split -> merge if again = true', 'split => b', 'b -> e'],
  ]);
});

test('a loop without a way out never ends, also where nothing waits in it', () => {
  const waiting = check({ s: start, m: xor, a: task }, ['s -> m', 'm -> a', 'a -> m']);
  assert.deepEqual(told(waiting), ['NEVER_ENDS a']);
  const silent = check({ s: start, m: xor, a: { type: 'task' } }, ['s -> m', 'm -> a', 'a -> m']);
  assert.equal(silent.findings[0]?.code, 'NEVER_ENDS');
  sound({ s: start, m: xor, a: { type: 'task' }, x: xor, e: end }, [
    ...['s -> m', 'm -> a', 'a -> x', 'x -> m if x = 1', 'x => e'],
  ]);
});

test('one branch that ends while another waits at a join is left waiting', () => {
  const nodes = { s: start, split: and, a: task, x: xor, b: task, join: and, e1: end, e: end };
  const result = check(nodes, [
    ...['s -> split', 'split -> a', 'split -> b', 'a -> x', 'x -> join if ok = true', 'x => e1'],
    ...['b -> join', 'join -> e'],
  ]);
  assert.deepEqual(told(result), ['LEFT_WAITING join']);
  assert.deepEqual(way(result), ['start', 'complete a', 'complete b']);
});

test('an inclusive split may be joined inclusively, not in parallel', () => {
  const nodes = { s: start, split: or, a: task, b: task, join: or, e: end };
  const flows = [
    ...['s -> split', 'split -> a if x > 1', 'split -> b if y > 1', 'split => join'],
    ...['a -> join', 'b -> join', 'join -> e'],
  ];
  sound(nodes, flows);
  assert.deepEqual(told(check({ ...nodes, join: and }, flows)), ['STUCK_AT_JOIN join']);
  const merged = check({ ...nodes, join: xor, after: task }, [...flows.slice(0, -1), 'join -> after', 'after -> e']);
  assert.deepEqual(told(merged), ['DONE_TWICE join']);
});

test('an error event that nobody raises inside never happens; one that is raised does', () => {
  const nodes: Nodes = {
    s: start,
    sub: { type: 'subProcess' },
    is: { ...start, scope: 'sub' },
    a: { ...task, scope: 'sub' },
    ie: { ...end, scope: 'sub' },
    wrong: { type: 'boundaryEvent', attachedTo: 'sub', trigger: { kind: 'error', code: 'E1' } },
    late: task,
    e: end,
  };
  const flows = ['s -> sub', 'is -> a', 'a -> ie', 'sub -> e', 'wrong -> late', 'late -> e'];
  assert.deepEqual(told(check(nodes, flows)), ['EVENT_NEVER wrong']);
  sound(
    { ...nodes, x: { ...xor, scope: 'sub' }, f: { ...end, scope: 'sub', trigger: { kind: 'error', code: 'E1' } } },
    [...['s -> sub', 'is -> a', 'a -> x', 'x -> f if bad = true', 'x => ie', 'sub -> e', 'wrong -> late', 'late -> e']],
  );
  sound({ ...nodes, a: { type: 'serviceTask', scope: 'sub' } }, flows);
});

test('an error that nobody catches ends the case', () => {
  const bad = { ...end, trigger: { kind: 'error', code: 'E1' } } as const;
  const result = check({ s: start, a: task, x: xor, bad, e: end }, [
    ...['s -> a', 'a -> x', 'x -> bad if no = true', 'x => e'],
  ]);
  assert.deepEqual(told(result), ['ERROR_NOT_CAUGHT bad']);
  assert.deepEqual(way(result), ['start', 'complete a']);
});

test('a message that nobody sends is waited for; a race with a timer does not change who sends it', () => {
  const nodes: Nodes = {
    s: start,
    race: { type: 'eventBasedGateway' },
    paid: { type: 'intermediateCatchEvent', trigger: { kind: 'message', message: 'paid' } },
    late: { type: 'intermediateCatchEvent', trigger: { kind: 'timer', timer: timer('duration', 'PT1H') } },
    e1: end,
    e2: end,
  };
  const flows = ['s -> race', 'race -> paid', 'race -> late', 'paid -> e1', 'late -> e2'];
  const result = check(nodes, flows);
  assert.deepEqual(told(result), ['MESSAGE_NOT_SENT paid']);
  assert.equal(result.findings[0]?.params['message'], 'paid');
  const program = { ...buildProgram(nodes, flows), addressed: ['paid'] };
  assert.deepEqual(told(checkSoundness(program, surroundingOf([program]))), []);
});

test('a join behind a race waits for ever', () => {
  const result = check(
    {
      s: start,
      race: { type: 'eventBasedGateway' },
      one: { type: 'intermediateCatchEvent', trigger: { kind: 'signal', signal: 'one' } },
      two: { type: 'intermediateCatchEvent', trigger: { kind: 'signal', signal: 'two' } },
      join: and,
      e: end,
    },
    ['s -> race', 'race -> one', 'race -> two', 'one -> join', 'two -> join', 'join -> e'],
  );
  assert.deepEqual(told(result), ['STUCK_AT_JOIN join']);
  assert.deepEqual(way(result), ['start', 'signal one']);
});

test('an interrupting event sub-process ends what waits; one that does not interrupt runs beside it', () => {
  const withEvent = (interrupting: boolean): Nodes => ({
    s: start,
    split: and,
    a: task,
    b: task,
    join: and,
    e: end,
    esp: { type: 'eventSubProcess', start: 'es' },
    es: { ...start, scope: 'esp', interrupting, trigger: { kind: 'signal', signal: 'stop' } },
    undo: { ...task, scope: 'esp' },
    ee: { ...end, scope: 'esp' },
  });
  const flows = ['s -> split', 'split -> a', 'split -> b', 'a -> join', 'b -> join', 'join -> e'];
  sound(withEvent(true), [...flows, 'es -> undo', 'undo -> ee']);
  sound(withEvent(false), [...flows, 'es -> undo', 'undo -> ee']);
});

test('that a case can be called off does not hide that it gets stuck', () => {
  const result = check(
    {
      s: start,
      split: xor,
      a: task,
      b: task,
      join: and,
      e: end,
      esp: { type: 'eventSubProcess', start: 'es' },
      es: { ...start, scope: 'esp', trigger: { kind: 'signal', signal: 'withdrawn' } },
      ee: { ...end, scope: 'esp' },
    },
    ['s -> split', 'split -> a if x = 1', 'split => b', 'a -> join', 'b -> join', 'join -> e', 'es -> ee'],
  );
  assert.deepEqual(told(result), ['STUCK_AT_JOIN join']);
});

test('parallel branches that may be called off at any time are decided', () => {
  const nodes: Record<string, NodeSpec> = {
    ...{ s: start, split: and, join: and, e: end },
    esp: { type: 'eventSubProcess', start: 'es' },
    es: { ...start, scope: 'esp', trigger: { kind: 'message', message: 'withdrawn' } },
    tell: { ...task, scope: 'esp' },
  };
  const flows = ['s -> split', 'join -> e', 'es -> tell'];
  for (let branch = 0; branch < 12; branch++) {
    Object.assign(nodes, { [`a${branch}`]: task, [`b${branch}`]: task });
    flows.push(`split -> a${branch}`, `a${branch} -> b${branch}`, `b${branch} -> join`);
  }
  const result = check(nodes, flows);
  assert.deepEqual(told(result), ['MESSAGE_NOT_SENT es']);
  assert.ok(result.decided && result.states < 100, `${result.states} states`);
});

test('a reminder that does not interrupt and joins the main way again does it twice', () => {
  const nodes: Nodes = {
    s: start,
    a: task,
    remind: { type: 'boundaryEvent', attachedTo: 'a', interrupting: false, trigger: { kind: 'signal', signal: 'r' } },
    note: task,
    after: task,
    e: end,
  };
  const merged = check(nodes, ['s -> a', 'a -> after', 'remind -> note', 'note -> after', 'after -> e']);
  assert.deepEqual(told(merged), ['DONE_TWICE after']);
  sound({ ...nodes, e2: end }, ['s -> a', 'a -> after', 'remind -> note', 'note -> e2', 'after -> e']);
});

test('compensation and cancellation are followed; a handler that nothing asks for is never reached', () => {
  const nodes: Nodes = {
    s: start,
    trade: { type: 'subProcess', transaction: true },
    is: { ...start, scope: 'trade' },
    book: { ...task, scope: 'trade', compensation: 'unbook' },
    unbook: { ...task, scope: 'trade' },
    ok: { ...xor, scope: 'trade' },
    ie: { ...end, scope: 'trade' },
    cancel: { ...end, scope: 'trade', trigger: { kind: 'cancel' } },
    cancelled: { type: 'boundaryEvent', attachedTo: 'trade', trigger: { kind: 'cancel' } },
    e1: end,
    e2: end,
  };
  const flows = ['s -> trade', 'is -> book', 'book -> ok', 'trade -> e1', 'cancelled -> e2'];
  sound(nodes, [...flows, 'ok -> cancel if bad = true', 'ok => ie']);
  const never = check(nodes, [...flows, 'ok -> cancel if false', 'ok => ie']);
  assert.deepEqual(told(never), ['NEVER_REACHED unbook', 'EVENT_NEVER cancelled', 'FLOW_NEVER_TAKEN ok-cancel']);
});

test('multi-instance, loops, calls and ad-hoc sub-processes are gone through', () => {
  const each = {
    kind: 'multiInstance',
    sequential: false,
    cardinality: null,
    collection: expression('=people'),
    elementVariable: 'one',
    outputCollection: null,
    outputElement: null,
    completionCondition: null,
    throws: [],
  } as const;
  const loop = { kind: 'standard', testBefore: false, condition: expression('=again'), maximum: null } as const;
  sound(
    {
      s: start,
      a: { ...task, loop: each },
      b: { type: 'task', loop },
      c: { type: 'callActivity', called: expression('other') },
      failed: { type: 'boundaryEvent', attachedTo: 'c', trigger: { kind: 'error', code: null } },
      d: { type: 'adHocSubProcess' },
      d1: { ...task, scope: 'd' },
      d2: { ...task, scope: 'd' },
      e: end,
    },
    ['s -> a', 'a -> b', 'b -> c', 'c -> d', 'failed -> d', 'd -> e'],
  );
});

test('an exclusive gateway without a default may leave no way, unless the conditions are opposites', () => {
  const nodes = { s: start, x: xor, e1: end, e2: end };
  const result = check(nodes, ['s -> x', 'x -> e1 if a = 1', 'x -> e2 if a = 2']);
  assert.deepEqual(told(result), ['NO_BRANCH x']);
  sound(nodes, ['s -> x', 'x -> e1 if a = 1', 'x -> e2 if a != 1']);
});

test('ten parallel branches with alternatives and loops are decided', () => {
  const nodes: Record<string, NodeSpec> = { s: start, split: and, join: and, e: end };
  const flows = ['s -> split', 'join -> e'];
  for (let branch = 0; branch < 10; branch++) {
    const [a, x, b, c, m] = ['a', 'x', 'b', 'c', 'm'].map((letter) => `${letter}${branch}`);
    Object.assign(nodes, { [`${a}`]: task, [`${x}`]: xor, [`${b}`]: task, [`${c}`]: task, [`${m}`]: xor });
    flows.push(`split -> ${a}`, `${a} -> ${x}`, `${x} -> ${b} if ${b} = 1`, `${x} -> ${c} if ${c} = 1`);
    flows.push(`${x} => ${a}`, `${b} -> ${m}`, `${c} -> ${m}`, `${m} -> join`);
  }
  const result = check(nodes, flows);
  assert.deepEqual(told(result), []);
  assert.ok(result.decided, `${result.why} after ${result.states} states`);
});

test('where it has seen too many states it says that it has not decided', () => {
  const program = buildProgram({ s: start, a: task, b: task, e: end }, ['s -> a', 'a -> b', 'b -> e']);
  const result = checkSoundness(program, surroundingOf([program]), { statesInEveryOrderMax: 1, statesMax: 2 });
  assert.equal(result.decided, false);
  assert.equal(result.why, 'states');
});

test('where a step has too many ways the exploration still ends at its bounds, and says where', () => {
  const nodes: Record<string, NodeSpec> = { s: start, fork: and, a: task, many: or, joined: or, all: and, e: end };
  const flows = ['s -> fork', 'fork -> a', 'a -> many', 'joined -> all', 'all -> e', 'many => joined'];
  for (let way = 0; way < 10; way++) {
    nodes[`w${way}`] = { type: 'task' };
    flows.push(`many -> w${way} if x = ${way}`, `w${way} -> joined`);
  }
  for (let branch = 0; branch < 12; branch++) {
    nodes[`b${branch}`] = task;
    flows.push(`fork -> b${branch}`, `b${branch} -> all`);
  }
  const program = buildProgram(nodes, flows);
  const { why, where, vertices } = explore(program, { statesMax: 20, reduce: false });
  assert.deepEqual({ why, where }, { why: 'ways', where: ['a'] });
  assert.ok(vertices.length < 100, `${vertices.length} states`);
  let asked = 0;
  const stopped = explore(program, { statesMax: 100_000, reduce: false, stop: () => asked++ > 600 });
  assert.ok(stopped.vertices.length < 100, 'time ends it too');
});

test('a few states that are very large are too much as well', () => {
  const ten = {
    ...({ kind: 'multiInstance', sequential: false, cardinality: expression('=10'), collection: null } as const),
    ...{ elementVariable: null, outputCollection: null, outputElement: null, completionCondition: null, throws: [] },
  };
  const program = buildProgram(
    {
      ...{ s: start, e: end, all: { type: 'subProcess', loop: ten } },
      ...{ is: { ...start, scope: 'all' }, a: { ...task, loop: ten, scope: 'all' }, ie: { ...end, scope: 'all' } },
      stop: { type: 'boundaryEvent', attachedTo: 'a', trigger: { kind: 'signal', signal: 'stop' }, scope: 'all' },
    },
    ['s -> all', 'is -> a', 'a -> ie', 'stop -> ie', 'all -> e'],
  );
  const explored = explore(program, { statesMax: 100, reduce: true });
  assert.equal(explored.why, 'size');
  assert.ok(explored.vertices.length < 100, `${explored.vertices.length} states`);
  assert.deepEqual(explored.where.toSorted(), ['a', 'all']);
});
