import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TaskVerb } from '../commands.ts';
import { decide } from '../decide.ts';
import { buildProgram } from '../trial/build-program.ts';
import { complete, envAt, give, monday, nodesAt, started, trialOf } from '../trial/trial.ts';

const program = buildProgram({ s: { type: 'startEvent' }, t: { type: 'userTask' } }, ['s -> t']);

function after(...verbs: readonly (readonly [TaskVerb, string?])[]) {
  const trial = started(program);
  const task = nodesAt(trial, 't')[0]?.task?.id ?? '';
  const answers = verbs.map(([verb, who]) => {
    const named = who === undefined ? {} : { by: who, to: who };
    return give(trial, { kind: 'task', task, verb, ...named })?.code ?? 'ok';
  });
  const { life, assignee } = nodesAt(trial, 't')[0]?.task ?? {};
  return { answers, life, assignee, trial };
}

test('a claimed task belongs to one official and cannot be claimed again', () => {
  const { answers, life, assignee } = after(['claim', 'an'], ['claim', 'binh']);
  assert.deepEqual([answers, life, assignee], [['ok', 'TASK_MOVE_NOT_LEGAL'], 'reserved', 'an']);
});

test('released and forwarded tasks belong to nobody, delegated ones to another', () => {
  assert.deepEqual(after(['claim', 'an'], ['release']).assignee, undefined);
  assert.deepEqual(after(['claim', 'an'], ['delegate', 'binh']).assignee, 'binh');
  assert.deepEqual(after(['claim', 'an'], ['start'], ['forward', 'binh']).life, 'ready');
});

test('a suspended task comes back as it was', () => {
  const { answers, life, assignee } = after(['claim', 'an'], ['start'], ['suspend'], ['stop'], ['resume']);
  assert.deepEqual(answers, ['ok', 'ok', 'ok', 'TASK_MOVE_NOT_LEGAL', 'ok']);
  assert.deepEqual([life, assignee], ['inProgress', 'an']);
});

test('a suspended task cannot be completed', () => {
  const { trial } = after(['suspend']);
  assert.equal(complete(trial, 't')?.code, 'TASK_MOVE_NOT_LEGAL');
});

test('a refused command changes nothing', () => {
  const trial = started(program);
  const before = JSON.stringify(trial.state);
  assert.equal(give(trial, { kind: 'completeTask', task: 'none', variables: {} })?.code, 'TASK_NOT_OPEN');
  assert.equal(give(trial, { kind: 'completeJob', job: 'none', variables: {} })?.code, 'JOB_NOT_OPEN');
  assert.equal(give(trial, { kind: 'fireTimer', timer: 'none' })?.code, 'TIMER_NOT_ARMED');
  assert.equal(give(trial, { kind: 'retryIncident', incident: 'none' })?.code, 'INCIDENT_NOT_OPEN');
  assert.equal(give(trial, { kind: 'start', variables: {} })?.code, 'INSTANCE_ALREADY_STARTED');
  assert.equal(JSON.stringify(trial.state), before);
});

test('nothing can be asked of an instance that has not started or has ended', () => {
  assert.equal(give(trialOf(program), { kind: 'cancel', reason: '' })?.code, 'INSTANCE_NOT_STARTED');
  const trial = started(program);
  complete(trial, 't');
  assert.equal(give(trial, { kind: 'cancel', reason: '' })?.code, 'INSTANCE_ENDED');
});

test('variables that are too large or no data are refused', () => {
  const start = (variables: Record<string, never>) =>
    decide(program, undefined, { kind: 'start', variables }, envAt(monday));
  const code = (value: unknown) => {
    const decided = start({ x: value as never });
    return decided.kind === 'rejected' ? decided.code : decided.kind;
  };
  assert.equal(code('y'.repeat(1_000_001)), 'VARIABLES_TOO_LARGE');
  assert.equal(code(Number.NaN), 'VARIABLES_NOT_VALID');
  assert.equal(code(JSON.parse('{"__proto__": 1}')), 'VARIABLES_NOT_VALID');
  assert.equal(code([{ fine: null }]), 'ok');
});
