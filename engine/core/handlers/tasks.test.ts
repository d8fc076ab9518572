import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, TaskVerb } from '../commands.ts';
import { buildProgram, expression } from '../trial/build-program.ts';
import { complete, fire, give, history, monday, nodesAt, started, variablesOf } from '../trial/trial.ts';

const program = buildProgram(
  {
    s: { type: 'startEvent' },
    t: { type: 'userTask' },
    onFault: { type: 'boundaryEvent', attachedTo: 't', interrupting: true, trigger: { kind: 'error', code: 'NO_KEY' } },
    mend: { type: 'userTask' },
    next: { type: 'userTask' },
  },
  ['s -> t', 't -> next', 'onFault -> mend'],
);
const skippable = buildProgram({ s: { type: 'startEvent' }, t: { type: 'userTask', skippable: true } }, ['s -> t']);
const hour = 3_600_000;

type Arguments = Omit<Extract<Command, { kind: 'task' }>, 'kind' | 'task' | 'verb'>;
type Done = readonly [verb: TaskVerb, given?: Arguments];

function after(verbs: readonly Done[], of = program, variables = {}) {
  const trial = started(of, variables);
  const task = nodesAt(trial, 't')[0]?.task?.id ?? '';
  const answers = verbs.map(([verb, given]) => give(trial, { kind: 'task', task, verb, ...given })?.code ?? 'ok');
  const { life, assignee, owner } = nodesAt(trial, 't')[0]?.task ?? {};
  const last = trial.effects.findLast((effect) => effect.kind === 'updateTask' || effect.kind === 'closeTask');
  return { answers, life, assignee, owner, trial, last };
}

const byAn: Done = ['claim', { by: 'an' }];

test('a claimed task belongs to one official and cannot be claimed again', () => {
  const { answers, life, assignee } = after([byAn, ['claim', { by: 'binh' }]]);
  assert.deepEqual([answers, life, assignee], [['ok', 'TASK_MOVE_NOT_LEGAL'], 'reserved', 'an']);
});

test('what is said of a part’s task says of which part, from the beginning to the end', () => {
  const part = buildProgram({ s: { type: 'startEvent' }, t: { type: 'userTask', part: expression('=which') } }, [
    's -> t',
  ]);
  const { trial } = after([byAn, ['release', { by: 'an' }]], part, { which: 'p1' });
  complete(trial, 't');
  const told = trial.effects.flatMap((effect) => ('part' in effect ? [[effect.kind, effect.part]] : []));
  assert.deepEqual(told, [
    ['openTask', 'p1'],
    ['updateTask', 'p1'],
    ['updateTask', 'p1'],
    ['closeTask', 'p1'],
  ]);
});

test('who starts a task that nobody holds, holds it', () => {
  const { life, assignee } = after([['start', { by: 'an' }]]);
  assert.deepEqual([life, assignee], ['inProgress', 'an']);
});

test('a released task belongs to nobody', () => {
  assert.equal(after([byAn, ['release']]).assignee, undefined);
});

test('a forwarded task is offered to others and belongs to nobody', () => {
  const { life, assignee, last } = after([byAn, ['start'], ['forward', { unit: 'P2', role: 'officer' }]]);
  assert.deepEqual([life, assignee], ['ready', undefined]);
  assert.deepEqual(last, {
    kind: 'updateTask',
    task: 't4',
    state: 'ready',
    assignee: null,
    unit: 'P2',
    role: 'officer',
  });
});

test('a delegated task belongs to another, and goes back when it is resolved', () => {
  const delegated = after([byAn, ['delegate', { by: 'an', to: 'binh' }]]);
  assert.deepEqual([delegated.assignee, delegated.owner], ['binh', 'an']);
  const resolved = after([byAn, ['delegate', { by: 'an', to: 'binh' }], ['start'], ['resolve']]);
  assert.deepEqual([resolved.life, resolved.assignee, resolved.owner], ['reserved', 'an', undefined]);
  assert.deepEqual(after([byAn, ['resolve']]).answers, ['ok', 'TASK_NOT_DELEGATED']);
});

test('an assigned task belongs to whom it was given, and does not go back to who had it', () => {
  const given = after([byAn, ['start'], ['assign', { by: 'head', to: 'binh' }]]);
  assert.deepEqual([given.life, given.assignee, given.owner], ['reserved', 'binh', undefined]);
  assert.deepEqual(after([['assign', { to: 'an' }], ['resolve']]).answers, ['ok', 'TASK_NOT_DELEGATED']);
  const delegated = after([byAn, ['delegate', { by: 'an', to: 'binh' }], ['assign', { to: 'chi' }], ['resolve']]);
  assert.deepEqual(delegated.answers.at(-1), 'TASK_NOT_DELEGATED');
});

test('a suspended task comes back as it was, and nothing else is done with it', () => {
  const { answers, life, assignee } = after([byAn, ['start'], ['suspend'], ['stop'], ['resume']]);
  assert.deepEqual(answers, ['ok', 'ok', 'ok', 'TASK_MOVE_NOT_LEGAL', 'ok']);
  assert.deepEqual([life, assignee], ['inProgress', 'an']);
  assert.equal(complete(after([['suspend']]).trial, 't')?.code, 'TASK_MOVE_NOT_LEGAL');
});

test('a task suspended until an instant comes back by itself', () => {
  const { trial, life } = after([byAn, ['suspendUntil', { until: monday + hour }]]);
  assert.equal(life, 'suspended.reserved');
  assert.equal(fire(trial, 't'), null);
  assert.equal(trial.now, monday + hour);
  const { task } = nodesAt(trial, 't')[0] ?? {};
  assert.deepEqual([task?.life, task?.assignee], ['reserved', 'an']);
  assert.deepEqual(trial.state?.subscriptions && Object.keys(trial.state.subscriptions).length, 0);
  assert.equal(complete(trial, 't'), null);
});

test('a task that is resumed or over does not wake later', () => {
  for (const verb of ['resume', 'skip'] as const) {
    const { trial, answers } = after([['suspendUntil', { until: monday + hour }], [verb]], skippable);
    assert.deepEqual(answers, ['ok', 'ok']);
    assert.deepEqual(trial.state?.subscriptions, {});
    assert.ok(trial.effects.some((effect) => effect.kind === 'disarmTimer'));
  }
});

test('a skipped task is obsolete, and the process goes on', () => {
  const { answers, trial, last } = after([byAn, ['skip', { by: 'an' }]], skippable);
  assert.deepEqual(answers, ['ok', 'ok']);
  assert.deepEqual(last, { kind: 'closeTask', task: 't4', state: 'obsolete', by: 'an' });
  assert.deepEqual(history(trial, 'completed'), ['s', 't']);
  assert.equal(trial.state?.life, 'completed');
});

test('only a task that the model lets be skipped can be skipped', () => {
  assert.deepEqual(after([['skip']]).answers, ['TASK_NOT_SKIPPABLE']);
});

test('a failed task raises a fault that the model catches', () => {
  const { answers, trial, last } = after([byAn, ['start'], ['fail', { code: 'NO_KEY', variables: { door: 3 } }]]);
  assert.deepEqual(answers, ['ok', 'ok', 'ok']);
  assert.deepEqual(last, { kind: 'closeTask', task: 't4', state: 'failed' });
  assert.equal(nodesAt(trial, 'mend').length, 1);
  assert.deepEqual(variablesOf(trial), { door: 3 });
});

test('a fault that nobody handles is refused', () => {
  const { answers, life } = after([byAn, ['start'], ['fail', { code: 'OTHER' }]]);
  assert.deepEqual([answers.at(-1), life], ['TASK_FAULT_UNKNOWN', 'inProgress']);
});

test('a task whose one person is not known waits until somebody is nominated', () => {
  const of = buildProgram({ s: { type: 'startEvent' }, t: { type: 'userTask', assignee: expression('=clerk') } }, [
    's -> t',
  ]);
  const nobody = { clerk: null };
  assert.equal(after([], of, nobody).life, 'created');
  assert.deepEqual(after([['claim', { by: 'an' }]], of, nobody).answers, ['TASK_MOVE_NOT_LEGAL']);
  const one = after([['nominate', { to: 'an' }]], of, nobody);
  assert.deepEqual([one.life, one.assignee], ['reserved', 'an']);
  const many = after([['nominate', { unit: 'P1' }]], of, nobody);
  assert.deepEqual([many.life, many.last?.kind === 'updateTask' && many.last.unit], ['ready', 'P1']);
  assert.equal(after([['activate']], of, nobody).life, 'ready');
  assert.equal(after([], of, { clerk: 'an' }).life, 'reserved');
});

test('a new priority changes nothing else', () => {
  const { life, assignee, last } = after([byAn, ['suspend'], ['setPriority', { priority: 90 }]]);
  assert.deepEqual([life, assignee], ['suspended.reserved', 'an']);
  assert.deepEqual(last, { kind: 'updateTask', task: 't4', state: 'suspended', assignee: 'an', priority: 90 });
});

test('an operation without what it needs is refused', () => {
  const wanting: readonly Done[] = [
    ['claim'],
    ['start'],
    ['delegate'],
    ['assign', { by: 'an' }],
    ['forward', { to: 'binh' }],
    ['suspendUntil', { until: monday }],
    ['setPriority', { priority: 101 }],
  ];
  assert.deepEqual(
    after(wanting).answers,
    wanting.map(() => 'TASK_ARGUMENT_NOT_VALID'),
  );
});
